import * as z from 'zod';
import { disputeResults } from '../../shared/domain/remittance/denial/dispute.ts';
import { amountSchema, codesOf, localDateSchema, reasonSchema } from '../../shared/http/schemas.ts';

export const disputeSchema = z
  .object({
    noticeOn: localDateSchema.meta({ description: 'When the notice of open negotiation was sent' }),
    answeredOn: localDateSchema.exactOptional().meta({ description: 'When the payer answered the notice' }),
    initiatedOn: localDateSchema.exactOptional().meta({ description: 'When dispute resolution was asked for' }),
    end: z
      .object({ on: localDateSchema, result: z.enum(codesOf(disputeResults)), cents: amountSchema.exactOptional() })
      .exactOptional(),
  })
  .meta({ id: 'PaymentDispute', description: 'Federal independent dispute resolution (No Surprises Act), by steps' });

export const disputeClockSchema = z
  .object({
    what: z.enum(['send-notice', 'initiate']),
    from: localDateSchema.meta({ description: 'The first day on which it can be done' }),
    on: localDateSchema.meta({ description: 'The last day on which it can be done' }),
    answerBy: localDateSchema.exactOptional().meta({ description: 'The day by which the payer answers the notice' }),
  })
  .meta({
    id: 'DisputeClock',
    description: 'The next deadline of the dispute, in business days of the federal government',
  });

export const disputeStepSchema = z.strictObject({
  do: z.enum(['send-notice', 'payer-answered', 'initiate', 'end']),
  on: localDateSchema.meta({ description: 'The day on which it was done' }),
  isEligibilityChecked: z.boolean().exactOptional().meta({
    description: 'Somebody has checked that the law applies, although the payer’s codes do not say so',
  }),
  result: z.enum(codesOf(disputeResults)).exactOptional().meta({ description: 'How it ended; with `end` only' }),
  cents: amountSchema.exactOptional().meta({ description: 'The amount that was agreed on or chosen' }),
  reason: reasonSchema,
});
