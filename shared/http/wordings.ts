import * as z from 'zod';

/** The fields that the system sets on a text of which an office keeps versions. */
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
