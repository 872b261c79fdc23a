import * as z from 'zod';
import { formOf } from '../../shared/http/forms.ts';
import { amountSchema } from '../../shared/http/schemas.ts';

const costSchema = z.strictObject({
  month: formOf(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month', '2026-03').meta({ description: 'The month' }),
  cents: amountSchema.meta({ description: 'The total cost of billing in that month' }),
});

export const reportSettingsSchema = z
  .strictObject({
    monthlyCosts: z
      .array(costSchema)
      .max(240)
      .refine((costs) => new Set(costs.map(({ month }) => month)).size === costs.length, 'expected each month once')
      .meta({ description: 'What billing cost, by month: the report `cost-per-claim` divides it by claims' }),
  })
  .meta({ id: 'ReportSettings', description: 'The office’s settings for reports' });
