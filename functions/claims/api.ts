import * as z from 'zod';
import { changeReasons } from '../../shared/domain/claim/correction/change-reason.ts';
import { frequencyCodes } from '../../shared/domain/claim/filing.ts';
import { dueReasons } from '../../shared/domain/claim/next-payer/due-share.ts';
import { passOverTo } from '../../shared/domain/claim/next-payer/pass-over.ts';
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
import { markFields, markQuery } from '../../shared/http/work-mark-schemas.ts';
import {
  aboutQuery,
  amountQuery,
  claimWorkQuery,
  monthCounts,
  monthListQuery,
  namesQuery,
  partiesFields,
  workPageOf,
} from '../../shared/http/work-query.ts';
import { acknowledgementRoutes } from './acknowledgement-routes.ts';
import { bulkRoutes } from './bulk-routes.ts';
import {
  claimSchema,
  documentSchema,
  enteredAnswerSchema,
  nextPayerClaimSchema,
  outcomeSchema,
  priorAnswerSchema,
  proposedFilingSchema,
  submissionSchema,
} from './claim-schema.ts';
import { contentRoutes } from './content-routes.ts';
import { deadlineRoutes } from './deadline-routes.ts';
import { deliverySchema } from './delivery-schema.ts';
import { payerRoutes } from './payer-routes.ts';

const { patientId: _patientId, ...nameFields } = partiesFields;

const claimReaders = ['coder', 'biller', 'manager', 'auditor', 'api-client'] as const;
const readers = ['biller', 'manager', 'auditor', 'api-client'] as const;
const billers = ['biller', 'manager', 'api-client'] as const;

/** Why the claim's filing cannot be changed in its state. */
const filingProblems = [
  ...(['claim-has-left', 'claim-being-assembled', 'claim-without-filing'] as const),
  ...(['claim-cancelled', 'claim-stands-otherwise', 'disclosure-forbidden'] as const),
];

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
    .meta({ description: 'How many payers have answered so far, and the answer of the last one' }),
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
      ...markQuery,
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
        ...pageOf(z.object({ ...claimSchema.shape, ...nameFields, ...markFields }).meta({ id: 'ListedClaim' })).shape,
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
    problems: [...filingProblems, 'claim-on-hold', 'claim-being-corrected', 'claim-void'],
    answer: { status: 202, schema: claimSchema },
  },
  proposeFiling: {
    method: 'GET',
    path: '/v1/claims/{claimId}/next-filing',
    summary:
      'The filings that the claim needs next, judging by its history, the most urgent first: which payer, how, and why',
    roles: claimReaders,
    answer: { status: 200, schema: z.object({ items: z.array(proposedFilingSchema) }) },
  },
  openFiling: {
    method: 'POST',
    path: '/v1/claims/{claimId}/filings',
    summary: 'Open another filing of a claim: the proposed one, or one with the share and the frequency that you name',
    roles: billers,
    ifMatch: 'required',
    body: z.strictObject({
      share: z.int().min(0).max(9).exactOptional().meta({
        description: 'The position of the share to bill, 0 for the first payer’s; the proposed one when absent',
      }),
      frequency: z.enum(codesOf(frequencyCodes)).exactOptional(),
      payerClaimNumber: x12Text(50)
        .exactOptional()
        .meta({ description: 'The payer’s own number of the claim that is replaced, voided or added to' }),
      changeReason: z.enum(codesOf(changeReasons)).exactOptional(),
    }),
    problems: [
      ...(['filing-underway', 'claim-not-sent', 'claim-without-services', 'claim-cancelled'] as const),
      ...(['nothing-to-file', 'disclosure-forbidden', 'claim-being-corrected', 'claim-void'] as const),
      ...(['nothing-to-correct', 'void-unanswered'] as const),
    ],
    answer: { status: 202, schema: claimSchema },
  },
  listNextPayerClaims: {
    method: 'GET',
    path: '/v1/next-payer-claims',
    summary:
      'Claims that are due to a next payer, the oldest or the largest first, with the reason. With count and sum of all that match',
    roles: readers,
    query: z.strictObject({
      ...claimWorkQuery,
      sort: z.enum(['oldest', 'largest']).default('oldest').meta({ description: 'Which come first' }),
      reason: z
        .enum(codesOf(dueReasons))
        .exactOptional()
        .meta({ description: 'Only those to bill, or only those that the payer before has forwarded' }),
    }),
    answer: {
      status: 200,
      schema: workPageOf('ListedNextPayerClaim', { ...nextPayerClaimSchema.shape, ...partiesFields, ...markFields }),
    },
  },
  passOverPayer: {
    method: 'POST',
    path: '/v1/claims/{claimId}/pass-over',
    summary: 'Do not bill the payer whose turn it is: its balance moves to the next payer or the patient',
    roles: ['biller', 'manager'],
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({ to: z.enum(passOverTo), reason: reasonText }),
    problems: ['no-payer-in-turn', 'filing-underway', 'settlement-does-not-fit'],
    answer: { status: 200, schema: z.object({ claim: claimSchema, ledgerEntryId: z.string(), cents: centsSchema }) },
  },
  listPriorAnswers: {
    method: 'GET',
    path: '/v1/claims/{claimId}/prior-answers',
    summary: 'What a claim to the next payer states about each payer that has answered, and what does not add up',
    roles: readers,
    answer: { status: 200, schema: z.object({ items: z.array(priorAnswerSchema) }) },
  },
  enterPriorAnswer: {
    method: 'POST',
    path: '/v1/claims/{claimId}/prior-answers',
    summary:
      'Enter what an earlier payer answered, for the claim to the next one: no money moves. Without `answer` its remittances count again',
    roles: ['biller', 'manager'],
    body: z.strictObject({
      share: z.int().min(0).max(9).meta({ description: 'The position of the share that answered, 0 for the first' }),
      reason: reasonText,
      answer: enteredAnswerSchema.exactOptional(),
    }),
    answer: { status: 200, schema: z.object({ share: z.int(), source: z.enum(['remittance', 'entered']) }) },
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
    summary: 'The claim that was taken over with this patient control number, if there is one',
    roles: claimReaders,
    body: z.strictObject({ controlNumber: x12Text(38) }),
    answer: { status: 200, schema: z.object({ items: z.array(claimSchema) }) },
  },
  ...acknowledgementRoutes,
  ...bulkRoutes,
  ...contentRoutes,
  ...deadlineRoutes,
  createSubmissions: {
    method: 'POST',
    path: '/v1/submissions',
    summary:
      'Send ready claims, all or those that you name: to one receiver, or to each that has some; one submission for each file',
    roles: billers,
    idempotencyKey: 'required',
    body: z.strictObject({
      receiverId: x12Text(80).exactOptional(),
      claimIds: z
        .array(claimIdSchema)
        .min(1)
        .max(200)
        .exactOptional()
        .meta({ description: 'Only these claims; all that are ready when absent' }),
    }),
    problems: ['not-found', 'claims-not-ready', 'claims-of-other-receiver', 'submissions-too-many'],
    answer: {
      status: 202,
      schema: z.object({ items: z.array(z.object({ id: idSchema('submission'), receiverId: z.string() })) }),
    },
  },
  ...payerRoutes,
  listDeliveries: {
    method: 'GET',
    path: '/v1/submissions/{submissionId}/deliveries',
    summary: 'How and when a submission’s file went to its receiver, each time that it was sent',
    roles: readers,
    answer: { status: 200, schema: z.object({ items: z.array(deliverySchema) }) },
  },
  resendSubmission: {
    method: 'POST',
    path: '/v1/submissions/{submissionId}/resend',
    summary: 'Send a submission’s file again: the same bytes and control numbers, under a new file name',
    roles: billers,
    idempotencyKey: 'required',
    body: z.strictObject({ reason: reasonText }),
    problems: ['submission-not-written', 'submission-turned-away', 'partner-takes-no-files', 'delivery-underway'],
    answer: { status: 202, schema: deliverySchema },
  },
  stopDelivery: {
    method: 'POST',
    path: '/v1/submissions/{submissionId}/stop',
    summary: 'Stop a file that waits to be delivered; then send it again, or by hand',
    roles: billers,
    idempotencyKey: 'required',
    body: z.strictObject({ reason: reasonText }),
    problems: ['delivery-not-waiting', 'delivery-underway'],
    answer: { status: 200, schema: z.object({ items: z.array(deliverySchema) }) },
  },
  confirmDelivery: {
    method: 'POST',
    path: '/v1/submissions/{submissionId}/deliveries/{number}/confirm',
    summary: 'Confirm that the receiver has a file whose delivery is in doubt or failed',
    roles: billers,
    idempotencyKey: 'required',
    body: z.strictObject({ reason: reasonText }),
    problems: ['delivery-not-uncertain'],
    answer: { status: 200, schema: deliverySchema },
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
