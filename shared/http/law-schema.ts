import * as z from 'zod';

/** The law that sets a day. */
export const lawSchema = z
  .strictObject({
    state: z.string().exactOptional().meta({ description: 'The state whose law it is; absent if not known' }),
    source: z.string().exactOptional().meta({ description: 'The law, or who advised the office' }),
    askCounsel: z.literal(true).exactOptional().meta({
      description: 'No law of this state is on record: ask counsel, and enter it in the billing settings',
    }),
  })
  .meta({ id: 'LawOnRecord', description: 'The law that sets the day' });
