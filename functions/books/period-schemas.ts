import * as z from 'zod';
import { closeChecks } from '../../shared/domain/books/close.ts';
import { accounts } from '../../shared/domain/ledger/accounts.ts';
import { formOf } from '../../shared/http/forms.ts';
import { centsSchema, codesOf, instantSchema } from '../../shared/http/schemas.ts';

/** The schemas of a month of one legal entity's books. */

const checkSchema = z.enum(codesOf(closeChecks)).meta({ description: 'What is checked before a month is closed' });

export const entityIdSchema = z
  .string()
  .min(1)
  .max(40)
  .meta({ description: 'Whose books: a legal entity, or `unassigned`; all of the office when absent' });

export const yearSchema = formOf(/^20\d\d$/, 'a year', '2026')
  .optional()
  .meta({ description: 'This year when absent' });

const amountsSchema = z.array(z.object({ account: z.enum(codesOf(accounts)), cents: centsSchema }));

const monthFields = {
  period: z.string().meta({ description: 'The month, `YYYY-MM`' }),
  entityId: z.string(),
  version: z.int(),
  state: z.enum(['open', 'asked', 'closed']).meta({
    description: 'asked: one person has closed it, and the office wants a second one',
  }),
  overFrom: instantSchema.meta({
    description: 'When it can be closed: from then on nothing more can be booked into it',
  }),
  closing: z
    .object({
      by: z.string(),
      at: instantSchema,
      accepted: z.array(checkSchema).meta({ description: 'The open checks that were accepted' }),
      askedBy: z.string().exactOptional().meta({ description: 'Who asked for it, when a second person closed it' }),
      reserves: z
        .object({ badDebtCents: centsSchema, charityCents: centsSchema })
        .exactOptional()
        .meta({ description: 'The reserves for receivables; they are reversed on the first day of the next month' }),
    })
    .exactOptional()
    .meta({ description: 'Who closed it, or asked to close it' }),
  reopened: z
    .object({ by: z.string(), at: instantSchema, reason: z.string() })
    .exactOptional()
    .meta({ description: 'The last time that it was opened again' }),
  movements: amountsSchema.meta({ description: 'What was booked in the month, debits positive; the sum is zero' }),
};

export const listedMonthSchema = z.object(monthFields).meta({ id: 'AccountingPeriod' });

export const monthSchema = z
  .object({
    ...monthFields,
    openingBalances: amountsSchema.meta({
      description: 'The balance of each account at the beginning, unless it is zero',
    }),
    closingBalances: amountsSchema.meta({ description: 'The same at the end: opening balance and movement' }),
    checklist: z
      .array(
        z.object({
          check: checkSchema,
          level: z.enum(['blocks', 'accept', 'shown']).meta({
            description:
              'blocks: resolve it first; accept: resolve it, or name it in `accepted`; shown: for information',
          }),
          meaning: z.string(),
          count: z.int().exactOptional().meta({ description: 'How many there are' }),
          cents: centsSchema.exactOptional(),
        }),
      )
      .meta({ description: 'The checks that are open now; empty for a closed month' }),
  })
  .meta({ id: 'AccountingPeriodInFull' });

export const closeBodySchema = z.strictObject({
  accepted: z.array(checkSchema).max(20).default([]).meta({
    description: 'The open checks that you accept. Name each check of level `accept` that is on the checklist',
  }),
});
