import * as z from 'zod';
import { exceptionCodes } from '../../shared/domain/exception/codes.ts';
import type { MatchCriterion } from '../../shared/domain/remittance/match/match-claim.ts';
import {
  amountSchema,
  centsSchema,
  codesOf,
  idSchema,
  instantSchema,
  localDateSchema,
  resolutionSchema,
} from '../../shared/http/schemas.ts';

/** Schemas of exceptions, and of people's decisions about them. */

const matchCriteria = [
  'control-number',
  'payer-claim-number',
  'member-id',
  'service-date',
  'charge',
  'payer',
  'patient-name',
] as const satisfies readonly MatchCriterion[];
export const payerSchema = idSchema('payer').meta({
  description: 'The payer that answers, if the remittance names none of your payers, or several',
});

export const exceptionSchema = z
  .object({
    id: z.string(),
    code: z.enum(codesOf(exceptionCodes)),
    detail: z.string().meta({ description: 'What it means, and what usually resolves it' }),
    endedBy: z.array(z.string()).meta({
      description:
        'The operations of this API that end it, by their operationId; it may also end automatically. Empty once it has ended',
    }),
    openedAt: instantSchema,
    remittanceId: z.string().exactOptional(),
    connectionId: z.string().exactOptional(),
    depositId: z.string().exactOptional(),
    claimId: z.string().exactOptional(),
    ledgerEntryId: z.string().exactOptional(),
    cents: centsSchema.exactOptional(),
    facts: z.record(z.string(), z.union([z.string(), z.number()])),
    state: z.enum(['open', 'closed', 'resolved']),
    version: z.int(),
    readyAt: instantSchema.exactOptional().meta({
      description:
        'Since when its payment can post: what it waited for has posted, but payments of this payer need approval',
    }),
    resolvedAt: instantSchema.exactOptional(),
    resolution: resolutionSchema.exactOptional(),
    decisions: z.array(resolutionSchema).exactOptional().meta({
      description:
        'What people decided, the last one last, also before it was opened again; at most the last 20. The audit trail has all',
    }),
    resolvedBy: z
      .string()
      .exactOptional()
      .meta({ description: 'The ledger entry that booked the waiting money elsewhere' }),
    investigation: z
      .object({
        from: localDateSchema,
        to: localDateSchema.exactOptional(),
        reason: z.string(),
        by: z.string(),
        at: instantSchema,
      })
      .exactOptional()
      .meta({ description: 'The investigation of an overpayment, which suspends the days to refund' }),
  })
  .meta({ id: 'Exception' });

const candidateSchema = z
  .object({
    claimId: z.string(),
    score: z.int(),
    isCertain: z.boolean(),
    reasons: z.array(z.object({ criterion: z.enum(matchCriteria), points: z.int(), words: z.string() })),
  })
  .meta({
    id: 'ClaimCandidate',
    description: 'A claim that a payment may belong to, with the reasons for and against it',
  });

/**
 * The payer’s answer that waits under an exception: as stated, with the sums that fail and the claims that may match.
 */
export const waitingFields = {
  stated: z
    .object({
      patientControlNumber: z.string(),
      payerClaimNumber: z.string(),
      statusCode: z.string(),
      chargeCents: centsSchema,
      paidCents: centsSchema,
      lines: z.int(),
      serviceFrom: localDateSchema.exactOptional(),
    })
    .exactOptional(),
  equations: z
    .array(
      z.object({
        equation: z.string(),
        leftCents: centsSchema,
        rightCents: centsSchema,
        differenceCents: centsSchema,
        line: z.int().exactOptional(),
      }),
    )
    .exactOptional(),
  candidates: z.array(candidateSchema).exactOptional(),
};

export const matchedSchema = z
  .object({
    exception: exceptionSchema,
    ledgerEntryId: z.string(),
    claimId: z.string(),
    exceptionIds: z.array(z.string()),
    denialIds: z.array(z.string()),
  })
  .meta({ id: 'MatchedPayment' });

/** Without a sign; for a credit, the amount of the credit. */
export const partSchema = amountSchema
  .refine((cents) => cents > 0, 'expected more than zero')
  .exactOptional()
  .meta({
    description: 'At most the amount of the exception; all of it when absent. Without a sign, also for a credit',
  });

export const settledSchema = z
  .object({
    exception: exceptionSchema,
    ledgerEntryId: z.string(),
    cents: centsSchema,
    refundId: idSchema('refund').exactOptional().meta({ description: 'The refund that a credit goes on as' }),
  })
  .meta({ id: 'SettledException' });

export const triedSchema = z
  .object({
    exceptionId: z.string(),
    code: z.enum(codesOf(exceptionCodes)),
    cents: centsSchema.exactOptional(),
    outcome: z.enum(['posts', 'stays']),
    claimId: z.string().exactOptional(),
    why: z.string().exactOptional().meta({ description: 'Why it stays: the code of the exception that posting gives' }),
  })
  .meta({ id: 'RetriedException', description: 'The result of retrying an exception' });
