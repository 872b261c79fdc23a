import * as z from 'zod';

/** What the system sets of a text that an office writes in versions. */
export const wordingOwn = {
  name: z.string().meta({ description: 'Its name' }),
  version: z
    .int()
    .min(0)
    .meta({ description: 'Rises with each change; every version is kept. 0 for one of the product’s own' }),
};

export const wordingVersionQuery = z.strictObject({
  version: z.coerce
    .number()
    .pipe(z.int().min(0).max(999_999))
    .exactOptional()
    .meta({ description: 'An earlier version; the latest when absent' }),
});
