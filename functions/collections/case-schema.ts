import * as z from 'zod';
import { accountHolds } from '../../shared/domain/account/hold.ts';
import { caseStates, returnReasons } from '../../shared/domain/collections/case.ts';
import { placementConditions, placementWarnings } from '../../shared/domain/collections/conditions.ts';
import { doing, seenItems } from '../../shared/http/bulk-schemas.ts';
import { versionSchema } from '../../shared/http/replacement.ts';
import {
  centsSchema,
  claimIdSchema,
  codesOf,
  idSchema,
  instantSchema,
  localDateSchema,
  reasonSchema,
} from '../../shared/http/schemas.ts';
import { markFields } from '../../shared/http/work-mark-schemas.ts';

export const conditionSchema = z
  .enum([
    ...codesOf(placementConditions),
    ...codesOf(accountHolds),
    ...(['qualified-beneficiary', 'no-surprises'] as const),
  ])
  .meta({ description: 'What is missing: a condition of a placement, what holds the account, or a law' });

const missingSchema = z
  .strictObject({
    condition: conditionSchema,
    from: localDateSchema
      .exactOptional()
      .meta({ description: 'The day from which it is fulfilled, where that is known' }),
  })
  .meta({ id: 'MissingCondition' });

const warningsSchema = z
  .array(z.enum(codesOf(placementWarnings)))
  .meta({ description: 'What to know before it is placed; it forbids nothing' });

const candidateClaimSchema = z
  .strictObject({
    claimId: claimIdSchema,
    patientId: idSchema('patient'),
    serviceFrom: localDateSchema,
    cents: centsSchema.meta({ description: 'What the patient owes on it' }),
    owedSince: localDateSchema.exactOptional().meta({ description: 'Since when' }),
    statements: z.int().meta({ description: 'Statements and letters sent since then' }),
    lastStatementOn: localDateSchema.exactOptional().meta({ description: 'The day of the last one' }),
    missing: z.array(missingSchema).meta({ description: 'Why it cannot be placed; empty when it can' }),
  })
  .meta({ id: 'CandidateClaim' });

export const candidateSchema = z
  .strictObject({
    accountId: idSchema('account'),
    entityId: idSchema('legalEntity'),
    isReady: z.boolean().meta({ description: 'Whether something of it can be placed' }),
    placeableCents: centsSchema.meta({ description: 'What could be placed' }),
    owedCents: centsSchema.meta({ description: 'What is owed to the legal entity' }),
    ageDays: z.int().meta({ description: 'The age in days of the oldest part' }),
    state: z.string().exactOptional().meta({ description: 'The state of the guarantor’s address' }),
    missing: z.array(missingSchema).meta({ description: 'What the account lacks' }),
    warnings: warningsSchema,
    claims: z.array(candidateClaimSchema),
    ...markFields,
  })
  .meta({ id: 'CollectionCandidate' });

export const candidateSums = z
  .strictObject({
    items: z.int(),
    owedCents: centsSchema,
    ready: z.int().meta({ description: 'How many can be placed' }),
    placeableCents: centsSchema.meta({ description: 'Their sum' }),
    missing: z.record(z.string(), z.int()).meta({ description: 'How often each condition is missing' }),
  })
  .meta({ id: 'CandidateSums', description: 'Counts and sums of this page' });

const itemizationSchema = z
  .strictObject({
    on: localDateSchema.meta({
      description: 'The itemisation date: that of the last statement (12 CFR 1006.34(b)(3))',
    }),
    thenCents: centsSchema.meta({ description: 'The amount on that day' }),
    interestCents: centsSchema.meta({ description: 'Interest since' }),
    feesCents: centsSchema.meta({ description: 'Fees since' }),
    raisedCents: centsSchema.meta({ description: 'Other charges since' }),
    paymentsCents: centsSchema.meta({ description: 'Payments since' }),
    creditsCents: centsSchema.meta({ description: 'Credits since' }),
    currentCents: centsSchema.meta({ description: 'The amount now' }),
  })
  .meta({ id: 'Itemization' });

export const returnSchema = z.enum(codesOf(returnReasons)).meta({ description: 'Why the agency gave it back' });

const placedClaimSchema = z
  .strictObject({
    claimId: claimIdSchema,
    patientId: idSchema('patient'),
    serviceFrom: localDateSchema,
    placedCents: centsSchema,
    badDebtCents: centsSchema.meta({ description: 'The part that the placement moved to bad debt' }),
    ledgerEntryId: z.string().exactOptional().meta({ description: 'The entry that moved it there' }),
  })
  .meta({ id: 'PlacedClaim' });

const eventSchema = z
  .strictObject({
    at: instantSchema,
    by: z.string(),
    what: z.enum([
      ...(['placed', 'recalled', 'returned', 'collected', 'collection-reversed'] as const),
      ...(['office-paid', 'told', 'closed'] as const),
    ]),
    cents: centsSchema.exactOptional(),
    reason: z.string().exactOptional(),
  })
  .meta({ id: 'CollectionEvent' });

export const caseSchema = z
  .strictObject({
    id: idSchema('collectionCase'),
    version: versionSchema,
    state: z.enum(codesOf(caseStates)),
    accountId: idSchema('account'),
    agencyId: idSchema('collectionAgency'),
    entityId: idSchema('legalEntity'),
    placedOn: localDateSchema.meta({ description: 'The day on which it was placed' }),
    placedCents: centsSchema,
    claims: z.array(placedClaimSchema),
    holdNumber: z.int().meta({ description: 'The number of the hold that the placement put on the account' }),
    told: itemizationSchema.meta({ description: 'The last thing that the agency was told' }),
    toldToStop: z.string().exactOptional().meta({ description: 'Why the agency was told to stop' }),
    creditReporting: z.boolean().meta({ description: 'Whether the agency may report the debt' }),
    firstStatementOn: localDateSchema
      .exactOptional()
      .meta({ description: 'For a nonprofit hospital’s patient: when the first statement went out' }),
    limitationOn: localDateSchema
      .exactOptional()
      .meta({ description: 'From this day on it is too late to sue for it (statute of limitations)' }),
    collectedCents: centsSchema.meta({ description: 'What the agency reports as collected, less what was returned' }),
    feeCents: centsSchema.meta({ description: 'What the agency kept or is owed from it' }),
    returned: returnSchema.exactOptional(),
    events: z.array(eventSchema).meta({ description: 'The latest events, oldest first' }),
  })
  .meta({ id: 'CollectionCase' });

export const listedCaseSchema = caseSchema.safeExtend(markFields).meta({ id: 'ListedCollectionCase' });

/** Schema for ending several placements at once. */
export const endingBody = z
  .strictObject({
    items: seenItems(idSchema('collectionCase')),
    action: z.discriminatedUnion('do', [
      z.strictObject({ do: doing('recall', 'The office takes it back'), reason: reasonSchema }),
      z.strictObject({ do: doing('return', 'The agency gave it back'), as: returnSchema, reason: reasonSchema }),
    ]),
  })
  .meta({ id: 'CasesBulkBody' });

export const caseSums = z
  .strictObject({
    items: z.int(),
    placedCents: centsSchema,
    collectedCents: centsSchema.meta({ description: 'What the agencies report as collected, less what was returned' }),
    feeCents: centsSchema.meta({ description: 'What the agencies kept or are owed from it' }),
    oldestPlacedOn: localDateSchema.exactOptional().meta({ description: 'The day of the oldest placement' }),
  })
  .meta({ id: 'CollectionCaseSums', description: 'Counts and sums of this page' });

/** One placement with its current balance. */
export const fullCaseSchema = caseSchema
  .safeExtend({
    outstandingCents: centsSchema.meta({ description: 'What is still to be collected' }),
    mustStop: z
      .string()
      .exactOptional()
      .meta({ description: 'Why the agency may not go on collecting: recall the placement' }),
  })
  .meta({ id: 'StandingCollectionCase' });

export const placementBody = z
  .strictObject({
    agencyId: idSchema('collectionAgency'),
    accounts: z
      .array(
        z.strictObject({
          accountId: idSchema('account'),
          entityId: idSchema('legalEntity').exactOptional().meta({ description: 'Only what is owed to this one' }),
          claimIds: z.array(claimIdSchema).min(1).max(20).exactOptional().meta({ description: 'Only these claims' }),
        }),
      )
      .min(1)
      .max(10)
      .meta({ description: 'What to place: all that can be placed of each account, unless it says otherwise' }),
    reason: reasonSchema,
  })
  .meta({ id: 'PlacementBody' });

export const placementAnswer = z
  .strictObject({
    items: z.array(caseSchema).meta({ description: 'What was placed: one for each account and legal entity' }),
    refused: z
      .array(
        z.strictObject({
          accountId: idSchema('account'),
          missing: z
            .array(missingSchema.safeExtend({ claimId: claimIdSchema.exactOptional() }))
            .meta({ description: 'Which condition is missing, for the account or for a claim' }),
        }),
      )
      .meta({ description: 'What was not placed, and why' }),
  })
  .meta({ id: 'Placements' });
