import * as z from 'zod';
import { defineApi } from '../../shared/http/api.ts';
import { centsSchema, localDateSchema } from '../../shared/http/schemas.ts';

const readers = ['biller', 'manager', 'auditor', 'api-client'] as const;

const entityIdSchema = z
  .string()
  .min(1)
  .max(40)
  .exactOptional()
  .meta({ description: 'Whose books: a legal entity, or `unassigned`; all of the office when absent' });
const trueUpToSchema = localDateSchema.meta({
  description: 'The last day that is counted: later ones may still be booked on',
});
const pointsSchema = z.int().meta({ description: 'In hundredths of a percent: 9512 for 95.12 %' });
const averageSchema = z.number().meta({ description: 'In days, with one decimal' });
const countSchema = (words: string) => z.int().meta({ description: words });

const rangeQuery = z.strictObject({
  from: localDateSchema,
  to: localDateSchema.meta({ description: 'At most 92 days from first to last' }),
  entityId: entityIdSchema,
});

const rangeFields = { from: localDateSchema, to: localDateSchema, trueUpTo: trueUpToSchema };
const namedFields = { id: z.string(), name: z.string().exactOptional() };

export const reportsApi = defineApi({
  getReceivablesAgeing: {
    method: 'GET',
    path: '/v1/reports/receivables-ageing',
    summary: 'What is owed, in columns of days since the service',
    roles: readers,
    query: z.strictObject({
      by: z.enum(['account', 'payer', 'provider', 'facility', 'financial-class']).default('payer'),
      asOf: localDateSchema
        .exactOptional()
        .meta({ description: 'The end of a month; the last day that is counted when absent' }),
      entityId: entityIdSchema,
    }),
    problems: ['reports-not-made', 'report-not-kept'],
    answer: {
      status: 200,
      schema: z
        .object({
          asOf: localDateSchema.meta({ description: 'The day at whose end it stood so' }),
          trueUpTo: trueUpToSchema,
          by: z.string(),
          columns: z
            .array(z.object({ fromDays: z.int(), toDays: z.int().exactOptional() }))
            .meta({ description: 'The columns, in days since the first day of service' }),
          rows: z
            .array(
              z.object({
                ...namedFields,
                cents: z.array(centsSchema).meta({ description: 'One amount for each column' }),
                totalCents: centsSchema,
              }),
            )
            .meta({ description: 'By what was asked for, the largest amount first' }),
          cents: z.array(centsSchema).meta({ description: 'All rows, one amount for each column' }),
          totalCents: centsSchema,
          ledgerCents: centsSchema.meta({
            description: 'What the ledger’s receivables stood at, which `totalCents` equals',
          }),
        })
        .meta({ id: 'ReceivablesAgeing' }),
    },
  },
  getCollections: {
    method: 'GET',
    path: '/v1/reports/collections',
    summary: 'What came in of what was charged: collection rates, and days in receivables',
    roles: readers,
    query: rangeQuery,
    problems: ['reports-not-made', 'day-too-large'],
    answer: {
      status: 200,
      schema: z
        .object({
          ...rangeFields,
          chargesCents: centsSchema,
          paymentsCents: centsSchema,
          contractualCents: centsSchema,
          otherAdjustmentsCents: centsSchema,
          refundsCents: centsSchema,
          grossRate: pointsSchema
            .exactOptional()
            .meta({ description: 'Payments of charges, in hundredths of a percent' }),
          netRate: pointsSchema.exactOptional().meta({
            description: 'Payments of charges less contractual adjustments, in hundredths of a percent',
          }),
          receivableCents: centsSchema.meta({ description: 'What is owed at the end of the last day' }),
          chargesOf90DaysCents: centsSchema.meta({ description: 'Charges of the 90 days that end with the last day' }),
          daysInReceivables: averageSchema.exactOptional().meta({
            description: 'What is owed, in average days of charges, with one decimal',
          }),
        })
        .meta({ id: 'Collections' }),
    },
  },
  getDenialRates: {
    method: 'GET',
    path: '/v1/reports/denials',
    summary: 'How many answers deny something, by payer, and for which reasons, the costliest first',
    roles: readers,
    query: rangeQuery,
    problems: ['reports-not-made', 'day-too-large'],
    answer: {
      status: 200,
      schema: z
        .object({
          ...rangeFields,
          answered: countSchema('Answers to claims'),
          denied: countSchema('Answers that deny something'),
          deniedCents: centsSchema,
          rate: pointsSchema.exactOptional(),
          byReason: z
            .array(
              z.object({
                reason: z.string().meta({ description: 'Group and CARC' }),
                count: countSchema('Denied amounts'),
                cents: centsSchema,
                cumulated: pointsSchema.meta({
                  description:
                    'What this reason and those above it make of all denied cents, in hundredths of a percent',
                }),
              }),
            )
            .meta({ description: 'By group and CARC, the costliest first' }),
          byPayer: z
            .array(
              z.object({
                ...namedFields,
                answered: countSchema('Answers to claims'),
                denied: countSchema('Answers that deny something'),
                deniedCents: centsSchema,
                rate: pointsSchema.exactOptional(),
              }),
            )
            .meta({ description: 'By payer, the costliest first' }),
        })
        .meta({ id: 'DenialRates' }),
    },
  },
  getLags: {
    method: 'GET',
    path: '/v1/reports/lags',
    summary: 'The days from service to charge, by provider, and from service to a payer’s answer, by payer',
    roles: readers,
    query: rangeQuery,
    problems: ['reports-not-made', 'day-too-large'],
    answer: {
      status: 200,
      schema: z
        .object({
          ...rangeFields,
          charges: z
            .array(
              z.object({ ...namedFields, claims: countSchema('Claims that were charged'), averageDays: averageSchema }),
            )
            .meta({ description: 'By billing provider' }),
          payments: z
            .array(z.object({ ...namedFields, answers: countSchema('Answers to claims'), averageDays: averageSchema }))
            .meta({ description: 'By payer' }),
        })
        .meta({ id: 'Lags' }),
    },
  },
  getReportUpdate: {
    method: 'GET',
    path: '/v1/reports/updates',
    summary: 'Up to which day reports are made, and the days whose totals were not the sums of their entries',
    roles: readers,
    problems: ['reports-not-made'],
    answer: {
      status: 200,
      schema: z.object({
        trueUpTo: trueUpToSchema,
        differingDays: z.array(localDateSchema).meta({
          description:
            'None, always: each day is added up from its entries and compared. Have all made anew if there is one',
        }),
      }),
    },
  },
  updateReports: {
    method: 'POST',
    path: '/v1/reports/updates',
    summary: 'Have reports brought up to date now, or made anew from the entries',
    roles: ['manager'],
    body: z.strictObject({
      fromStart: z.boolean().default(false).meta({
        description: 'All of it anew from the entries, from the first day of the books; totals of open months too',
      }),
    }),
    answer: { status: 202, schema: z.object({ trueUpTo: trueUpToSchema.exactOptional() }) },
  },
});
