import * as z from 'zod';
import type { Route } from '../../shared/http/api.ts';
import { localDateSchema } from '../../shared/http/schemas.ts';

const lawSchema = z
  .object({
    state: z.string(),
    from: localDateSchema.exactOptional().meta({ description: 'The first day on which it applies' }),
    source: z.string().exactOptional().meta({ description: 'The law, or who advised the office' }),
    electronicDays: z.int().exactOptional().meta({ description: 'Days to pay a claim that came electronically' }),
    countsWorkdays: z.literal(true).exactOptional().meta({ description: 'These are workdays' }),
    paperDays: z.int().exactOptional().meta({ description: 'Days to pay a claim on paper' }),
    yearlyRate: z
      .int()
      .exactOptional()
      .meta({ description: 'Simple interest a year, in thousandths of a percent: 12000 is 12%' }),
    yearlyRateOfHmo: z.int().exactOptional().meta({ description: 'The same for health maintenance organisations' }),
    hasPenalties: z.literal(true).exactOptional().meta({ description: 'The law has penalties in place of interest' }),
    isOffices: z.literal(true).exactOptional().meta({ description: 'The office bills from this state' }),
    askCounsel: z.literal(true).exactOptional().meta({
      description: 'No law of this state is on record, so that none of its late payments is listed',
    }),
  })
  .meta({ id: 'LatePaymentLaw' });

export const lawRoutes = {
  listLatePaymentLaws: {
    method: 'GET',
    path: '/v1/late-payment-laws',
    summary:
      'By when payers must pay by law, and what they owe otherwise, by state, with the states of the office that have no law on record; and Medicare’s rate',
    roles: ['biller', 'manager', 'auditor', 'api-client'],
    query: z.strictObject({
      on: localDateSchema.exactOptional().meta({ description: 'The day of receipt and payment; today when absent' }),
    }),
    answer: {
      status: 200,
      schema: z.object({
        on: localDateSchema,
        items: z.array(lawSchema),
        medicare: z
          .object({
            days: z.int().meta({ description: 'Days to pay a clean claim' }),
            source: z.string(),
            yearlyRate: z.int().exactOptional().meta({ description: 'The rate for payments on the day' }),
            askCounsel: z.literal(true).exactOptional().meta({ description: 'No rate of the day is on record' }),
          })
          .meta({ description: 'By when Medicare must pay, and its rate of interest' }),
      }),
    },
  },
} as const satisfies Readonly<Record<string, Route>>;
