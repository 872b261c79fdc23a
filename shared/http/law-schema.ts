import * as z from 'zod';

/** The law that a day follows from. */
export const lawSchema = z
  .strictObject({
    state: z.string().exactOptional().meta({ description: 'Whose law it is; absent where it is not known' }),
    source: z.string().exactOptional().meta({ description: 'The law, or who advised the office' }),
    askCounsel: z.literal(true).exactOptional().meta({
      description: 'No law of this state is on record: ask counsel, and enter it in the billing settings',
    }),
  })
  .meta({ id: 'LawOnRecord', description: 'What a day follows from' });
