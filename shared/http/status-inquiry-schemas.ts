import * as z from 'zod';
import { needsAttention, type StatusInquiry } from '../domain/inquiry/inquiry.ts';
import { present } from '../domain/present.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { askedFields, askedView, dismissedField } from './inquiry-schemas.ts';
import { centsSchema, idSchema, instantSchema, localDateSchema } from './schemas.ts';

const statementSchema = z.object({
  standing: z.string(),
  words: z.string().meta({ description: 'What the payer says, in Superbill’s own words' }),
  category: z
    .string()
    .meta({ description: 'The payer’s own code: A received, P pending, F decided, R documents, ...' }),
  code: z.string().exactOptional().meta({ description: 'What it is about, by the payer’s code' }),
  entity: z.string().exactOptional().meta({ description: 'The party, by the payer’s code' }),
  on: localDateSchema.exactOptional(),
});

const statusSchema = z
  .object({
    standing: z
      .enum([
        ...(['received', 'not-accepted', 'pending', 'waits-for-documents', 'decided'] as const),
        ...(['paid', 'denied', 'not-found', 'error'] as const),
      ])
      .meta({ description: 'The status of the claim at the payer: the furthest one that the payer states' }),
    statements: z.array(statementSchema),
    payerClaimNumber: z.string().exactOptional(),
    chargeCents: centsSchema.exactOptional(),
    paidCents: centsSchema.exactOptional(),
    decidedOn: localDateSchema.exactOptional(),
    paidOn: localDateSchema.exactOptional(),
    paymentNumber: z.string().exactOptional().meta({ description: 'The number of the check or transfer' }),
    lines: z.array(
      z.object({
        procedure: z.string(),
        lineNumber: z.string().exactOptional(),
        chargeCents: centsSchema,
        paidCents: centsSchema.exactOptional(),
        statements: z.array(statementSchema),
      }),
    ),
  })
  .meta({ id: 'PayerStatus', description: 'What a payer answered about a claim. It changes nothing in the books' });

export const statusInquirySchema = z
  .object({
    id: idSchema('inquiry'),
    claimId: z.string(),
    payerId: idSchema('payer'),
    share: z.int().meta({ description: 'The position of the payer’s share of the claim' }),
    requestedAt: instantSchema,
    requestedBy: z.string(),
    ...askedFields,
    needsAttention: z.boolean().meta({
      description:
        'Whether a person should look: it failed, or a file with it has had no answer for four days. True until it is answered, or somebody dismisses it or asks again',
    }),
    dismissed: dismissedField,
    result: statusSchema.exactOptional(),
  })
  .meta({ id: 'StatusInquiry' });

export type StatusInquiryView = z.input<typeof statusInquirySchema>;

/** A question about a claim, as all answers show it. */
export function statusInquiryView(inquiry: StatusInquiry, at: Instant): StatusInquiryView {
  const { id, claimId, payerId, share, requestedAt, requestedBy, state, dismissed, result } = inquiry;
  return {
    ...{ id, claimId, payerId, share, requestedAt, requestedBy, ...askedView(state) },
    needsAttention: needsAttention(inquiry, at),
    ...present({
      dismissed: dismissed && { ...dismissed },
      result: result && {
        ...result,
        statements: [...result.statements],
        lines: result.lines.map((line) => ({ ...line, statements: [...line.statements] })),
      },
    }),
  };
}
