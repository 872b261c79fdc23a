import * as z from 'zod';
import { disputeFields } from '../../shared/domain/contract/dispute-letters.ts';
import { letterTemplateOf } from '../../shared/http/denial-schemas.ts';
import { amountSchema } from '../../shared/http/schemas.ts';

export const contractSettingsSchema = z
  .strictObject({
    threshold: z
      .strictObject({
        leastCents: amountSchema.meta({ description: 'The least difference' }),
        leastBasisPoints: z.int().min(0).max(10_000).meta({
          description:
            'The least percentage of the expected amount, in hundredths of a percent; both limits must be reached',
        }),
      })
      .meta({
        description: 'How large a difference must be to be on the list of variances, when the contract does not say',
      }),
    letters: z
      .array(
        letterTemplateOf(disputeFields).meta({
          id: 'DisputeLetterTemplate',
          description: 'A letter about payments, with fields in double braces',
        }),
      )
      .max(20)
      .refine((letters) => new Set(letters.map(({ name }) => name)).size === letters.length, 'expected each name once')
      .meta({ description: 'The office’s own letters about payments' }),
  })
  .meta({ id: 'ContractSettings', description: 'How payments are compared with contracts with payers' });
