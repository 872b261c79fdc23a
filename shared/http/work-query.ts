import * as z from 'zod';
import { centsSchema, claimIdSchema, idSchema, monthQuery, pageOf, pageQuery } from './schemas.ts';
import { markQuery } from './work-mark-schemas.ts';

/** The parameters of every work list. */

const wholeSchema = z.coerce.number().pipe(z.int().min(-9_999_999_999).max(9_999_999_999));
const daysSchema = z.coerce.number().pipe(z.int().min(0).max(3650));

/** Filters by payer, patient and provider. */
export const aboutQuery = {
  payerId: idSchema('payer').exactOptional().meta({ description: 'Only what concerns this payer' }),
  patientId: idSchema('patient').exactOptional().meta({ description: 'Only what concerns this patient' }),
  providerId: idSchema('provider').exactOptional().meta({ description: 'Only what this provider bills' }),
};

/** Filters by amount. */
export const amountQuery = {
  minCents: wholeSchema.exactOptional().meta({ description: 'Only from this amount on, in cents' }),
  maxCents: wholeSchema.exactOptional().meta({ description: 'Only up to this amount, in cents' }),
};

/** Filters by age. */
export const ageQuery = {
  minAgeDays: daysSchema.exactOptional().meta({ description: 'Only what is at least this many days old' }),
  maxAgeDays: daysSchema.exactOptional().meta({ description: 'Only what is at most this many days old' }),
};

/** A work list's query: order, filters, and whether with names. */
export const workQuery = { ...pageQuery, ...amountQuery, ...ageQuery };

/** Whether the answer shows names. Each named patient counts as read. */
export const namesQuery = {
  names: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'With the names of patients and payers; the access is recorded for each patient' }),
};

/** The query of a work list about claims: order, filters, names, and people's notes on the items. */
export const claimWorkQuery = {
  ...workQuery,
  ...aboutQuery,
  claimId: claimIdSchema.exactOptional().meta({ description: 'Only what concerns this claim' }),
  ...namesQuery,
  ...markQuery,
};

/** Whether a list shows open work, or work that ended in a month. */
const endedQuery = {
  state: z
    .enum(['open', 'ended'])
    .default('open')
    .meta({ description: 'What waits for a person, or what ended in a month' }),
  month: monthQuery.month.meta({ description: 'The month in which it ended, YYYY-MM; the present one when absent' }),
};

/** The query of a work list that also shows what ended. */
export function openOrEnded<Query extends z.ZodRawShape>(query: Query) {
  const words = 'Give month only with state=ended';
  return z
    .strictObject({ ...query, ...endedQuery })
    .refine(
      (value) => {
        const { state, month } = value as { readonly state: string; readonly month?: string };
        return state === 'ended' || month === undefined;
      },
      words.replace('G', 'g'),
    )
    .meta({ exclusive: words });
}

/** The query of a month's list: the month, the order, and whether with counts. */
export const monthListQuery = {
  ...monthQuery,
  ...pageQuery,
  sort: z.enum(['newest', 'oldest']).default('newest').meta({ description: 'Which come first' }),
  counts: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'With count and sum of everything that passes the filters, over all pages' }),
};

/** The totals of a work list over everything that passes its filters, on all pages. */
export const workCounts = {
  count: z.int().meta({ description: 'How many there are on all pages' }),
  totalCents: centsSchema.meta({ description: 'The sum of their amounts' }),
  isComplete: z.boolean().meta({
    description: 'False when there are more than 5,000: filters, order and sums then cover only the first 5,000',
  }),
};

/** A page of a work list, with its counts; `name` is that of its items in the API's description. */
export function workPageOf<Fields extends z.ZodRawShape>(name: string, fields: Fields) {
  return z.object({ ...workCounts, ...pageOf(z.object(fields).meta({ id: name })).shape });
}

/** The totals of a month's list, on request. */
export const monthCounts = {
  count: workCounts.count.exactOptional(),
  totalCents: workCounts.totalCents.exactOptional(),
  isComplete: workCounts.isComplete.exactOptional(),
};

/** The parties of a work item, with names on request. */
export const partiesFields = {
  patientId: z.string().exactOptional().meta({ description: 'The patient of the claim' }),
  patientName: z
    .string()
    .exactOptional()
    .meta({ description: 'Last name, first name', examples: ['DOE, JANE'] }),
  payerName: z.string().exactOptional().meta({ description: 'The payer, by the name that the office gave it' }),
};
