import * as z from 'zod';

/** Rises with each change of a thing that people edit. */
export const versionSchema = z.int().min(1).meta({ description: 'Rises with each change; also the ETag' });

/**
 * The body of a PUT that replaces a thing. It takes what GET answers, unchanged: what the office sets by itself (id, version, state) may
 * stand in it, and has no effect. What the body leaves out, the thing has no longer.
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
