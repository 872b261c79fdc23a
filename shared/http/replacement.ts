import * as z from 'zod';

/** Rises with each change to something that people edit. */
export const versionSchema = z.int().min(1).meta({ description: 'Rises with each change; also the ETag' });

/**
 * The body of a PUT that replaces something. It accepts the unchanged answer of GET: fields that the system sets (id,
 * version, state) may be present and have no effect. A field that the body leaves out is removed.
 */
export function replacementOf<Body extends z.ZodObject>(name: string, body: Body, own: z.ZodRawShape) {
  return body
    .safeExtend(ignoredOf(own))
    .meta({ id: `${name}Replacement` })
    .transform((given) => withoutOwn(given, own) as z.output<Body>);
}

/** Like {@link replacementOf}, for something of several kinds, each with its own fields. `kind` selects the kind. */
export function replacementOfKinds<const Bodies extends readonly [z.ZodObject, ...z.ZodObject[]]>(
  name: string,
  bodies: Bodies,
  own: z.ZodRawShape,
) {
  const [first, ...others] = bodies.map((body) =>
    body.safeExtend(ignoredOf(own)).meta({ id: String(body.meta()?.id).replace(/Body$/, 'Replacement') }),
  );
  return z
    .discriminatedUnion('kind', [first as z.ZodObject, ...others])
    .meta({ id: `${name}Replacement` })
    .transform((given) => withoutOwn(given, own) as z.output<Bodies[number]>);
}

/** Fields that the system sets: they may be in the body, and are ignored. */
function ignoredOf(own: z.ZodRawShape): z.ZodRawShape {
  return Object.fromEntries(
    Object.entries(own).map(([field, schema]) => [field, z.optional(schema as z.ZodType).meta({ readOnly: true })]),
  );
}

function withoutOwn(given: object, own: z.ZodRawShape): object {
  return Object.fromEntries(Object.entries(given).filter(([field]) => !(field in own)));
}
