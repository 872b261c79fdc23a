import * as z from 'zod';
import { defineApi } from '../../shared/http/api.ts';
import {
  fileUrlSchema,
  idSchema,
  localDateSchema,
  monthQuery,
  pageOf,
  pageQuery,
  reasonSchema,
} from '../../shared/http/schemas.ts';
import { bulkRoutes } from './bulk-routes.ts';
import { invoiceSchema } from './invoice-schema.ts';
import { letterRoutes } from './letter-routes.ts';
import { linkRoutes } from './link-routes.ts';
import { openInvoicesQuery, openInvoicesSchema } from './open-invoice-schema.ts';
import {
  fullStatementSchema,
  printedFileSchema,
  runSchema,
  runStatementSchema,
  skippedSchema,
  statementSchema,
} from './statement-schema.ts';

const readers = ['biller', 'manager', 'auditor', 'api-client'] as const;
const billers = ['biller', 'manager', 'api-client'] as const;

const run = '/v1/statement-runs/{statementRunId}';
const statement = '/v1/statements/{patientStatementId}';
const invoice = '/v1/invoices/{invoiceId}';

export const statementsApi = defineApi({
  ...bulkRoutes,
  ...letterRoutes,
  ...linkRoutes,
  createStatementRun: {
    method: 'POST',
    path: '/v1/statement-runs',
    summary: 'Make the statements and letters that are due by the settings, for all accounts that owe something',
    roles: billers,
    idempotencyKey: 'required',
    body: z.strictObject({}),
    answer: { status: 202, schema: runSchema },
  },
  listStatementRuns: {
    method: 'GET',
    path: '/v1/statement-runs',
    summary: 'Runs of statements that began in a month, the newest first',
    roles: readers,
    query: z.strictObject({ ...pageQuery, ...monthQuery }),
    answer: { status: 200, schema: pageOf(runSchema) },
  },
  getStatementRun: {
    method: 'GET',
    path: run,
    summary: 'How far a run is: statements, pages, sums, letters, and how many accounts it skipped for which reason',
    roles: readers,
    answer: { status: 200, schema: runSchema },
  },
  listRunStatements: {
    method: 'GET',
    path: `${run}/statements`,
    summary: 'The statements of a run; the access is recorded',
    roles: readers,
    query: z.strictObject(pageQuery),
    answer: { status: 200, schema: pageOf(runStatementSchema) },
  },
  listRunSkips: {
    method: 'GET',
    path: `${run}/skipped`,
    summary: 'The accounts that got no statement, each with its reason; the access is recorded',
    roles: readers,
    query: z.strictObject(pageQuery),
    answer: { status: 200, schema: pageOf(skippedSchema) },
  },
  listRunFiles: {
    method: 'GET',
    path: `${run}/files`,
    summary: 'The archives with the printed statements of a run, to print and mail; the access is recorded',
    roles: readers,
    query: z.strictObject(pageQuery),
    answer: { status: 200, schema: pageOf(printedFileSchema) },
  },
  createStatement: {
    method: 'POST',
    path: '/v1/statements',
    summary: 'Make a statement for one account now, whatever it owes; it counts as the account’s latest',
    roles: billers,
    idempotencyKey: 'required',
    body: z.strictObject({
      accountId: idSchema('account'),
      isAnother: z
        .literal(true)
        .exactOptional()
        .meta({ description: 'It is wanted although the account has the same statement of today' }),
    }),
    problems: ['statement-made-today', 'statement-forbidden', 'statement-of-client', 'no-address'],
    answer: { status: 201, schema: statementSchema },
  },
  listStatements: {
    method: 'GET',
    path: '/v1/statements',
    summary: 'The statements of an account, the newest first; the access is recorded',
    roles: readers,
    query: z.strictObject({ ...pageQuery, accountId: idSchema('account') }),
    answer: { status: 200, schema: pageOf(statementSchema) },
  },
  getStatement: {
    method: 'GET',
    path: statement,
    summary: 'A statement with everything on it; the access is recorded',
    roles: readers,
    answer: { status: 200, schema: fullStatementSchema },
  },
  getStatementFile: {
    method: 'GET',
    path: `${statement}/file`,
    summary: 'A URL that reads a statement as PDF for five minutes: the same bytes each time',
    roles: readers,
    answer: { status: 200, schema: fileUrlSchema },
  },
  recordReturnedStatement: {
    method: 'POST',
    path: `${statement}/returned`,
    summary: 'Record that a statement came back in the mail: the account is held until there is another address',
    roles: billers,
    idempotencyKey: 'required',
    body: z.strictObject({ on: localDateSchema.meta({ description: 'The day on which it came back' }) }),
    problems: ['statement-returned-already', 'statement-not-mailed', 'holds-too-many'],
    answer: { status: 200, schema: statementSchema },
  },
  createInvoices: {
    method: 'POST',
    path: '/v1/invoices',
    summary:
      'Bill an employer or a facility for charges that are on no invoice yet, with one invoice for each legal entity',
    roles: billers,
    idempotencyKey: 'required',
    body: z.strictObject({
      accountId: idSchema('account'),
      chargeIds: z
        .array(idSchema('accountCharge'))
        .min(1)
        .max(80)
        .exactOptional()
        .meta({ description: 'Only these; when absent, the 80 oldest that are on no invoice' }),
    }),
    problems: ['account-of-no-client', 'nothing-to-invoice', 'charges-invoiced', 'statement-forbidden'],
    answer: { status: 201, schema: z.object({ items: z.array(invoiceSchema) }) },
  },
  listInvoices: {
    method: 'GET',
    path: '/v1/invoices',
    summary: 'The invoices of an employer or a facility, the newest first; the access is recorded',
    roles: readers,
    query: z.strictObject({ ...pageQuery, accountId: idSchema('account') }),
    answer: { status: 200, schema: pageOf(invoiceSchema) },
  },
  listOpenInvoices: {
    method: 'GET',
    path: '/v1/open-invoices',
    summary:
      'Unpaid invoices of all employers and facilities: the oldest first, the largest, or the first due; with count, sum, age, and what is on no invoice yet; the access is recorded',
    roles: readers,
    query: openInvoicesQuery,
    answer: { status: 200, schema: openInvoicesSchema },
  },
  getInvoice: {
    method: 'GET',
    path: invoice,
    summary: 'An invoice, and its open amount; the access is recorded',
    roles: readers,
    answer: { status: 200, schema: invoiceSchema },
  },
  getInvoiceFile: {
    method: 'GET',
    path: `${invoice}/file`,
    summary: 'A URL that reads an invoice as PDF for five minutes: the same bytes each time',
    roles: readers,
    answer: { status: 200, schema: fileUrlSchema },
  },
  withdrawInvoice: {
    method: 'POST',
    path: `${invoice}/withdraw`,
    summary: 'Withdraw an invoice: its charges are still owed, and can be billed again',
    roles: billers,
    idempotencyKey: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['invoice-withdrawn-already'],
    answer: { status: 200, schema: invoiceSchema },
  },
  createItemizedBill: {
    method: 'POST',
    path: '/v1/itemized-bills',
    summary:
      'Every service of an account’s patients over a range of days, as PDF: day, code, description, quantity, charge, and what was paid',
    roles: readers,
    idempotencyKey: 'required',
    body: z
      .strictObject({
        accountId: idSchema('account'),
        from: localDateSchema.meta({ description: 'The first day of service' }),
        to: localDateSchema.meta({ description: 'The last day of service' }),
      })
      .refine(({ from, to }) => from <= to, { message: 'expected no day before `from`', path: ['to'] }),
    problems: ['nothing-to-bill', 'too-many-claims', 'code-set-damaged', 'code-set-outdated'],
    answer: { status: 200, schema: fileUrlSchema },
  },
  getPaymentReceipt: {
    method: 'GET',
    path: '/v1/payment-receipts/{paymentId}',
    summary: 'A URL that reads the receipt of a payment as PDF for five minutes; the access is recorded',
    roles: readers,
    answer: { status: 200, schema: fileUrlSchema },
  },
});
