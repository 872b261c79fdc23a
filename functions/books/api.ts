import * as z from 'zod';
import { auditActions } from '../../shared/domain/audit/actions.ts';
import { accounts } from '../../shared/domain/ledger/accounts.ts';
import { entryKinds } from '../../shared/domain/ledger/entry.ts';
import { defineApi } from '../../shared/http/api.ts';
import {
  centsSchema,
  claimIdSchema,
  codesOf,
  fileUrlSchema,
  idSchema,
  instantSchema,
  localDateSchema,
  monthQuery,
  oneOf,
  pageOf,
  pageQuery,
  reasonSchema,
  speakingCoverageSchema,
} from '../../shared/http/schemas.ts';
import { daySheetSchema, reconciliationSchema } from './day-schemas.ts';
import { journalBodySchema, journalSchema, listedJournalSchema } from './journal-schemas.ts';
import { manualRoutes } from './manual-routes.ts';
import { closeBodySchema, entityIdSchema, listedMonthSchema, monthSchema, yearSchema } from './period-schemas.ts';

const readers = ['biller', 'manager', 'auditor', 'api-client'] as const;
const accountSchema = z.enum(codesOf(accounts));

const sourceSchema = z.object({
  fileSha256: z.string(),
  interchangeControlNumber: z.string(),
  groupControlNumber: z.string(),
  transactionControlNumber: z.string(),
  byteOffset: z.int(),
  byteLength: z.int(),
  element: z.string(),
});

const legSchema = z.object({
  account: accountSchema,
  cents: centsSchema,
  payerId: z.string().exactOptional(),
  share: z.int().exactOptional().meta({
    description: 'For a payer’s receivable: the position of its share of the claim, 0 for the one that is billed first',
  }),
  line: z.int().exactOptional(),
  reason: z.string().exactOptional(),
  reference: z.string().exactOptional(),
});

const entrySchema = z
  .object({
    id: z.string(),
    kind: z.enum(codesOf(entryKinds)),
    effectiveOn: localDateSchema,
    postedOn: localDateSchema,
    period: z.string(),
    entityId: z.string(),
    claimId: z.string().exactOptional(),
    patientId: z.string().exactOptional(),
    providerId: z.string().exactOptional(),
    facilityId: z.string().exactOptional(),
    remittanceId: z.string().exactOptional(),
    depositId: z.string().exactOptional(),
    closeId: z.string().exactOptional().meta({ description: 'The month whose close booked it' }),
    manualId: z.string().exactOptional().meta({ description: 'The manual entry that it books' }),
    accountId: z.string().exactOptional(),
    paymentId: z.string().exactOptional(),
    invoiceId: z.string().exactOptional(),
    reverses: z
      .array(z.string())
      .exactOptional()
      .meta({ description: 'The entries that this one reverses; one reversal may reverse several answers' }),
    reversesPart: z.string().exactOptional().meta({ description: 'The entry that this one reverses in part' }),
    takenFrom: z
      .string()
      .exactOptional()
      .meta({ description: 'The entry whose unapplied payer cash this one applies to a claim' }),
    adjudication: z
      .object({
        payerId: z.string(),
        share: z.int(),
        filing: z.int().exactOptional().meta({ description: 'The filing that it answers, if not the share’s first' }),
        payerClaimNumber: z.string(),
        lines: z.array(z.int()).exactOptional().meta({ description: 'The lines that it answers, if not all' }),
        receivedOn: localDateSchema
          .exactOptional()
          .meta({ description: 'The day on which the payer received the claim, as it states it' }),
        interestCents: centsSchema
          .exactOptional()
          .meta({ description: 'The interest for late payment, as the payer states it' }),
      })
      .exactOptional()
      .meta({ description: 'Which payer’s answer the entry books, to which share of the claim' }),
    rulesVersion: z.string().exactOptional(),
    source: sourceSchema.exactOptional(),
    notes: z
      .array(z.object({ meaning: z.string(), reason: z.string(), cents: centsSchema, line: z.int().exactOptional() }))
      .exactOptional(),
    legs: z.array(legSchema),
    by: z.string().exactOptional().meta({ description: 'Who booked it, when a person did' }),
    reason: z.string().exactOptional().meta({ description: 'Why, in that person’s words' }),
  })
  .meta({ id: 'LedgerEntry', description: 'Debits are positive cents, credits negative; the legs sum to zero' });

const deciders = ['biller', 'manager'] as const;

const rebookedSchema = z
  .object({
    ledgerEntryIds: z.array(z.string()),
    exceptionIds: z.array(z.string()),
    denialIds: z.array(z.string()),
  })
  .meta({ id: 'RebookedPayment' });

const bookedDaySchema = localDateSchema.meta({ description: 'The day on which it was booked' });

export const booksApi = defineApi({
  ...manualRoutes,
  listLedgerEntries: {
    method: 'GET',
    path: '/v1/ledger-entries',
    summary:
      'The ledger entries of a claim, a remittance’s payment, a deposit, a patient’s payment, an account, or a day',
    roles: readers,
    query: oneOf(
      'exactly',
      ['claimId', 'remittanceId', 'depositId', 'paymentId', 'accountId', 'postedOn'],
      z.strictObject({
        ...pageQuery,
        claimId: claimIdSchema.exactOptional(),
        remittanceId: idSchema('remittance').exactOptional(),
        depositId: idSchema('deposit').exactOptional(),
        paymentId: idSchema('patientPayment').exactOptional(),
        accountId: idSchema('account').exactOptional().meta({
          description: 'Bookings on the account itself; those of its claims are with the claims',
        }),
        postedOn: localDateSchema.exactOptional().meta({ description: 'The day on which they were booked' }),
      }),
    ),
    answer: { status: 200, schema: pageOf(entrySchema) },
  },
  getLedgerEntry: {
    method: 'GET',
    path: '/v1/ledger-entries/{entryId}',
    summary: 'One ledger entry',
    roles: readers,
    answer: { status: 200, schema: entrySchema },
  },
  getLedgerEntrySource: {
    method: 'GET',
    path: '/v1/ledger-entries/{entryId}/source',
    summary: 'The exact bytes of the payer’s file that an entry’s figures come from',
    roles: readers,
    answer: {
      status: 200,
      schema: z.object({
        ...sourceSchema.shape,
        bytes: z.string().meta({ description: 'The bytes, as Latin-1 text' }),
      }),
    },
  },
  unpostLedgerEntry: {
    method: 'POST',
    path: '/v1/ledger-entries/{entryId}/unpost',
    summary: 'Take a payer’s answer off its claim, by a reversing entry; its cash waits in unapplied payer cash',
    roles: deciders,
    idempotencyKey: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['entry-not-unpostable'],
    answer: { status: 200, schema: rebookedSchema },
  },
  moveLedgerEntry: {
    method: 'POST',
    path: '/v1/ledger-entries/{entryId}/move',
    summary: 'Take a payer’s answer off its claim and post it to another one, in one step',
    roles: deciders,
    idempotencyKey: 'required',
    body: z.strictObject({
      claimId: claimIdSchema,
      payerId: idSchema('payer').exactOptional(),
      coverageId: speakingCoverageSchema,
      accept: z.boolean().exactOptional(),
      reason: reasonSchema,
    }),
    problems: ['entry-not-unpostable', 'claim-does-not-fit'],
    answer: { status: 200, schema: rebookedSchema },
  },
  getTrialBalance: {
    method: 'GET',
    path: '/v1/trial-balance',
    summary: 'Every account’s balance, as of the end of a day',
    roles: readers,
    query: z.strictObject({
      asOf: localDateSchema.exactOptional(),
      entityId: entityIdSchema.exactOptional(),
    }),
    answer: {
      status: 200,
      schema: z.object({
        asOf: localDateSchema,
        accounts: z.array(z.object({ account: accountSchema, type: z.string(), balanceCents: centsSchema })),
        totalCents: centsSchema.meta({ description: 'Zero, always' }),
        days: z.array(localDateSchema).meta({ description: 'The days on which something was booked' }),
      }),
    },
  },
  getDaySheet: {
    method: 'GET',
    path: '/v1/day-sheets',
    summary:
      'What was booked on a day: charges, money, payments, adjustments, transfers, refunds, and how receivables changed',
    roles: readers,
    query: z.strictObject({ day: bookedDaySchema, entityId: entityIdSchema.exactOptional() }),
    problems: ['day-too-large'],
    answer: { status: 200, schema: daySheetSchema },
  },
  getDaySheetDocument: {
    method: 'GET',
    path: '/v1/day-sheets/document',
    summary: 'The day sheet as a file: CSV for spreadsheets, PDF to print',
    roles: readers,
    query: z.strictObject({
      day: bookedDaySchema,
      entityId: entityIdSchema.exactOptional(),
      format: z.enum(['csv', 'pdf']).default('pdf'),
    }),
    problems: ['day-too-large'],
    answer: { status: 200, schema: fileUrlSchema },
  },
  getDepositReconciliation: {
    method: 'GET',
    path: '/v1/deposit-reconciliation',
    summary: 'Day by day: the money that was posted, what the bank showed, and what is in transit',
    roles: readers,
    query: z.strictObject({
      from: localDateSchema,
      to: localDateSchema.exactOptional().meta({ description: 'Today when absent; at most 31 days in all' }),
      entityId: entityIdSchema.exactOptional(),
    }),
    problems: ['day-too-large'],
    answer: { status: 200, schema: reconciliationSchema },
  },
  createJournal: {
    method: 'POST',
    path: '/v1/journals',
    summary: 'Write a journal of a range of days for an accounting package, as CSV files',
    roles: ['manager', 'auditor', 'api-client'],
    body: journalBodySchema,
    answer: { status: 202, schema: journalSchema },
  },
  listJournals: {
    method: 'GET',
    path: '/v1/journals',
    summary: 'The journals that were asked for in a month, newest first',
    roles: readers,
    query: z.strictObject({ ...pageQuery, ...monthQuery }),
    answer: { status: 200, schema: pageOf(listedJournalSchema) },
  },
  getJournal: {
    method: 'GET',
    path: '/v1/journals/{journalId}',
    summary: 'A journal, with its totals and the URLs of its files',
    roles: readers,
    answer: { status: 200, schema: journalSchema },
  },
  listAccountingPeriods: {
    method: 'GET',
    path: '/v1/accounting-periods',
    summary: 'The months of a year by legal entity: what was booked in each, and whether it is closed',
    roles: readers,
    query: z.strictObject({ year: yearSchema, entityId: entityIdSchema.exactOptional() }),
    answer: { status: 200, schema: z.object({ items: z.array(listedMonthSchema) }) },
  },
  getAccountingPeriod: {
    method: 'GET',
    path: '/v1/accounting-periods/{legalEntityId}/{period}',
    summary: 'A month of one legal entity’s books, with its balances and the checklist for closing it',
    roles: readers,
    answer: { status: 200, schema: monthSchema },
  },
  closeAccountingPeriod: {
    method: 'POST',
    path: '/v1/accounting-periods/{legalEntityId}/{period}/close',
    summary: 'Close a month: nothing is booked into it any more',
    roles: ['manager'],
    ifMatch: 'required',
    body: closeBodySchema,
    problems: [
      ...(['period-already-closed', 'period-not-closable', 'period-checks-not-accepted'] as const),
      'period-needs-second-person',
    ],
    answer: { status: 200, schema: monthSchema },
  },
  reopenAccountingPeriod: {
    method: 'POST',
    path: '/v1/accounting-periods/{legalEntityId}/{period}/reopen',
    summary: 'Reopen a closed month, or withdraw the request to close it',
    roles: ['manager'],
    ifMatch: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['period-not-closed', 'later-period-closed'],
    answer: { status: 200, schema: monthSchema },
  },
  listAuditItems: {
    method: 'GET',
    path: '/v1/audit-items/{entityId}',
    summary: 'Who did what to one thing, newest first',
    roles: ['manager', 'auditor'],
    query: z.strictObject(pageQuery),
    answer: {
      status: 200,
      schema: pageOf(
        z.object({
          action: z.enum(codesOf(auditActions)),
          entityId: z.string(),
          subject: z.string(),
          at: instantSchema,
          requestId: z.string(),
          facts: z.record(z.string(), z.union([z.string(), z.number()])),
        }),
      ),
    },
  },
});
