import * as z from 'zod';
import { postableAccounts } from '../../shared/domain/ledger/accounts.ts';
import { manualEntryStates } from '../../shared/domain/manual-entry/manual-entry.ts';
import { defineApi } from '../../shared/http/api.ts';
import {
  centsSchema,
  codesOf,
  decidedFields,
  idSchema,
  localDateSchema,
  monthQuery,
  pageOf,
  pageQuery,
  reasonSchema,
  signedAmountSchema,
} from '../../shared/http/schemas.ts';
import { markFields, markQuery } from '../../shared/http/work-mark-schemas.ts';

const readers = ['biller', 'manager', 'auditor'] as const;

const manual = '/v1/manual-entries/{manualEntryId}';

const lineSchema = z
  .strictObject({
    account: z.enum(postableAccounts).meta({
      description:
        'An account that may be posted by hand; not one that is the sum of claims, payments, deposits or refunds',
    }),
    cents: signedAmountSchema
      .refine((value) => value !== 0, 'expected a debit above zero or a credit below')
      .meta({ description: 'A debit above zero, a credit below' }),
    note: z.string().min(1).max(200).exactOptional().meta({ description: 'What the line is' }),
  })
  .meta({ id: 'ManualLine' });
// A single line never sums to zero, so it is refused like any other unbalanced entry.
const linesSchema = z
  .array(lineSchema)
  .min(1)
  .max(40)
  .meta({ description: 'The lines; they sum to zero, so there are at least two' });

const manualEntrySchema = z
  .strictObject({
    id: idSchema('manualEntry'),
    version: z.int(),
    state: z.enum(codesOf(manualEntryStates)),
    entityId: idSchema('legalEntity'),
    postedOn: localDateSchema,
    lines: linesSchema,
    cents: centsSchema.meta({ description: 'The sum of its debits' }),
    requested: z.strictObject(decidedFields).meta({ description: 'Who asked for it, when and why' }),
    decided: z.strictObject(decidedFields).exactOptional().meta({
      description: 'Who agreed or declined; absent when one person decided alone',
    }),
    ledgerEntryId: z.string().exactOptional(),
    reversed: z
      .strictObject({ ...decidedFields, ledgerEntryId: z.string() })
      .exactOptional()
      .meta({ description: 'Taken back, by whom and why' }),
  })
  .meta({ id: 'ManualEntry' });

const decision = {
  method: 'POST',
  roles: ['manager'],
  idempotencyKey: 'required',
  ifMatch: 'required',
  body: z.strictObject({ reason: reasonSchema }),
  answer: { status: 200, schema: manualEntrySchema },
} as const;

/** The routes of manual entries. */
export const manualRoutes = defineApi({
  createManualEntry: {
    method: 'POST',
    path: '/v1/manual-entries',
    summary:
      'Post an entry by hand, such as a bank’s fee; above the limit of the person who posts it, it waits for a second person',
    roles: ['manager'],
    idempotencyKey: 'required',
    body: z
      .strictObject({
        entityId: idSchema('legalEntity').meta({ description: 'In whose books' }),
        postedOn: localDateSchema.exactOptional().meta({ description: 'The day of the books; today when absent' }),
        lines: linesSchema,
        reason: reasonSchema,
      })
      .meta({ id: 'ManualEntryBody' }),
    problems: ['manual-entry-unbalanced', 'period-closed'],
    answer: { status: 201, schema: manualEntrySchema },
  },
  listManualEntries: {
    method: 'GET',
    path: '/v1/manual-entries',
    summary: 'Entries by hand that wait for a second person, or those asked for in a month',
    roles: readers,
    query: z.strictObject({
      ...monthQuery,
      ...pageQuery,
      ...markQuery,
      state: z.enum(codesOf(manualEntryStates)).exactOptional().meta({
        description: 'Only those in this state; `waiting` lists those of all months',
      }),
    }),
    answer: { status: 200, schema: pageOf(manualEntrySchema.extend(markFields).meta({ id: 'ListedManualEntry' })) },
  },
  getManualEntry: {
    method: 'GET',
    path: manual,
    summary: 'One entry by hand: its lines, who asked for it, who agreed',
    roles: readers,
    answer: { status: 200, schema: manualEntrySchema },
  },
  approveManualEntry: {
    ...decision,
    path: `${manual}/approve`,
    summary: 'Agree to an entry that another person asked for; it is booked',
    problems: ['manual-entry-not-waiting', 'decided-by-oneself', 'period-closed'],
  },
  declineManualEntry: {
    ...decision,
    path: `${manual}/decline`,
    summary: 'Decline an entry that waits, or withdraw one’s own; nothing is booked',
    problems: ['manual-entry-not-waiting'],
  },
  reverseManualEntry: {
    ...decision,
    path: `${manual}/reverse`,
    summary: 'Reverse an entry, with today’s date',
    problems: ['manual-entry-not-booked'],
  },
});
