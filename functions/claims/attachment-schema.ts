import * as z from 'zod';
import { sendingFaults } from '../../shared/domain/attachment/attachment.ts';
import { x12Text } from '../../shared/http/forms.ts';
import { codesOf, fileOutcomeSchema, idSchema, instantSchema, sha256Schema } from '../../shared/http/schemas.ts';

const releaseSchema = z
  .enum(['005010X210', '006020X314'])
  .meta({ description: 'The release of the 275 that the receiver takes; 006020X314 is mandatory from May 2028 on' });

export const sendAttachmentsBody = z.strictObject({
  documents: z
    .array(
      z.strictObject({
        documentId: idSchema('document'),
        controlNumber: x12Text(50)
          .exactOptional()
          .meta({ description: 'The number under which the claim names it; the document’s id when absent' }),
      }),
    )
    .min(1)
    .max(20)
    .exactOptional()
    .meta({
      description:
        'Documents of the claim’s encounter; when absent, those that the claim says are sent electronically (EL)',
    }),
  requestId: idSchema('attachmentRequest')
    .exactOptional()
    .meta({ description: 'The payer’s request that this answers; it then no longer waits' }),
  release: releaseSchema.default('005010X210'),
});

export const sendingSchema = z
  .object({
    id: idSchema('attachmentSending'),
    claimId: z.string(),
    payerId: idSchema('payer'),
    release: releaseSchema,
    documents: z.array(z.object({ documentId: idSchema('document'), controlNumber: z.string() })),
    requestId: z.string().exactOptional(),
    requestedAt: instantSchema,
    requestedBy: z.string(),
    state: z.enum(['requested', 'written', 'failed']),
    fault: z.object({ code: z.enum(codesOf(sendingFaults)), detail: z.string() }).exactOptional(),
    writtenAt: instantSchema.exactOptional(),
    controlNumber: z.string().exactOptional(),
    sha256: sha256Schema.exactOptional(),
    sizeBytes: z.int().exactOptional(),
    interchangeAnswer: fileOutcomeSchema.exactOptional().meta({ description: 'What a TA1 said of its envelope' }),
    functionalAnswer: fileOutcomeSchema.exactOptional().meta({ description: 'What a 997 or 999 said about the file' }),
  })
  .meta({ id: 'AttachmentSending', description: 'Documents that go to a payer for a claim, in one file (275)' });

export type SendingView = z.input<typeof sendingSchema>;
