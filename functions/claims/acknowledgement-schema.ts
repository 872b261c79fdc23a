import * as z from 'zod';
import { unappliedReasons } from '../../shared/domain/acknowledgement/acknowledgement.ts';
import { codesOf, instantSchema, sha256Schema } from '../../shared/http/schemas.ts';

/** Schemas of receivers' and payers' acknowledgements of claims and files. */

const placeSchema = z
  .object({
    pointer: z.string().meta({
      description: 'Its place in the claim that was sent: a JSON pointer, with `-` for every member of a list',
    }),
    record: z
      .enum(['encounter', 'patient', 'coverage', 'payer', 'provider', 'facility', 'trading-partner'])
      .exactOptional()
      .meta({ description: 'The kind of record in which to correct it' }),
  })
  .meta({ id: 'ClaimPlace' });

const statusSchema = z
  .object({
    category: z.string().meta({ description: 'A2: accepted. A3 and A6 to A8: rejected. A0 and A1: only passed on' }),
    code: z.string(),
    entity: z.string().exactOptional(),
    action: z.enum(['accept', 'reject']).exactOptional(),
    on: z.string().exactOptional(),
    message: z.string().exactOptional().meta({ description: 'The sender’s own words' }),
    detail: z.string(),
    places: z.array(placeSchema),
  })
  .meta({ id: 'ClaimStatusSaid', description: 'A status of a claim acknowledgement, in words, with its fields' });

const errorSchema = z
  .object({
    segment: z.string(),
    position: z.int().meta({ description: 'The number of the segment in the transaction, from 1' }),
    loop: z.string().exactOptional(),
    element: z.int().exactOptional(),
    component: z.int().exactOptional(),
    claimId: z.string().exactOptional(),
    place: placeSchema.exactOptional(),
    detail: z.string(),
  })
  .meta({ id: 'AcknowledgedError', description: 'An error of a 997 or 999, led back to its claim and field' });

const verdictSchema = z.enum([
  'accepted',
  'accepted-with-errors',
  'partly-accepted',
  'rejected',
  'passed-on',
  'unclear',
  'already-there',
]);
const kindSchema = z.enum(['TA1', '997', '999', '277CA', 'report']);

const saidFields = {
  kind: kindSchema,
  receivedAt: instantSchema,
  saidAt: z.string().meta({ description: 'When its sender created it: a day, with the time if it is known' }),
  fileId: z.string(),
  submissionId: z.string().exactOptional(),
  verdict: verdictSchema,
  isOutOfDate: z.literal(true).exactOptional(),
  by: z
    .object({
      role: z.string().meta({ description: '40 receiver, AY clearinghouse, PR payer' }),
      name: z.string(),
      id: z.string().exactOptional(),
    })
    .exactOptional()
    .meta({ description: 'Who says it' }),
  reasons: z.array(z.object({ code: z.string(), detail: z.string() })),
  errors: z.array(errorSchema),
  statuses: z.array(statusSchema),
};

export const submissionAcknowledgementSchema = z
  .object(saidFields)
  .meta({ id: 'SubmissionAcknowledgement', description: 'What receivers said about the file of a submission' });

export const claimAcknowledgementSchema = z
  .object({
    ...saidFields,
    filing: z
      .int()
      .exactOptional()
      .meta({ description: 'The number of the filing that it is about; absent until that is known' }),
    id: z.string().exactOptional().meta({
      description: 'The id of this acknowledgement, for saying which filing it is about when that is not certain',
    }),
    named: z
      .object({ by: z.string(), at: instantSchema, reason: z.string() })
      .exactOptional()
      .meta({ description: 'Who has named the filing' }),
    effect: z
      .enum([
        ...(['accepted', 'rejected', 'none', 'known-before', 'out-of-date'] as const),
        ...(['already-there', 'filing-unclear', 'contradicts'] as const),
      ])
      .meta({ description: 'What it changed; `none` if it only says that the claim or the whole file arrived' }),
    payerClaimNumber: z.string().exactOptional(),
    clearinghouseNumber: z.string().exactOptional(),
    lines: z.array(z.object({ controlNumber: z.string(), statuses: z.array(statusSchema) })),
  })
  .meta({
    id: 'ClaimAcknowledgement',
    description: 'What a receiver or payer said about a claim, or about the file that it was sent in',
  });

export const acknowledgementFileSchema = z
  .object({
    id: z.string(),
    name: z.string().exactOptional(),
    sha256: sha256Schema,
    sizeBytes: z.int(),
    receivedAt: instantSchema,
    connectionId: z.string().exactOptional(),
    transactions: z
      .array(z.string())
      .meta({ description: '999, 997, 277 or TA1; none for a report in a payer’s own form' }),
    state: z.enum(['received', 'applied']),
    claims: z.int().meta({ description: 'Claims that it names one by one' }),
    accepted: z.int(),
    rejected: z.int(),
    passedOn: z.int().meta({ description: 'Claims that were only received, or passed on' }),
    filingUnclear: z.int().meta({ description: 'Claims whose filing could not be told' }),
    unapplied: z.int().meta({ description: 'Parts and claims that led to nothing; its answers say why' }),
    repeated: z.int().meta({ description: 'Parts and claims with the same answer as before' }),
    submissionIds: z.array(z.string()).exactOptional(),
    findings: z.array(z.object({ code: z.string(), message: z.string(), byteOffset: z.int() })),
  })
  .meta({ id: 'AcknowledgementFile' });

export const fileAnswerSchema = z
  .object({
    kind: z.enum(['TA1', '997', '999', '277CA', 'report', 'other']),
    about: z.string().meta({ description: 'The control number, patient control number or batch that it names' }),
    submissionId: z.string().exactOptional(),
    claimId: z.string().exactOptional(),
    verdict: verdictSchema.exactOptional(),
    claims: z.int().exactOptional(),
    isRepeated: z.literal(true).exactOptional(),
    isOutOfDate: z.literal(true).exactOptional(),
    reason: z.object({ code: z.enum(codesOf(unappliedReasons)), detail: z.string() }).exactOptional(),
  })
  .meta({ id: 'AcknowledgementAnswer', description: 'What one part of a file led to, or why it led to nothing' });
