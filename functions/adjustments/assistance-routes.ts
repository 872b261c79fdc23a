import * as z from 'zod';
import { assistanceDocuments, assistanceStates } from '../../shared/domain/assistance/assistance.ts';
import { defineApi } from '../../shared/http/api.ts';
import { billingReaders } from '../../shared/http/billing-roles.ts';
import {
  amountSchema,
  centsSchema,
  claimIdSchema,
  codesOf,
  decidedFields,
  idSchema,
  instantSchema,
  localDateSchema,
  monthQuery,
  pageOf,
  pageQuery,
  reasonSchema,
} from '../../shared/http/schemas.ts';
import { markFields, markQuery } from '../../shared/http/work-mark-schemas.ts';

const deciders = ['biller', 'manager'] as const;

const application = '/v1/assistance-applications/{assistanceId}';

const documentSchema = z
  .strictObject({
    kind: z.enum(codesOf(assistanceDocuments)).meta({ description: 'What it is' }),
    receivedOn: localDateSchema,
    note: z.string().min(1).max(200).exactOptional().meta({ description: 'What it shows' }),
  })
  .meta({ id: 'AssistanceDocument' });
const documentsSchema = z.array(documentSchema).max(30).meta({ description: 'What shows that it is so' });
const householdSchema = z
  .strictObject({
    size: z.int().min(1).max(30).meta({ description: 'How many people live on the income' }),
    incomeCents: amountSchema.meta({ description: 'The yearly income' }),
  })
  .meta({ id: 'Household', description: 'What was said about the household' });

const applicationSchema = z
  .strictObject({
    id: idSchema('assistance'),
    version: z.int(),
    accountId: idSchema('account'),
    state: z.enum(codesOf(assistanceStates)),
    appliedOn: localDateSchema.meta({ description: 'The day of the application: its year’s guideline counts' }),
    household: householdSchema,
    documents: documentsSchema,
    entered: z.strictObject({ by: z.string(), at: instantSchema }).meta({ description: 'Who entered it' }),
    amended: z
      .strictObject({ by: z.string(), at: instantSchema })
      .exactOptional()
      .meta({ description: 'Who said last what is known of the household' }),
    holdNumber: z.int().meta({ description: 'The account’s hold while it is open' }),
    decision: z
      .strictObject({
        ...decidedFields,
        guidelineYear: z.int().exactOptional().meta({ description: 'The year of the guideline' }),
        percent: z.int().exactOptional().meta({ description: 'The income in percent of the guideline, rounded up' }),
        rate: z
          .int()
          .exactOptional()
          .meta({ description: 'The part of the amount owed that is written off, in hundredths of a percent' }),
      })
      .exactOptional()
      .meta({ description: 'Who decided, and by which figures' }),
    from: localDateSchema.exactOptional().meta({ description: 'The first day of service that it covers' }),
    until: localDateSchema.exactOptional().meta({ description: 'The last one' }),
    given: z
      .array(z.strictObject({ claimId: claimIdSchema, adjustmentId: idSchema('adjustment'), cents: centsSchema }))
      .meta({ description: 'The claims that have had their discount; each is taken back as an adjustment' }),
    ended: z.strictObject(decidedFields).exactOptional().meta({ description: 'Withdrawn, or ended early' }),
  })
  .meta({ id: 'AssistanceApplication' });

const decisionParts = { idempotencyKey: 'required', ifMatch: 'required' } as const;
const booking = ['above-role-limit', 'filing-underway', 'adjustment-exceeds-balance'] as const;

/** The routes of financial assistance. */
export const assistanceRoutes = defineApi({
  createAssistanceApplication: {
    method: 'POST',
    path: '/v1/assistance-applications',
    summary:
      'Enter an application for financial assistance; the account is held (`assistance-pending`) until it is decided',
    roles: deciders,
    idempotencyKey: 'required',
    body: z
      .strictObject({
        accountId: idSchema('account'),
        appliedOn: localDateSchema,
        household: householdSchema,
        documents: documentsSchema,
      })
      .meta({ id: 'AssistanceApplicationBody' }),
    problems: ['assistance-open-already', 'account-of-a-client', 'holds-too-many', 'hold-open-already'],
    answer: { status: 201, schema: applicationSchema },
  },
  listAssistanceApplications: {
    method: 'GET',
    path: '/v1/assistance-applications',
    summary:
      'Applications that wait for a decision, those of an account, or those that were entered in a month and decided',
    roles: billingReaders,
    query: z.strictObject({
      ...monthQuery,
      ...pageQuery,
      ...markQuery,
      state: z.enum(codesOf(assistanceStates)).exactOptional().meta({
        description: 'Only those in this state; `open` lists those of all months',
      }),
      accountId: idSchema('account').exactOptional().meta({ description: 'Only those of this account, of all months' }),
    }),
    answer: {
      status: 200,
      schema: pageOf(applicationSchema.extend(markFields).meta({ id: 'ListedAssistanceApplication' })),
    },
  },
  getAssistanceApplication: {
    method: 'GET',
    path: application,
    summary: 'One application: its facts and documents, who decided, and what was written off',
    roles: billingReaders,
    answer: { status: 200, schema: applicationSchema },
  },
  amendAssistanceApplication: {
    method: 'POST',
    path: `${application}/amend`,
    summary: 'Correct what was said in an open application, and list the documents that have come',
    roles: deciders,
    ...decisionParts,
    body: z
      .strictObject({ household: householdSchema, documents: documentsSchema })
      .meta({ id: 'AssistanceAmendment' }),
    problems: ['assistance-not-open'],
    answer: { status: 200, schema: applicationSchema },
  },
  approveAssistance: {
    method: 'POST',
    path: `${application}/approve`,
    summary:
      'Approve an application: the part that the income band gives is written off for the visits in its window, up to the limit of the person who approves',
    roles: deciders,
    ...decisionParts,
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['assistance-not-open', 'guideline-missing', 'income-above-bands', 'decided-by-oneself', ...booking],
    answer: { status: 200, schema: applicationSchema },
  },
  denyAssistance: {
    method: 'POST',
    path: `${application}/deny`,
    summary: 'Deny an application; nothing is written off',
    roles: deciders,
    ...decisionParts,
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['assistance-not-open'],
    answer: { status: 200, schema: applicationSchema },
  },
  applyAssistance: {
    method: 'POST',
    path: `${application}/apply`,
    summary: 'Write off the same percentage of further visits in the window of an approved application',
    roles: deciders,
    ...decisionParts,
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['assistance-not-approved', ...booking],
    answer: { status: 200, schema: applicationSchema },
  },
  endAssistance: {
    method: 'POST',
    path: `${application}/end`,
    summary: 'Withdraw an open application, or end an approved one before its time; write-offs stay',
    roles: deciders,
    ...decisionParts,
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['assistance-not-approved'],
    answer: { status: 200, schema: applicationSchema },
  },
});
