import * as z from 'zod';

/** Rises with each change to something that people edit. */
export const versionSchema = z.int().min(1).meta({ description: 'Rises with each change; also the ETag' });

/**
 * The body of a PUT that replaces something. It accepts what GET answers, unchanged: fields that the system sets (id, version, state) may be in it
 * and have no effect. A field that the body leaves out is removed.
 */
export function replacementOf<Body extends z.ZodObject>(name: string, body: Body, own: z.ZodRawShape) {
  const ignored = Object.entries(own).map(([field, schema]) => [
    field,
    z.optional(schema as z.ZodType).meta({ readOnly: true }),
  ]);
  return body
    .safeExtend(Object.fromEntries(ignored))
    .meta({ id: `${name}Replacement` })
    .transform(
      (given) => Object.fromEntries(Object.entries(given).filter(([field]) => !(field in own))) as z.output<Body>,
    );
}
