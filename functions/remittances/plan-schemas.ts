import * as z from 'zod';
import { formOf } from '../../shared/http/forms.ts';
import { centsSchema } from '../../shared/http/schemas.ts';

/** Schema of a posting plan. */

export const planHashSchema = formOf(
  /^[A-Za-z0-9_-]{43}$/,
  'the 43 characters of a plan’s hash',
  '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU',
).meta({ description: 'SHA-256 over everything that would be booked, in base64url' });

const legSchema = z
  .object({
    account: z.string(),
    cents: centsSchema,
    payerId: z.string().exactOptional(),
    share: z
      .int()
      .exactOptional()
      .meta({ description: 'For a payer’s receivable: the position of its share of the claim' }),
    line: z.int().exactOptional(),
    reason: z.string().exactOptional(),
    reference: z.string().exactOptional(),
  })
  .meta({ id: 'PlannedLeg' });

const exceptionSchema = z
  .object({
    code: z.string(),
    detail: z.string(),
    cents: centsSchema.exactOptional(),
    facts: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .meta({ id: 'PlannedException' });

const standingSchema = z
  .object({
    state: z.string(),
    payers: z.array(z.object({ payerId: z.string(), receivableCents: centsSchema })),
    patientCents: centsSchema,
  })
  .meta({ id: 'PlannedStanding' });

const claimSchema = z
  .object({
    ledgerEntryId: z
      .string()
      .exactOptional()
      .meta({ description: 'Absent when two claims settle each other without an entry' }),
    kind: z.enum(['posted', 'reversed', 'unapplied', 'nothing', 'offset']),
    waited: z
      .literal(true)
      .exactOptional()
      .meta({ description: 'A claim of an earlier remittance whose cash waited for this remittance' }),
    claimId: z.string().exactOptional(),
    claimVersion: z.int().exactOptional(),
    statusCode: z.string(),
    chargeCents: centsSchema,
    paidCents: centsSchema,
    rulesVersion: z.string().exactOptional(),
    legs: z.array(legSchema),
    notes: z.array(
      z.object({ meaning: z.string(), reason: z.string(), cents: centsSchema, line: z.int().exactOptional() }),
    ),
    exceptions: z.array(exceptionSchema),
    before: standingSchema.exactOptional(),
    after: standingSchema.exactOptional(),
    byteOffset: z.int().exactOptional(),
    byteLength: z.int().exactOptional(),
  })
  .meta({ id: 'PlannedClaim' });

export const postingPlanSchema = z
  .object({
    remittanceId: z.string(),
    period: z.string().meta({ description: 'The accounting month in which it would be booked' }),
    rulesVersion: z.string(),
    chunks: z.int(),
    chunk: z.int().exactOptional().meta({ description: 'Which chunk of claims this page is, from 0' }),
    chunkHash: planHashSchema.exactOptional(),
    payment: z
      .object({
        legs: z.array(legSchema),
        recoupments: z.array(z.object({ reference: z.string(), cents: centsSchema })),
        exceptions: z.array(exceptionSchema),
      })
      .exactOptional()
      .meta({ description: 'The deposit and the provider-level adjustments; on the first page' }),
    items: z.array(claimSchema).meta({ description: 'The claims of this page' }),
    soFar: z
      .object({
        claims: z.int(),
        exceptions: z.int(),
        accounts: z.array(z.object({ account: z.string(), cents: centsSchema })),
      })
      .meta({ description: 'Totals of all pages up to this one; on the last page, of the whole remittance' }),
    planHash: planHashSchema.exactOptional().meta({ description: 'On the last page: what to send to post this plan' }),
    nextPageToken: z.string().exactOptional(),
  })
  .meta({ id: 'PostingPlan' });
