import * as z from 'zod';
import { authorizationStatuses } from '../../shared/domain/authorization/authorization.ts';
import { changeReasons } from '../../shared/domain/claim/correction/change-reason.ts';
import { frequencyCodes } from '../../shared/domain/claim/filing.ts';
import { dueReasons } from '../../shared/domain/claim/next-payer/due-share.ts';
import { filingReasons } from '../../shared/domain/claim/propose-filing.ts';
import { claimStatuses } from '../../shared/domain/claim/status.ts';
import { formOf, x12Text } from '../../shared/http/forms.ts';
import {
  centsSchema,
  claimIdSchema,
  codesOf,
  fileOutcomeSchema,
  instantSchema,
  localDateSchema,
  signedAmountSchema,
} from '../../shared/http/schemas.ts';

/** Schemas of claims, their filings and submissions. */

const reasonSchema = z
  .object({
    code: z.string(),
    detail: z.string(),
    snip: z.int().min(1).max(5).exactOptional().meta({
      description: 'For an error of the claim: 1 syntax, 2 the guide, 3 balances, 4 situations, 5 code lists',
    }),
    pointer: z
      .string()
      .exactOptional()
      .meta({ description: 'JSON pointer into the claim; of an edit, into the encounter' }),
    loop: z.string().exactOptional().meta({ description: 'The loop of the claim file, such as 2300' }),
    segment: z.string().exactOptional().meta({ description: 'The segment, such as REF*G1' }),
    element: z.string().exactOptional().meta({ description: 'The element, such as 2, or its component, such as 5-1' }),
  })
  .meta({ id: 'HoldReason' });

const holdSchema = z
  .object({ reason: z.string(), followUpOn: localDateSchema.exactOptional() })
  .meta({ id: 'OfficeHold', description: 'Why a person holds the claim, and when they mean to look at it again' });

const heldFields = { kind: z.literal('held'), reasons: z.array(reasonSchema), hold: holdSchema.exactOptional() };
const rejectedFields = {
  kind: z.literal('rejected'),
  submissionId: z.string().exactOptional(),
  reasons: z.array(reasonSchema),
};
export const outcomeSchema = z.enum(['paid', 'partly-paid', 'patient-responsibility', 'denied']);

const statusWords = Object.entries(claimStatuses)
  .map(([kind, meaning]) => `\`${kind}\`: ${meaning}`)
  .join(' ');

const claimStateSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.enum(['charged', 'self-pay', 'ready', 'withdrawn', 'predetermined', 'voided', 'cancelled']) }),
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
    payerClaimNumber: z
      .string()
      .exactOptional()
      .meta({ description: 'The payer’s own number of the claim that this filing replaces, voids or adds to' }),
    changeReason: z.enum(codesOf(changeReasons)).exactOptional(),
    sentOn: localDateSchema
      .exactOptional()
      .meta({ description: 'For a further filing to the same payer: the day on which it left' }),
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

export const claimSchema = z
  .object({
    id: claimIdSchema,
    controlNumber: z
      .string()
      .exactOptional()
      .meta({ description: 'The patient control number in the system that the claim comes from' }),
    version: z.int(),
    state: claimStateSchema,
    encounterId: z.string().exactOptional(),
    hasSource: z
      .literal(true)
      .exactOptional()
      .meta({ description: 'Another system made the claim, and its content is kept here: it can be filed again' }),
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
          .describe('The lines that this payer has answered, as long as others are unanswered.'),
        forwardedBy: z
          .int()
          .exactOptional()
          .describe('The position of the share whose payer forwarded the claim to this one: it is not billed again.'),
        turnOn: localDateSchema
          .exactOptional()
          .describe('For a later payer whose turn it is: the day by which the earlier payers had answered.'),
        isPassedOver: z
          .literal(true)
          .exactOptional()
          .describe('The office decided not to bill this payer; its balance moved on.'),
        patientProtection: z
          .enum(['qualified-beneficiary', 'no-surprises'])
          .exactOptional()
          .describe('How the law limits what the patient may be asked for, by this payer’s answer.'),
      }),
    ),
    filings: z.array(filingSchema),
    insuranceCents: centsSchema,
    patientCents: centsSchema,
    predetermination: z
      .object({
        answer: z
          .object({
            payerCents: centsSchema.meta({ description: 'What the payer would pay' }),
            patientCents: centsSchema.meta({ description: 'What it would leave to the patient' }),
            payerClaimNumber: z.string().exactOptional(),
          })
          .exactOptional()
          .meta({ description: 'The payer’s last answer; nobody owes these amounts' }),
        decision: z
          .object({
            status: z.enum(codesOf(authorizationStatuses)),
            decidedOn: localDateSchema,
            number: z.string().exactOptional(),
            reasons: z.array(z.string()).meta({ description: 'The payer’s codes of why' }),
            messages: z.array(z.string()).meta({ description: 'What the payer adds in its own words' }),
          })
          .exactOptional()
          .meta({ description: 'What the payer decided in a review (278): no amounts' }),
      })
      .exactOptional()
      .meta({ id: 'Predetermination', description: 'The claim asks what the payer would pay; nothing is charged' }),
    correction: z
      .object({
        kind: z.enum(['open', 'content', 'lines-added', 'void']).meta({
          description: '`open` while its encounter is a draft again; afterwards, what was changed',
        }),
        after: z.int().meta({ description: 'The last filing with the content before the correction' }),
        chargedAfter: z
          .int()
          .exactOptional()
          .meta({ description: 'The last filing with the former charges, if a correction has changed them' }),
        linesBefore: z.int().exactOptional().meta({ description: 'For added lines: how many lines there were before' }),
      })
      .exactOptional()
      .meta({ id: 'ClaimCorrection', description: 'A correction of a claim after a payer had it' }),
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

export const documentSchema = z
  .object({
    filing: z.int().meta({ description: 'The number of the filing that sends it' }),
    form: z.enum(['professional', 'institutional', 'dental']).meta({ description: '837P, 837I or 837D' }),
    assembledAt: instantSchema,
    placeOfService: z.string().exactOptional().meta({ description: 'Of professional and dental claims' }),
    typeOfBill: z.string().exactOptional().meta({ description: 'Of institutional claims' }),
    diagnoses: z.array(z.string()),
    lines: z.array(
      z.object({
        controlNumber: z.string().exactOptional().meta({ description: 'Absent if the other system gave none' }),
        revenueCode: z.string().exactOptional().meta({ description: 'Of institutional lines' }),
        procedure: z.string().exactOptional(),
        modifiers: z.array(z.string()),
        quantity: z.string().exactOptional(),
        chargeCents: centsSchema,
        serviceFrom: localDateSchema
          .exactOptional()
          .meta({ description: 'Absent if the other system dated only the claim as a whole' }),
        diagnosisPointers: z.array(z.int()).exactOptional(),
        drug: z
          .object({
            kind: z.string().meta({ description: '`N4`: a national drug code' }),
            code: z.string(),
            quantity: z.string().exactOptional(),
            unit: z.string().exactOptional(),
            prescriptionNumber: z.string().exactOptional(),
            linkNumber: z.string().exactOptional(),
          })
          .exactOptional()
          .meta({ description: 'The drug that the line bills' }),
      }),
    ),
  })
  .meta({
    id: 'ClaimDocument',
    description: 'The claim as sent in its newest filing; before anything is sent, the current filing',
  });

export const nextPayerClaimSchema = z
  .object({
    claimId: claimIdSchema,
    version: z.int(),
    share: z.int().meta({ description: 'The position of the share whose turn it is' }),
    payerId: z.string(),
    coverageId: z.string(),
    receivableCents: centsSchema.meta({ description: 'What this payer owes' }),
    chargeCents: centsSchema,
    serviceFrom: localDateSchema,
    dueSince: localDateSchema.meta({ description: 'The day by which the earlier payers had answered' }),
    reason: z.object({ code: z.enum(codesOf(dueReasons)), detail: z.string() }),
    billing: z.enum(['automatic', 'by-hand']).meta({
      description: 'Whether the claim is billed automatically within the hour, by the office’s or the payer’s setting',
    }),
  })
  .meta({ id: 'NextPayerClaim', description: 'A claim that is due to a next payer' });

export const proposedFilingSchema = z
  .object({
    share: z.int().meta({ description: 'The position of the share that it would bill, 0 for the first payer’s' }),
    payerId: z.string(),
    coverageId: z.string(),
    frequency: z
      .enum(codesOf(frequencyCodes))
      .exactOptional()
      .meta({ description: 'Absent if the payer is not to be sent a claim' }),
    payerClaimNumber: z.string().exactOptional(),
    changeReason: z.enum(codesOf(changeReasons)).exactOptional(),
    reason: z.object({ code: z.enum(codesOf(filingReasons)), detail: z.string() }),
  })
  .meta({ id: 'ProposedFiling', description: 'The filing that is right to open now, and why' });

export const submissionSchema = z
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
    interchangeAnswer: fileOutcomeSchema.exactOptional().meta({ description: 'What a TA1 said about the file' }),
    functionalAnswer: fileOutcomeSchema.exactOptional().meta({ description: 'What a 997 or 999 said about the file' }),
    nextSubmissionId: z.string().exactOptional(),
  })
  .meta({ id: 'Submission' });

const adjustmentFields = {
  group: z.enum(['CO', 'CR', 'OA', 'PI', 'PR']),
  carc: formOf(/^[A-Z]?[0-9]{1,3}$/, 'a claim adjustment reason code', '45'),
  cents: signedAmountSchema.refine((value) => value !== 0, 'expected an amount other than zero'),
};
const adjustmentsSchema = z.array(z.strictObject(adjustmentFields)).max(30).exactOptional();

export const enteredAnswerSchema = z
  .strictObject({
    decidedOn: localDateSchema.meta({ description: 'The day of the payment' }),
    payerClaimNumber: x12Text(50).exactOptional(),
    paidCents: signedAmountSchema,
    adjustments: adjustmentsSchema,
    lines: z
      .array(
        z.strictObject({
          line: z.int().min(1).max(999).meta({ description: 'The line of the claim, counting from 1' }),
          paidCents: signedAmountSchema,
          units: formOf(/^[0-9]{1,6}(\.[0-9]{1,3})?$/, 'a quantity in quotes', '2.5').exactOptional(),
          adjustments: adjustmentsSchema,
        }),
      )
      .min(1)
      .max(999)
      .exactOptional()
      .meta({ description: 'Every line that has a charge; absent when the payer answered for the claim as a whole' }),
    remarkCodes: z
      .array(formOf(/^[A-Z]{1,2}[0-9]{1,4}$/, 'a remark code', 'MA18'))
      .max(5)
      .exactOptional(),
  })
  .meta({ id: 'EnteredAnswer', description: 'What an earlier payer answered, as a person enters it' });

const statedAdjustmentsSchema = z.array(
  z.object({ group: z.string(), carc: z.string(), cents: centsSchema, quantity: z.string().exactOptional() }),
);

export const priorAnswerSchema = z
  .object({
    share: z.int().meta({ description: 'The position of the share that answered' }),
    payerId: z.string(),
    coverageId: z.string(),
    source: z.enum(['remittance', 'entered']),
    reason: z.string().exactOptional().meta({ description: 'Why a person entered it' }),
    decidedOn: localDateSchema,
    payerClaimNumber: z.string().exactOptional(),
    paidCents: centsSchema,
    adjustments: statedAdjustmentsSchema,
    lines: z.array(
      z.object({
        line: z
          .int()
          .exactOptional()
          .meta({ description: 'The office’s line; absent if it is not certain which line is meant' }),
        procedure: z.string().exactOptional().meta({ description: 'The procedure that the payer decided on' }),
        units: z.string(),
        paidCents: centsSchema,
        decidedOn: localDateSchema,
        adjustments: statedAdjustmentsSchema,
        bundledInto: z.int().exactOptional().meta({ description: 'The line into which the payer bundled this one' }),
      }),
    ),
    faults: z.array(reasonSchema).meta({ description: 'Why it cannot be sent with a claim as it is' }),
  })
  .meta({ id: 'PriorAnswer', description: 'What a claim to the next payer states about an earlier payer' });
