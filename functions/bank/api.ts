import * as z from 'zod';
import { depositKinds } from '../../shared/domain/deposit/deposit.ts';
import { statementRefusals } from '../../shared/domain/deposit/failures.ts';
import { mostSlipItems } from '../../shared/domain/deposit/read-statement-csv.ts';
import { defineApi } from '../../shared/http/api.ts';
import { billingMakers, billingReaders } from '../../shared/http/billing-roles.ts';
import {
  amountSchema,
  centsSchema,
  codesOf,
  idSchema,
  instantSchema,
  localDateSchema,
  monthQuery,
  pageOf,
  pageQuery,
  positiveSchema,
  reasonSchema,
  sha256Schema,
  signedAmountSchema,
} from '../../shared/http/schemas.ts';
import { uploadRoute } from '../../shared/http/upload-route.ts';
import { markFields, markQuery } from '../../shared/http/work-mark-schemas.ts';
import {
  aboutQuery,
  amountQuery,
  monthCounts,
  monthListQuery,
  namesQuery,
  partiesFields,
  workCounts,
  workQuery,
} from '../../shared/http/work-query.ts';
import { lockboxRoutes } from './lockbox-routes.ts';
import { virtualCardRoutes } from './virtual-card-routes.ts';

/** The legal entity in whose books an account is; `unassigned` for payments to a payee that the office does not know. */
const entityIdSchema = z
  .union([idSchema('legalEntity'), z.literal('unassigned')])
  .meta({ description: 'The legal entity whose account it is, or `unassigned`' });

const movedSchema = signedAmountSchema
  .refine((value) => value !== 0, 'expected an amount other than zero')
  .meta({
    description: 'The amount that arrived at the bank; negative if a payer withdrew it from the account',
  });
const isWhole = ({
  feeCents = 0,
  slip = [],
}: {
  readonly feeCents?: number | undefined;
  readonly slip?: readonly unknown[] | undefined;
}): boolean => feeCents === 0 && slip.length === 0;
const textSchema = (maximum: number) => z.string().min(1).max(maximum);

const depositSchema = z
  .object({
    id: z.string(),
    version: z.int(),
    entityId: z.string(),
    bankAccount: z.string(),
    depositedOn: localDateSchema,
    cents: centsSchema,
    feeCents: centsSchema,
    kind: z.enum(depositKinds),
    reference: z.string(),
    sequence: z.int(),
    traceNumber: z.string().exactOptional(),
    traceOriginator: z.string().exactOptional(),
    payerId: z.string().exactOptional(),
    slip: z.array(z.object({ checkNumber: z.string(), cents: centsSchema })),
    enteredAt: instantSchema,
    statementId: z.string().exactOptional(),
    confirmedBy: z
      .string()
      .exactOptional()
      .meta({ description: 'The statement that confirmed what a person had entered' }),
    state: z.enum(['unmatched', 'matched', 'voided']),
    voided: z
      .object({ by: z.string(), at: instantSchema, reason: z.string() })
      .exactOptional()
      .meta({ description: 'Who took it back, and why' }),
    remittanceIds: z.array(z.string()),
    matchedFeeCents: centsSchema.meta({ description: 'The fee that the match booked' }),
    proposal: z
      .array(z.string())
      .exactOptional()
      .meta({ description: 'Remittances that would make up the deposit: nothing is booked until a person agrees' }),
  })
  .meta({ id: 'Deposit' });

const statementSchema = z
  .object({
    id: z.string(),
    sha256: z.string(),
    sizeBytes: z.int(),
    format: z.enum(['csv', 'bai2']),
    accounts: z.array(z.object({ bankAccount: z.string(), entityId: z.string() })),
    receivedAt: instantSchema,
    state: z.enum(['received', 'done', 'refused']),
    refusal: z
      .object({
        code: z.enum(codesOf(statementRefusals)),
        detail: z.string(),
        line: z.int().exactOptional(),
        field: z.int().exactOptional(),
        stated: z.int().exactOptional(),
        found: z.int().exactOptional(),
      })
      .exactOptional(),
    deposits: z.int(),
    depositCents: centsSchema,
    alreadyEntered: z.int().meta({ description: 'Deposits among them that were in the books before' }),
    otherAccounts: z.int().meta({ description: 'Credits to accounts that the import did not name' }),
    otherRecords: z.int().meta({ description: 'Lines that are no deposits' }),
  })
  .meta({ id: 'BankStatement' });

const inTransitSchema = z
  .object({
    remittanceId: z.string(),
    entityId: z.string(),
    payerId: z.string().exactOptional(),
    payerName: z.string(),
    traceNumber: z.string(),
    method: z.string(),
    paidOn: localDateSchema,
    ageDays: z.int(),
    cents: centsSchema,
    ...markFields,
  })
  .meta({ id: 'InTransit', description: 'A posted remittance whose money has not been seen at the bank' });

export const bankApi = defineApi({
  ...lockboxRoutes,
  ...virtualCardRoutes,
  createDeposit: {
    method: 'POST',
    path: '/v1/deposits',
    summary: 'Enter a deposit. It is matched at once when the match is certain. Entered again, it stays one deposit',
    roles: billingMakers,
    idempotencyKey: 'required',
    body: z
      .strictObject({
        entityId: entityIdSchema,
        bankAccount: textSchema(80),
        depositedOn: localDateSchema,
        cents: movedSchema,
        feeCents: amountSchema.optional(),
        kind: z.enum(depositKinds),
        reference: z.string().max(80).optional(),
        sequence: z.int().min(1).max(1000).optional(),
        isAnother: z.literal(true).exactOptional().meta({
          description:
            'Say that this is not the deposit of the same amount that a statement shows for this account near this day',
        }),
        traceNumber: textSchema(50).exactOptional(),
        traceOriginator: textSchema(30).exactOptional(),
        payerId: idSchema('payer').exactOptional(),
        slip: z
          .array(z.strictObject({ checkNumber: textSchema(50), cents: positiveSchema }))
          .max(mostSlipItems)
          .optional(),
      })
      .refine((deposit) => deposit.cents > 0 || isWhole(deposit), {
        path: ['cents'],
        message: 'what a payer took has neither fee nor slip',
      }),
    problems: ['not-found', 'deposit-slip-differs', 'deposit-differs', 'deposit-on-statement'],
    answer: { status: 201, repeat: 200, schema: z.object({ deposit: depositSchema, alreadyEntered: z.boolean() }) },
  },
  listDeposits: {
    method: 'GET',
    path: '/v1/deposits',
    summary: 'Deposits entered in a month, or all that wait for a remittance (`state=unmatched`, the oldest first)',
    roles: billingReaders,
    query: z.strictObject({
      ...monthListQuery,
      ...namesQuery,
      ...markQuery,
      ...amountQuery,
      payerId: aboutQuery.payerId,
      state: z
        .enum(['unmatched', 'matched', 'voided'])
        .exactOptional()
        .meta({ description: 'Only deposits in this state; those that wait are listed for all months' }),
    }),
    answer: {
      status: 200,
      schema: z.object({
        ...monthCounts,
        ...pageOf(
          z
            .object({ ...depositSchema.shape, payerName: partiesFields.payerName, ...markFields })
            .meta({ id: 'ListedDeposit' }),
        ).shape,
      }),
    },
  },
  getDeposit: {
    method: 'GET',
    path: '/v1/deposits/{depositId}',
    summary: 'A deposit. If it waits, and exactly one set of remittances adds up to it, that set, too',
    roles: billingReaders,
    answer: { status: 200, schema: depositSchema },
  },
  matchDeposit: {
    method: 'POST',
    path: '/v1/deposits/{depositId}/match',
    summary: 'Say which remittances a deposit pays, to the cent; a fee that was kept is named',
    roles: billingMakers,
    idempotencyKey: 'required',
    body: z.strictObject({
      remittanceIds: z
        .array(
          z.union([
            idSchema('remittance'),
            idSchema('virtualCardCharge'),
            idSchema('cardCharge').meta({ description: 'A part of a dispute that the office bears' }),
            idSchema('depositBatch'),
            idSchema('agencyRemit'),
            idSchema('patientPayment'),
            idSchema('refund'),
          ]),
        )
        .min(1)
        .max(mostSlipItems)
        .meta({
          description:
            'Remittances, virtual cards that were charged, deposit batches, what collection agencies sent, payments in a batch that were returned, and refunds to cards',
        }),
      feeCents: amountSchema.optional(),
    }),
    problems: [
      'deposit-matched',
      'deposit-voided',
      'deposit-sum-differs',
      'remittance-not-in-transit',
      'remittance-of-other-books',
    ],
    answer: { status: 200, schema: depositSchema },
  },
  unmatchDeposit: {
    method: 'POST',
    path: '/v1/deposits/{depositId}/unmatch',
    summary: 'Take a match back, by reversal; the deposit then waits for a person',
    roles: billingMakers,
    idempotencyKey: 'required',
    problems: ['deposit-not-matched'],
    answer: { status: 200, schema: depositSchema },
  },
  voidDeposit: {
    method: 'POST',
    path: '/v1/deposits/{depositId}/void',
    summary:
      'Take back a deposit that was entered by mistake, by reversal. A deposit that a bank statement shows cannot be taken back',
    roles: billingMakers,
    idempotencyKey: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['deposit-matched', 'deposit-voided', 'deposit-on-statement'],
    answer: { status: 200, schema: depositSchema },
  },
  listDepositsInTransit: {
    method: 'GET',
    path: '/v1/deposits-in-transit',
    summary: 'What payers say they paid and the bank has not shown: the oldest first, or the largest; with sums by age',
    roles: billingReaders,
    query: z.strictObject({
      ...workQuery,
      ...markQuery,
      payerId: aboutQuery.payerId,
      sort: z.enum(['oldest', 'largest']).default('oldest').meta({ description: 'Which come first' }),
    }),
    answer: {
      status: 200,
      schema: z.object({
        asOf: localDateSchema,
        ...workCounts,
        ages: z.array(
          z.object({
            fromDays: z.int(),
            toDays: z.int().exactOptional(),
            remittances: z.int(),
            cents: centsSchema,
          }),
        ),
        waiting: z.object({ payments: z.int(), cents: centsSchema }).meta({
          description: 'What patients paid that is in no deposit batch; it counts in the account, and is not in `ages`',
        }),
        items: z.array(inTransitSchema),
        nextPageToken: z.string().optional(),
      }),
    },
  },
  createStatementUpload: uploadRoute('/v1/bank-statements/uploads', 'a bank statement', 'bankStatement', billingMakers),
  importBankStatement: {
    method: 'POST',
    path: '/v1/bank-statements',
    summary: 'Import an uploaded bank statement, CSV or BAI2; the same statement again is the same one',
    roles: billingMakers,
    idempotencyKey: 'required',
    body: z.strictObject({
      sha256: sha256Schema,
      format: z.enum(['csv', 'bai2']),
      accounts: z
        .array(z.strictObject({ bankAccount: textSchema(80), entityId: entityIdSchema }))
        .min(1)
        .max(50)
        .meta({
          description:
            'The legal entity of each bank account, as the statement names the account; credits to other accounts are ignored',
        }),
    }),
    problems: ['not-found', 'statement-not-uploaded'],
    answer: {
      status: 202,
      repeat: 200,
      schema: z.object({ statement: statementSchema, alreadyReceived: z.boolean() }),
    },
  },
  listBankStatements: {
    method: 'GET',
    path: '/v1/bank-statements',
    summary: 'Bank statements received in a month, newest first',
    roles: billingReaders,
    query: z.strictObject({ ...pageQuery, ...monthQuery }),
    answer: { status: 200, schema: pageOf(statementSchema) },
  },
  getBankStatement: {
    method: 'GET',
    path: '/v1/bank-statements/{statementId}',
    summary: 'A bank statement: what it brought, or why and where it was refused',
    roles: billingReaders,
    answer: { status: 200, schema: statementSchema },
  },
});
