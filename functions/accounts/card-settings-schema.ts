import * as z from 'zod';
import { pageSchema } from './statement-settings-schema.ts';

export const cardSettingsSchema = z
  .strictObject({
    payPage: pageSchema.exactOptional().meta({
      description:
        'The page on which patients begin to pay by card: its address, to which the office’s id and the token of a link are added',
      examples: ['https://pay.example.com/c/'],
    }),
    linkDays: z.int().min(1).max(365).meta({ description: 'How many days a link can be used' }),
    announceDays: z.int().min(1).max(60).meta({
      description: 'How many days before a charge to a card on file the guarantor is notified',
    }),
  })
  .meta({ id: 'CardSettings', description: 'How cards are charged' });
