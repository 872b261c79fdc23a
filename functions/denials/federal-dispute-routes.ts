import * as z from 'zod';
import { disputeFees, disputeResults, disputeStandings } from '../../shared/domain/federal-dispute/dispute.ts';
import type { Route } from '../../shared/http/api.ts';
import { x12Text } from '../../shared/http/forms.ts';
import {
  amountSchema,
  centsSchema,
  claimIdSchema,
  codesOf,
  decidedFields,
  idSchema,
  localDateSchema,
  monthQuery,
  pageOf,
  pageQuery,
  positiveSchema,
  reasonSchema,
} from '../../shared/http/schemas.ts';
import { markFields, markQuery } from '../../shared/http/work-mark-schemas.ts';

const readers = ['biller', 'manager', 'auditor', 'api-client'] as const;
const workers = ['biller', 'manager'] as const;
const path = '/v1/federal-disputes/{federalDisputeId}';

const wordsOf = (table: Readonly<Record<string, string>>) =>
  Object.entries(table)
    .map(([code, words]) => `${code}: ${words}`)
    .join('. ');

const resultSchema = z.enum(codesOf(disputeResults)).meta({ description: wordsOf(disputeResults) });
const feeSchema = z.enum(codesOf(disputeFees)).meta({ description: wordsOf(disputeFees) });
const referenceSchema = x12Text(50).meta({
  description: 'The number that the government gave the dispute; the disputes of a batch share it',
});

const clockSchema = z
  .strictObject({
    what: z.enum(['initiate', 'offer', 'payment']),
    from: localDateSchema.meta({ description: 'The first day on which it can be done' }),
    on: localDateSchema.meta({ description: 'The last day on which it can be done' }),
    answerBy: localDateSchema.exactOptional().meta({ description: 'The day by which the payer answers the notice' }),
    coolingOffUntil: localDateSchema.exactOptional().meta({
      description: 'After a decision about the same service, a dispute cannot be initiated until this day is over',
    }),
  })
  .meta({ id: 'DisputeClock', description: 'The next deadline of the dispute, and who has to meet it' });

const extendedUntil = localDateSchema.exactOptional().meta({
  description: 'The last day, where the government gave more time, or the certified entity asked for it again',
});

const federalDisputeSchema = z
  .strictObject({
    id: idSchema('federalDispute'),
    version: z.int(),
    standing: z.enum(codesOf(disputeStandings)).meta({ description: wordsOf(disputeStandings) }),
    clock: clockSchema.exactOptional(),
    of: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('denial'), denialId: idSchema('denial') }),
        z.strictObject({ kind: z.literal('variance'), varianceId: idSchema('paymentVariance') }),
        z.strictObject({ kind: z.literal('claim') }),
      ])
      .meta({ id: 'DisputedMatter', description: 'What the dispute is about: a denial, a variance, or a paid claim' }),
    claimId: claimIdSchema,
    payerId: z.string(),
    payerPosition: z.int(),
    entityId: z.string(),
    billingProviderId: z.string(),
    serviceFrom: localDateSchema,
    procedures: z.array(z.string()).meta({ description: 'What is disputed, by code' }),
    cents: amountSchema.meta({ description: 'The additional amount that is asked for' }),
    firstAnswerOn: localDateSchema.meta({ description: 'When the payer’s denial or first payment came' }),
    noticeOn: localDateSchema.meta({ description: 'When the notice of open negotiation was sent' }),
    answeredOn: localDateSchema.exactOptional().meta({ description: 'When the payer answered the notice' }),
    initiated: z
      .strictObject({ on: localDateSchema, reference: referenceSchema })
      .exactOptional()
      .meta({ description: 'When dispute resolution was asked for, and its number' }),
    decider: z
      .strictObject({ on: localDateSchema, name: z.string() })
      .exactOptional()
      .meta({ description: 'The certified entity, and when it was selected' }),
    offer: z
      .strictObject({ on: localDateSchema, cents: amountSchema })
      .exactOptional()
      .meta({ description: 'The office’s offer' }),
    end: z
      .strictObject({ on: localDateSchema, result: resultSchema, cents: amountSchema.exactOptional() })
      .exactOptional()
      .meta({ description: 'How it ended, and the amount that was agreed on or chosen' }),
    closed: z
      .strictObject({
        on: localDateSchema,
        isPaid: z.boolean().meta({ description: 'Whether it ended with its payment' }),
      })
      .exactOptional()
      .meta({ description: 'When it was paid, or somebody decided that nothing is awaited' }),
    fees: z
      .array(z.strictObject({ kind: feeSchema, on: localDateSchema, cents: centsSchema }))
      .meta({ description: 'Fees paid for it; negative if they were returned' }),
    begun: z.strictObject({ ...decidedFields, extendedUntil }).meta({ description: 'Who began it' }),
    steps: z
      .array(z.strictObject({ ...decidedFields, do: z.string(), on: localDateSchema, extendedUntil }))
      .meta({ description: 'Who recorded each step after the notice, oldest first' }),
  })
  .meta({ id: 'FederalDispute', description: 'Federal independent dispute resolution (No Surprises Act), by steps' });

const on = localDateSchema.meta({ description: 'The day on which it was done' });
const begin = {
  extendedUntil,
  on: localDateSchema.meta({ description: 'The day on which the notice of open negotiation was sent' }),
  procedures: z.array(x12Text(10)).min(1).max(50).exactOptional().meta({
    description: 'The disputed codes; when absent, those of the variance or the claim',
  }),
  isEligibilityChecked: z.boolean().exactOptional().meta({
    description: 'Somebody has checked that the law applies, even though the payer’s codes do not say so',
  }),
  reason: reasonSchema,
};
const stepOf = <Deed extends string, More extends z.ZodRawShape>(deed: Deed, more: More) =>
  z.strictObject({ do: z.literal(deed), on, reason: reasonSchema, ...more });

const stepSchema = z
  .discriminatedUnion('do', [
    stepOf('payer-answered', {}),
    stepOf('initiate', { reference: referenceSchema, extendedUntil }),
    stepOf('select-entity', { name: x12Text(100).meta({ description: 'The certified entity' }) }),
    stepOf('offer', {
      cents: positiveSchema.meta({ description: 'What the office offers to accept for the service' }),
    }),
    stepOf('end', {
      result: resultSchema,
      cents: amountSchema.exactOptional().meta({ description: 'The amount that was agreed on or chosen' }),
    }),
    stepOf('pay-fee', { fee: feeSchema, cents: centsSchema.meta({ description: 'Below zero when it was returned' }) }),
    stepOf('paid', {}),
    stepOf('close', {}),
  ])
  .meta({ id: 'FederalDisputeStep' });

export const federalDisputeRoutes = {
  beginFederalDispute: {
    method: 'POST',
    path: '/v1/federal-disputes',
    summary:
      'Note the notice of open negotiation that begins federal dispute resolution (No Surprises Act) of a denial, an underpayment, or a claim that was paid too little; nothing that is owed changes',
    roles: workers,
    idempotencyKey: 'required',
    body: z
      .union([
        z.strictObject({ denialId: idSchema('denial').meta({ description: 'An open denial' }), ...begin }),
        z.strictObject({
          varianceId: idSchema('paymentVariance').meta({ description: 'An open underpayment variance' }),
          ...begin,
        }),
        z.strictObject({
          claimId: claimIdSchema.meta({ description: 'A claim that its payer has answered' }),
          payerPosition: z.int().min(0).max(9).exactOptional().meta({ description: 'The first payer when absent' }),
          cents: positiveSchema.meta({ description: 'The additional amount that is asked for' }),
          ...begin,
        }),
      ])
      .meta({ id: 'FederalDisputeBody' }),
    problems: ['denial-closed', 'variance-not-in-state', 'dispute-not-eligible', 'dispute-stands'],
    answer: { status: 201, schema: federalDisputeSchema },
  },
  listFederalDisputes: {
    method: 'GET',
    path: '/v1/federal-disputes',
    summary: 'Open federal disputes, the oldest notice first; or those that ended in a month',
    roles: readers,
    query: z.strictObject({
      ...pageQuery,
      ...markQuery,
      month: monthQuery.month.meta({ description: 'Those that ended in this month, instead of those that are open' }),
      reference: x12Text(50).exactOptional().meta({ description: 'Only those of a batch' }),
    }),
    answer: {
      status: 200,
      schema: pageOf(federalDisputeSchema.extend(markFields).meta({ id: 'ListedFederalDispute' })),
    },
  },
  getFederalDispute: {
    method: 'GET',
    path,
    summary: 'A federal dispute, with its next deadline',
    roles: readers,
    answer: { status: 200, schema: federalDisputeSchema },
  },
  stepFederalDispute: {
    method: 'POST',
    path: `${path}/steps`,
    summary:
      'Note the next step of a federal dispute: the payer’s answer, the initiation, the certified entity, the offer, a fee, the end, the payment',
    roles: workers,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: stepSchema,
    problems: ['dispute-step-out-of-order', 'dispute-cooling-off', 'dispute-batch-differs'],
    answer: { status: 200, schema: federalDisputeSchema },
  },
} as const satisfies Readonly<Record<string, Route>>;
