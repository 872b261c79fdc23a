import * as z from 'zod';
import { idSchema, localDateSchema } from '../../shared/http/schemas.ts';

/** The payers with which a provider is enrolled, and the state of each enrolment for electronic transactions. */
export const enrollmentsSchema = z
  .array(
    z.strictObject({
      payerId: idSchema('payer'),
      from: localDateSchema.meta({ description: 'The first day' }),
      to: localDateSchema.exactOptional().meta({ description: 'The last day; open when absent' }),
      transactions: z
        .array(
          z.strictObject({
            kind: z
              .enum(['claims', 'remittances', 'payments', 'eligibility'])
              .meta({ description: 'Of what: electronic claims, remittances (ERA), payments (EFT), inquiries' }),
            status: z.enum(['requested', 'active', 'refused', 'ended']),
            on: localDateSchema.meta({ description: 'Since when' }),
          }),
        )
        .max(20)
        .exactOptional()
        .meta({
          description:
            'How far the enrolment for electronic transactions is: claims that are not active are held; Medicare is asked about eligibility only when that is active (the attestation of the NPI)',
        }),
    }),
  )
  .max(200)
  .exactOptional()
  .meta({ description: 'The payers that the provider is enrolled with, if the office records this' });
