import * as z from 'zod';
import { timelineEvents } from '../../shared/domain/account/timeline.ts';
import {
  centsSchema,
  claimIdSchema,
  codesOf,
  idSchema,
  localDateSchema,
  pageQuery,
} from '../../shared/http/schemas.ts';
import { clientChargeSchema } from './charge-schema.ts';

const eventSchema = z
  .strictObject({
    on: localDateSchema.meta({ description: 'The day on which it was booked, or happened' }),
    kind: z.enum(codesOf(timelineEvents)).meta({ description: 'What happened' }),
    words: z.string().meta({ description: 'The same in plain words, with every amount and its reason' }),
    payerId: idSchema('payer').exactOptional(),
    parts: z
      .array(
        z.strictObject({
          cents: centsSchema,
          words: z.string().meta({ description: 'What happened to the amount, and why' }),
          reason: z.string().exactOptional().meta({ description: 'Group and code of the adjustment: `CO-45`' }),
        }),
      )
      .meta({ description: 'The amounts of the decision' }),
    ledgerEntryId: z.string().exactOptional(),
  })
  .meta({ id: 'TimelineEvent' });

const visitSchema = z
  .strictObject({
    kind: z.literal('visit'),
    on: localDateSchema.meta({ description: 'The day of the service' }),
    claimId: claimIdSchema,
    patientId: idSchema('patient'),
    encounterId: idSchema('encounter').exactOptional(),
    chargeCents: centsSchema,
    patientCents: centsSchema.meta({ description: 'What the patient owes of it now' }),
    insuranceCents: centsSchema.meta({ description: 'What insurance owes now' }),
    events: z.array(eventSchema).meta({ description: 'What happened, oldest first' }),
    owed: z.array(z.string()).meta({ description: 'Who owes what now, in words' }),
  })
  .meta({ id: 'TimelineVisit' });

const chargeItemSchema = z
  .strictObject({
    kind: z.literal('charge'),
    on: localDateSchema,
    charge: clientChargeSchema.meta({ description: 'The charge' }),
    words: z.string(),
  })
  .meta({ id: 'TimelineCharge', description: 'What the account was charged in addition to visits' });

const paymentSchema = z
  .strictObject({
    kind: z.literal('payment'),
    on: localDateSchema,
    paymentId: idSchema('patientPayment'),
    cents: centsSchema,
    unappliedCents: centsSchema.meta({ description: 'The part that is not applied to a claim' }),
    words: z.string(),
  })
  .meta({ id: 'TimelinePayment', description: 'A payment of the account' });

const refundSchema = z
  .strictObject({
    kind: z.enum(['refunded', 'refund-returned']).meta({
      description: '`refund-returned`: its check was stopped, or the credit of its card was returned',
    }),
    on: localDateSchema,
    refundId: idSchema('refund'),
    cents: centsSchema,
    words: z.string(),
  })
  .meta({
    id: 'TimelineRefund',
    description:
      'A refund of a payment’s unapplied cash that left, or came back; that of a visit’s credit is among its events',
  });

const correspondenceItemSchema = z
  .strictObject({
    kind: z.literal('correspondence'),
    on: localDateSchema,
    correspondenceId: idSchema('correspondence'),
    claimId: claimIdSchema.exactOptional(),
    words: z.string(),
    summary: z.string().meta({ description: 'What was said or written' }),
  })
  .meta({ id: 'TimelineCorrespondence', description: 'A call or a message' });

export const timelineItemSchema = z
  .union([visitSchema, chargeItemSchema, paymentSchema, refundSchema, correspondenceItemSchema])
  .meta({ id: 'TimelineItem' });

/** At most 50 visits on a page, because all entries of each visit are read. */
export const timelineQuery = z.strictObject({
  ...pageQuery,
  limit: z.coerce.number().pipe(z.int().min(1).max(50)).default(20),
});
