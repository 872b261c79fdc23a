import * as z from 'zod';
import { amountSchema } from '../../shared/http/schemas.ts';

export const contractSettingsSchema = z
  .strictObject({
    threshold: z
      .strictObject({
        leastCents: amountSchema.meta({ description: 'The least difference' }),
        leastBasisPoints: z
          .int()
          .min(0)
          .max(10_000)
          .meta({ description: 'And the least part of what was expected, in hundredths of a percent' }),
      })
      .meta({
        description: 'From which difference on a payment is on the list of variances, where the contract does not say',
      }),
  })
  .meta({ id: 'ContractSettings', description: 'How payments are held against contracts with payers' });
