import * as z from 'zod';
import { idSchema, instantSchema, localDateSchema } from '../../shared/http/schemas.ts';

export const attachmentRequestSchema = z
  .object({
    id: idSchema('attachmentRequest'),
    claimId: z.string(),
    trace: z.string().meta({ description: 'The payer’s number for the request; the answer returns it' }),
    payerName: z.string().exactOptional(),
    payerClaimNumber: z.string().exactOptional(),
    wanted: z.array(
      z.object({
        code: z.string().meta({ description: 'What the payer wants, by its LOINC code' }),
        lineNumber: z.string().exactOptional().meta({ description: 'The service that it is about' }),
      }),
    ),
    dueOn: localDateSchema.exactOptional().meta({ description: 'The day by which the payer wants them' }),
    receivedAt: instantSchema,
    state: z.enum(['open', 'answered', 'dismissed']),
    ended: z
      .object({ by: z.string(), at: instantSchema, reason: z.string().exactOptional() })
      .exactOptional()
      .meta({ description: 'Who ended it, when, and why' }),
  })
  .meta({ id: 'AttachmentRequest', description: 'Documents that a payer wants to a claim (277)' });

export type AttachmentRequestView = z.input<typeof attachmentRequestSchema>;
