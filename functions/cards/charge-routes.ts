import * as z from 'zod';
import { chargeLists, chargeStates, chargeWays } from '../../shared/domain/card/charge.ts';
import { defineApi } from '../../shared/http/api.ts';
import { billingMakers, billingReaders } from '../../shared/http/billing-roles.ts';
import { versionSchema } from '../../shared/http/replacement.ts';
import {
  amountSchema,
  centsSchema,
  claimIdSchema,
  codesOf,
  decidedFields,
  idSchema,
  instantSchema,
  localDateSchema,
  monthQuery,
  pageOf,
  pageQuery,
  reasonSchema,
} from '../../shared/http/schemas.ts';
import { markFields, markQuery } from '../../shared/http/work-mark-schemas.ts';

const charge = '/v1/card-charges/{cardChargeId}';

const disputeSchema = z.strictObject({
  id: z.string().meta({ description: 'The processor’s id of the dispute' }),
  cents: centsSchema,
  state: z.enum(['inquiry', 'closed', 'open', 'won', 'lost']).meta({
    description: '`inquiry`: the holder’s bank only asks; `closed`: the bank asked, and took nothing',
  }),
  reason: z.string().meta({ description: 'The cardholder’s reason, by the processor’s code' }),
  evidenceBy: localDateSchema
    .exactOptional()
    .meta({ description: 'The last day on which the processor accepts evidence' }),
  booked: z.enum(['yes', 'by-a-person', 'no']).meta({ description: 'Whether it is booked' }),
  wonPaymentId: idSchema('patientPayment')
    .exactOptional()
    .meta({ description: 'The payment that restores the money once the dispute is won' }),
  borne: z
    .strictObject({
      ...decidedFields,
      cents: centsSchema.exactOptional().meta({ description: 'How much the office writes off, once it is booked' }),
      regainedOn: localDateSchema
        .exactOptional()
        .meta({ description: 'When the money was returned because the dispute was won' }),
    })
    .exactOptional()
    .meta({ description: 'Who decided that the office writes off what the payment no longer covers' }),
});

const schema = z
  .strictObject({
    id: idSchema('cardCharge'),
    version: versionSchema,
    connectionId: idSchema('cardConnection'),
    entityId: idSchema('legalEntity'),
    accountId: idSchema('account'),
    way: z.enum(codesOf(chargeWays)).meta({ description: 'How the card is charged' }),
    state: z.enum(codesOf(chargeStates)).meta({ description: 'How far it is' }),
    cents: centsSchema,
    createdAt: instantSchema,
    createdBy: z.string(),
    claimIds: z.array(claimIdSchema).meta({ description: 'The claims that the money goes to first' }),
    withFees: z.literal(true).exactOptional().meta({
      description: 'It also covers what the account owes apart from claims',
    }),
    linkId: idSchema('payLink').exactOptional(),
    cardId: idSchema('cardOnFile').exactOptional(),
    planId: idSchema('paymentPlan').exactOptional().meta({ description: 'The plan of which it is an instalment' }),
    chargeOn: localDateSchema.exactOptional().meta({ description: 'The announced day' }),
    announced: z
      .strictObject({ at: instantSchema, channel: z.enum(['email', 'text']), fileKey: z.string() })
      .exactOptional()
      .meta({ description: 'How the guarantor was told' }),
    attempt: z.int().meta({ description: 'Counts the times that the card was tried' }),
    pageId: z.string().exactOptional().meta({ description: 'The processor’s id of the page' }),
    processorPaymentId: z.string().exactOptional().meta({ description: 'The processor’s id of the payment' }),
    card: z.strictObject({ brand: z.string(), last4: z.string() }).exactOptional().meta({ description: 'The card' }),
    paymentId: idSchema('patientPayment').exactOptional().meta({ description: 'The payment in the books' }),
    decline: z
      .strictObject({ code: z.string(), on: localDateSchema })
      .exactOptional()
      .meta({ description: 'Why it was not charged, by the processor’s code or Superbill’s' }),
    ended: z.strictObject(decidedFields).exactOptional().meta({ description: 'Why it is not charged' }),
    lossInTransit: z
      .strictObject({ cents: centsSchema, on: localDateSchema })
      .exactOptional()
      .meta({ description: 'What the bank shows for disputes that the office bears; negative if the bank takes it' }),
    disputes: z.array(disputeSchema).exactOptional().meta({ description: 'Disputes by the cardholder' }),
  })
  .meta({ id: 'CardCharge' });

const decided = {
  roles: billingMakers,
  ifMatch: 'required',
  body: z.strictObject({ reason: reasonSchema }),
  problems: ['charge-not-in-state'],
  answer: { status: 200, schema },
} as const;

/** The routes of charges. */
export const chargeRoutes = defineApi({
  createCardCharge: {
    method: 'POST',
    path: '/v1/card-charges',
    summary: 'Charge a card on file: at once while the guarantor is there, otherwise after it was announced',
    roles: billingMakers,
    idempotencyKey: 'required',
    body: z
      .strictObject({
        cardId: idSchema('cardOnFile'),
        isPresent: z.boolean().meta({ description: 'Whether the guarantor is present and agrees now' }),
        cents: amountSchema
          .refine((value) => value >= 50, 'expected 0.50 or more')
          .exactOptional()
          .meta({ description: 'At most what is owed; all of it when absent' }),
        claimIds: z.array(claimIdSchema).min(1).max(25).exactOptional().meta({
          description: 'Only for these claims; all of the account when absent',
        }),
        chargeOn: localDateSchema.exactOptional().meta({
          description: 'The day; when absent, the first day that leaves the notice its full time',
        }),
      })
      .meta({ id: 'CardChargeBody' }),
    problems: [
      ...(['card-not-chargeable', 'card-without-notice', 'charge-forbidden', 'charge-of-nothing'] as const),
      'charge-exceeds-owed',
    ],
    answer: { status: 201, schema },
  },
  listCardCharges: {
    method: 'GET',
    path: '/v1/card-charges',
    summary: 'Card charges that need work; or those of an account; or those of a month that need no work',
    roles: billingReaders,
    query: z.strictObject({
      ...monthQuery,
      ...pageQuery,
      accountId: idSchema('account').exactOptional().meta({ description: 'All of this account' }),
      list: z
        .enum([...chargeLists, 'over'])
        .exactOptional()
        .meta({
          description: 'Only those on this work list; `over`: those that need no work, by month',
        }),
      ...markQuery,
    }),
    answer: { status: 200, schema: pageOf(schema.extend(markFields).meta({ id: 'ListedCardCharge' })) },
  },
  getCardCharge: {
    method: 'GET',
    path: charge,
    summary: 'A charge, how far it is, and its payment',
    roles: billingReaders,
    answer: { status: 200, schema },
  },
  withdrawCardCharge: {
    method: 'POST',
    path: `${charge}/withdraw`,
    summary: 'Do not charge what was announced, because the guarantor objects; or give up what was declined',
    ...decided,
  },
  bearDispute: {
    method: 'POST',
    path: `${charge}/bear-dispute`,
    summary:
      'Write off as bad debt what a dispute took beyond what is left of the payment, because the rest had been refunded',
    roles: ['manager'],
    ifMatch: 'required',
    body: z.strictObject({
      disputeId: z.string().min(1).max(250).meta({ description: 'A dispute that the books do not have' }),
      reason: reasonSchema,
    }),
    problems: ['charge-not-in-state'],
    answer: { status: 200, schema },
  },
  retryCardCharge: {
    method: 'POST',
    path: `${charge}/retry`,
    summary: 'Try a card again that was declined, with what is owed now; ask the processor again how a charge stands',
    ...decided,
  },
});
