import * as z from 'zod';
import { x12Text } from '../../shared/http/forms.ts';
import { timeZoneSchema } from '../../shared/http/schemas.ts';

/** The office's own settings. */

export const billNextPayerSchema = z.enum(['automatic', 'by-hand']).exactOptional();

export const officeOwn = {
  version: z.int().min(0).meta({ description: 'Rises with each change; 0 before the first one. Also the ETag' }),
};
export const officeFields = {
  timeZone: timeZoneSchema,
  submitterName: x12Text(60).exactOptional().meta({
    description: 'Who sends the claim files (loop 1000A), the same in each; the billing provider’s name when absent',
  }),
  billNextPayer: billNextPayerSchema.meta({
    description: 'Whether claims go to the next payer automatically once they are due; by hand when absent',
  }),
  deadlineNoticeDays: z
    .int()
    .min(0)
    .max(120)
    .exactOptional()
    .meta({
      description: 'How many days before a deadline an exception opens; 15 when absent',
      examples: [15],
    }),
};
export const officeSchema = z.strictObject({ ...officeOwn, ...officeFields }).meta({
  id: 'Office',
  description: 'The office’s own data; days of service, posting and ageing follow its time zone',
});
