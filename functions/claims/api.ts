import * as z from 'zod';
import { frequencyCodes } from '../../shared/domain/claim/filing.ts';
import { claimStatuses } from '../../shared/domain/claim/status.ts';
import { defineApi } from '../../shared/http/api.ts';
import { x12Text } from '../../shared/http/forms.ts';
import {
  amountSchema,
  centsSchema,
  claimIdSchema,
  codesOf,
  fileUrlSchema,
  idSchema,
  instantSchema,
  localDateSchema,
  monthQuery,
  pageOf,
  pageQuery,
  reasonSchema as reasonText,
  signedAmountSchema,
} from '../../shared/http/schemas.ts';
import {
  aboutQuery,
  amountQuery,
  monthCounts,
  monthListQuery,
  namesQuery,
  partiesFields,
} from '../../shared/http/work-query.ts';

const { patientId: _patientId, ...nameFields } = partiesFields;

const claimReaders = ['coder', 'biller', 'manager', 'auditor', 'api-client'] as const;
const readers = ['biller', 'manager', 'auditor', 'api-client'] as const;
const billers = ['biller', 'manager', 'api-client'] as const;

const reasonSchema = z.object({ code: z.string(), detail: z.string() }).meta({ id: 'HoldReason' });

const holdSchema = z
  .object({ reason: z.string(), followUpOn: localDateSchema.exactOptional() })
  .meta({ id: 'OfficeHold', description: 'Why a person holds the claim, and when they mean to look at it again' });

const heldFields = { kind: z.literal('held'), reasons: z.array(reasonSchema), hold: holdSchema.exactOptional() };
const rejectedFields = {
  kind: z.literal('rejected'),
  submissionId: z.string().exactOptional(),
  reasons: z.array(reasonSchema),
};
const outcomeSchema = z.enum(['paid', 'partly-paid', 'patient-responsibility', 'denied']);

/** Why nothing can be done to the claim's filing as it stands. */
const filingProblems = [
  ...(['claim-has-left', 'claim-being-assembled', 'claim-without-filing'] as const),
  ...(['claim-cancelled', 'claim-stands-otherwise'] as const),
];

const statusWords = Object.entries(claimStatuses)
  .map(([kind, meaning]) => `\`${kind}\`: ${meaning}`)
  .join(' ');

const claimStateSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.enum(['charged', 'self-pay', 'ready', 'withdrawn', 'cancelled']) }),
    z.object(heldFields),
    z.object({ kind: z.literal('batched'), submissionId: z.string() }),
    z.object({ kind: z.enum(['submitted', 'accepted']), submissionId: z.string().exactOptional() }),
    z.object(rejectedFields),
    z.object({ kind: z.literal('adjudicated'), outcome: outcomeSchema, payerPosition: z.int() }),
    z.object({ kind: z.literal('reversed'), payerPosition: z.int() }),
  ])
  .meta({ id: 'ClaimState', description: `The status of the claim. ${statusWords}` });

const filingSchema = z
  .object({
    number: z.int(),
    payerPosition: z.int().meta({ description: 'The position of the share that it bills, 0 for the first payer’s' }),
    payerId: z.string(),
    coverageId: z.string(),
    frequency: z.enum(codesOf(frequencyCodes)),
    state: z.discriminatedUnion('kind', [
      z.object({ kind: z.enum(['preparing', 'ready', 'withdrawn', 'cancelled']) }),
      z.object(heldFields),
      z.object({ kind: z.literal('batched'), submissionId: z.string() }),
      z.object({ kind: z.enum(['submitted', 'accepted', 'reversed']), submissionId: z.string().exactOptional() }),
      z.object(rejectedFields),
      z.object({
        kind: z.literal('answered'),
        submissionId: z.string().exactOptional(),
        outcome: outcomeSchema.exactOptional(),
      }),
    ]),
  })
  .meta({ id: 'Filing', description: 'One claim sent to one payer; the last filing of a claim is the current one' });

const claimSchema = z
  .object({
    id: claimIdSchema,
    controlNumber: z
      .string()
      .exactOptional()
      .meta({ description: 'The patient control number in the system that the claim comes from' }),
    version: z.int(),
    state: claimStateSchema,
    encounterId: z.string().exactOptional(),
    patientId: z.string(),
    entityId: z.string().meta({ description: 'The legal entity whose books hold the claim' }),
    billingProviderId: z.string(),
    serviceFrom: localDateSchema,
    lineCount: z.int(),
    chargeCents: centsSchema,
    payers: z.array(
      z.object({
        payerId: z.string(),
        coverageId: z.string(),
        receivableCents: centsSchema,
        status: z.enum(['waiting', 'open', 'answered']),
        answeredLines: z
          .array(z.int())
          .exactOptional()
          .describe('The lines that this payer has answered, while these are not all of them.'),
        forwardedBy: z
          .string()
          .exactOptional()
          .describe('The payer that forwarded the claim to this one itself: it is not billed again.'),
        patientProtection: z
          .enum(['qualified-beneficiary', 'no-surprises'])
          .exactOptional()
          .describe('How the law limits what the patient may be asked for, by this payer’s answer.'),
      }),
    ),
    filings: z.array(filingSchema),
    insuranceCents: centsSchema,
    patientCents: centsSchema,
    openWork: z
      .array(
        z.object({
          id: z.string(),
          kind: z.enum(['denial', 'exception']),
          code: z.string(),
          coverageId: z.string().exactOptional(),
          cents: centsSchema,
        }),
      )
      .meta({
        description: 'Open denials and exceptions of the claim, with the part of each payer’s balance that they cover',
      }),
  })
  .meta({ id: 'Claim' });

const documentSchema = z
  .object({
    filing: z.int().meta({ description: 'The number of the filing that sends it' }),
    assembledAt: instantSchema,
    placeOfService: z.string(),
    diagnoses: z.array(z.string()),
    lines: z.array(
      z.object({
        controlNumber: z.string(),
        procedure: z.string(),
        modifiers: z.array(z.string()),
        quantity: z.string(),
        chargeCents: centsSchema,
        serviceFrom: localDateSchema,
        diagnosisPointers: z.array(z.int()),
      }),
    ),
  })
  .meta({
    id: 'ClaimDocument',
    description: 'The claim as sent: of the newest filing that was sent, otherwise of the current one',
  });

const submissionSchema = z
  .object({
    id: z.string(),
    createdAt: instantSchema,
    receiverId: z.string(),
    submitterId: z.string(),
    state: z.enum(['gathering', 'closed', 'sealed', 'submitted', 'empty']),
    claims: z.int(),
    chargeCents: centsSchema,
    controlNumber: z.string().exactOptional(),
    sha256: z.string().exactOptional(),
    sizeBytes: z.int().exactOptional(),
    submittedAt: instantSchema.exactOptional(),
    nextSubmissionId: z.string().exactOptional(),
  })
  .meta({ id: 'Submission' });

const openingClaimSchema = z.strictObject({
  controlNumber: x12Text(38).meta({ description: 'The patient control number under which the other system sent it' }),
  patientId: idSchema('patient'),
  providerId: idSchema('provider').exactOptional().meta({ description: 'Who treated; the billing provider if absent' }),
  facilityId: idSchema('facility').exactOptional(),
  serviceFrom: localDateSchema,
  chargeCents: amountSchema,
  lineCount: z.int().min(1).max(999),
  payers: z
    .array(z.strictObject({ payerId: idSchema('payer'), receivableCents: signedAmountSchema }))
    .max(3)
    .meta({ description: 'In the order of billing, each with what it owes' }),
  patientCents: signedAmountSchema,
  answered: z
    .strictObject({
      payers: z.int().min(1).max(3),
      outcome: outcomeSchema,
    })
    .exactOptional()
    .meta({ description: 'How many payers have answered, in order, and the answer of the last one' }),
});

export const claimsApi = defineApi({
  listClaims: {
    method: 'GET',
    path: '/v1/claims',
    summary: 'Claims whose charges were posted in a month; filters narrow the list',
    roles: claimReaders,
    query: z.strictObject({
      ...monthListQuery,
      ...namesQuery,
      ...aboutQuery,
      ...amountQuery,
      state: z
        .enum(codesOf(claimStatuses))
        .exactOptional()
        .meta({ description: 'Only claims with this status. Amounts are charges' }),
    }),
    answer: {
      status: 200,
      schema: z.object({
        ...monthCounts,
        ...pageOf(z.object({ ...claimSchema.shape, ...nameFields }).meta({ id: 'ListedClaim' })).shape,
      }),
    },
  },
  getClaim: {
    method: 'GET',
    path: '/v1/claims/{claimId}',
    summary: 'A claim: its status, who owes what, and the claim as sent',
    roles: claimReaders,
    answer: {
      status: 200,
      schema: claimSchema.extend({
        document: documentSchema.exactOptional(),
        submission: submissionSchema.exactOptional(),
      }),
    },
  },
  getClaimHistory: {
    method: 'GET',
    path: '/v1/claims/{claimId}/history',
    summary: 'What happened to a claim, oldest first',
    roles: claimReaders,
    answer: {
      status: 200,
      schema: z.object({
        items: z.array(
          z.object({
            at: instantSchema,
            actor: z.string(),
            event: z.string(),
            from: z.string(),
            to: z.string(),
            facts: z.record(z.string(), z.union([z.string(), z.number()])).exactOptional(),
          }),
        ),
      }),
    },
  },
  readClaimBalances: {
    method: 'POST',
    path: '/v1/claims/balances',
    summary: 'Up to 100 claims by id; those that do not exist are left out',
    roles: claimReaders,
    body: z.strictObject({ claimIds: z.array(claimIdSchema).min(1).max(100) }),
    answer: { status: 200, schema: z.object({ items: z.array(claimSchema) }) },
  },
  holdClaim: {
    method: 'POST',
    path: '/v1/claims/{claimId}/hold',
    summary: 'Hold a ready claim, with a reason; or change the reason and date of a claim on hold',
    roles: billers,
    ifMatch: 'required',
    body: z.strictObject({ reason: reasonText, followUpOn: localDateSchema.exactOptional() }),
    problems: filingProblems,
    answer: { status: 200, schema: claimSchema },
  },
  releaseClaim: {
    method: 'POST',
    path: '/v1/claims/{claimId}/release',
    summary: 'Release a claim that a person holds: it is ready again',
    roles: billers,
    ifMatch: 'required',
    problems: filingProblems,
    answer: { status: 200, schema: claimSchema },
  },
  withdrawClaim: {
    method: 'POST',
    path: '/v1/claims/{claimId}/withdraw',
    summary:
      'Withdraw a claim that was not sent: its charges stay open, and no payer is billed until it is assembled again',
    roles: billers,
    ifMatch: 'required',
    body: z.strictObject({ reason: reasonText }),
    problems: filingProblems,
    answer: { status: 200, schema: claimSchema },
  },
  reassembleClaim: {
    method: 'POST',
    path: '/v1/claims/{claimId}/reassemble',
    summary: 'Assemble a claim that was not sent again, from what is on file now',
    roles: billers,
    ifMatch: 'required',
    problems: [...filingProblems, 'claim-on-hold'],
    answer: { status: 202, schema: claimSchema },
  },
  createOpeningClaims: {
    method: 'POST',
    path: '/v1/opening-claims',
    summary: 'Take over claims that another system sent, with their balances: all of them, or none',
    roles: billers,
    idempotencyKey: 'required',
    body: z.strictObject({
      billingProviderId: idSchema('provider'),
      claims: z.array(openingClaimSchema).min(1).max(20),
    }),
    problems: ['not-found', 'control-number-taken'],
    mayFree: ['claim-not-found', 'claim-not-submitted'],
    answer: { status: 201, schema: z.object({ items: z.array(claimSchema) }) },
  },
  searchOpeningClaims: {
    method: 'POST',
    path: '/v1/opening-claims/search',
    summary: 'The claim that was taken over under a patient control number, if there is one',
    roles: claimReaders,
    body: z.strictObject({ controlNumber: x12Text(38) }),
    answer: { status: 200, schema: z.object({ items: z.array(claimSchema) }) },
  },
  createSubmissions: {
    method: 'POST',
    path: '/v1/submissions',
    summary: 'Send ready claims: to one receiver, or to each that has some; one submission for each file',
    roles: billers,
    idempotencyKey: 'required',
    body: z.strictObject({ receiverId: x12Text(80).exactOptional() }),
    problems: ['not-found'],
    answer: {
      status: 202,
      schema: z.object({ items: z.array(z.object({ id: idSchema('submission'), receiverId: z.string() })) }),
    },
  },
  listSubmissions: {
    method: 'GET',
    path: '/v1/submissions',
    summary: 'Submissions of a month, newest first',
    roles: readers,
    query: z.strictObject({ ...monthQuery, ...pageQuery }),
    answer: { status: 200, schema: pageOf(submissionSchema) },
  },
  getSubmission: {
    method: 'GET',
    path: '/v1/submissions/{submissionId}',
    summary: 'A submission: its state, and the facts of its file',
    roles: readers,
    answer: { status: 200, schema: submissionSchema },
  },
  getSubmissionFile: {
    method: 'GET',
    path: '/v1/submissions/{submissionId}/file',
    summary: 'A URL that reads the submission’s 837P file for five minutes, with its SHA-256',
    roles: readers,
    problems: ['submission-not-written'],
    answer: { status: 200, schema: fileUrlSchema },
  },
  resumeSubmission: {
    method: 'POST',
    path: '/v1/submissions/{submissionId}/resume',
    summary:
      'Process a submission again when its message ended in the dead-letter queue; a finished one does not change',
    roles: billers,
    answer: { status: 202, schema: submissionSchema },
  },
});
