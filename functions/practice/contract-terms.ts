import * as z from 'zod';
import { correctedClaimStarts, laterFilingStarts, limitsOnDayOff } from '../../shared/domain/deadline/payer-terms.ts';
import { amountSchema } from '../../shared/http/schemas.ts';

const contractDays = (description: string) => z.int().min(1).max(3650).meta({ description }).exactOptional();

/** The time limits in the contract with a payer. */
export const contractTerms = {
  appealDays: contractDays('Days to appeal, from the notice'),
  filingDays: contractDays('Days to file a claim, from the service'),
  correctedClaimDays: contractDays('Days to send a corrected claim, from the service; as for filing when absent'),
  refundDays: contractDays('Days to refund an overpayment, from when it was found'),
  furtherAppeals: z
    .array(
      z.strictObject({
        title: z.string().min(1).max(80),
        days: z.int().min(1).max(3650).meta({ description: 'From the notice of the decision before it' }),
        answerDays: contractDays('Days in which it is decided; 45 when absent'),
        minimumCents: amountSchema.exactOptional().meta({ description: 'The least amount that must be at stake' }),
      }),
    )
    .max(6)
    .exactOptional()
    .meta({
      description: 'The levels of appeal after the first, in order; an empty list says that there are none',
    }),
  laterFilingFrom: z.enum(laterFilingStarts).exactOptional().meta({
    description: 'What filingDays count from when another payer answers first; the service when absent',
  }),
  correctedClaimFrom: z
    .enum(correctedClaimStarts)
    .exactOptional()
    .meta({ description: 'What correctedClaimDays count from; the service when absent' }),
  limitOnDayOff: z
    .enum(limitsOnDayOff)
    .exactOptional()
    .meta({ description: 'Where a last day on a weekend or federal holiday moves to; when absent, it does not move' }),
};
