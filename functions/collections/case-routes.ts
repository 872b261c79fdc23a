import * as z from 'zod';
import { caseStates } from '../../shared/domain/collections/case.ts';
import { defineApi } from '../../shared/http/api.ts';
import { bulkRoute } from '../../shared/http/bulk-schemas.ts';
import {
  amountSchema,
  codesOf,
  idSchema,
  localDateSchema,
  pageOf,
  pageQuery,
  positiveSchema,
  reasonSchema,
} from '../../shared/http/schemas.ts';
import { markQuery } from '../../shared/http/work-mark-schemas.ts';
import { deciders, readers } from './agency-routes.ts';
import {
  candidateSchema,
  candidateSums,
  caseSchema,
  caseSums,
  conditionSchema,
  endingBody,
  fullCaseSchema,
  listedCaseSchema,
  placementAnswer,
  placementBody,
  returnSchema,
} from './case-schema.ts';

const placement = '/v1/collection-cases/{collectionCaseId}';
const yesOrNo = z.enum(['true', 'false']);

/** The routes of accounts that may be placed, and of placements. */
export const caseRoutes = defineApi({
  listCandidates: {
    method: 'GET',
    path: '/v1/collection-candidates',
    summary:
      'What patients owe, by account and legal entity, and whether it may go to an agency: every condition that is missing, with its day; counts and sums of the page; the access is recorded',
    roles: readers,
    query: z.strictObject({
      ...pageQuery,
      ...markQuery,
      limit: z.coerce
        .number()
        .pipe(z.int().min(1).max(50))
        .default(25)
        .meta({ description: 'How many accounts are looked at for a page' }),
      ready: yesOrNo.exactOptional().meta({ description: 'Only what can be placed, or only what cannot' }),
      missing: conditionSchema.exactOptional().meta({ description: 'Only what lacks this condition' }),
      entityId: idSchema('legalEntity').exactOptional(),
      accountId: idSchema('account').exactOptional().meta({ description: 'Only this account' }),
      agencyId: idSchema('collectionAgency')
        .exactOptional()
        .meta({ description: 'The agency to place it with: is it licensed in the guarantor’s state?' }),
      minCents: z.coerce
        .number()
        .pipe(amountSchema)
        .exactOptional()
        .meta({ description: 'Only what owes at least this much' }),
      minAgeDays: z.coerce
        .number()
        .pipe(z.int().min(0).max(10_000))
        .exactOptional()
        .meta({ description: 'Only what has been owed for at least this long' }),
    }),
    answer: { status: 200, schema: pageOf(candidateSchema).extend({ sums: candidateSums }) },
  },
  placeAccounts: {
    method: 'POST',
    path: '/v1/collection-cases',
    summary:
      'Place accounts with an agency, separately for each legal entity: what meets every condition is placed, and the answer says what is not, and why',
    roles: deciders,
    idempotencyKey: 'required',
    body: placementBody,
    problems: [
      ...(['placement-conditions-missing', 'placement-too-large', 'agency-closed', 'above-role-limit'] as const),
      'holds-too-many',
    ],
    answer: { status: 201, schema: placementAnswer },
  },
  listCollectionCases: {
    method: 'GET',
    path: '/v1/collection-cases',
    summary: 'Placements by state, the latest first, with counts and sums of the page; the access is recorded',
    roles: readers,
    query: z.strictObject({
      ...pageQuery,
      ...markQuery,
      state: z.enum(codesOf(caseStates)).default('placed'),
      agencyId: idSchema('collectionAgency').exactOptional(),
      entityId: idSchema('legalEntity').exactOptional(),
      accountId: idSchema('account').exactOptional(),
      minCents: z.coerce
        .number()
        .pipe(amountSchema)
        .exactOptional()
        .meta({ description: 'Only where at least this much was placed' }),
      placedBefore: localDateSchema.exactOptional().meta({ description: 'Only what was placed before this day' }),
    }),
    answer: { status: 200, schema: pageOf(listedCaseSchema).extend({ sums: caseSums }) },
  },
  getCollectionCase: {
    method: 'GET',
    path: placement,
    summary:
      'A placement: what was placed, what was collected, what the agency was told, and what is still to be collected',
    roles: readers,
    answer: { status: 200, schema: fullCaseSchema },
  },
  recallCase: {
    method: 'POST',
    path: `${placement}/recall`,
    summary: 'Recall a placement: the patient owes it to the office again; the next file tells the agency',
    roles: deciders,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['case-not-in-state'],
    answer: { status: 200, schema: caseSchema },
  },
  returnCase: {
    method: 'POST',
    path: `${placement}/return`,
    summary: 'Record that the agency gave a placement back: what it booked as bad debt stays until it is recalled',
    roles: deciders,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z
      .strictObject({
        as: returnSchema,
        reason: reasonSchema,
      })
      .meta({ id: 'CaseReturn' }),
    problems: ['case-not-in-state', 'holds-too-many'],
    answer: { status: 200, schema: caseSchema },
  },
  changeManyCases: bulkRoute(
    '/v1/collection-cases/bulk-actions',
    'Take up to 100 placements back, or record that the agency gave them back; each succeeds or fails on its own',
    deciders,
    endingBody,
  ),
  payCase: {
    method: 'POST',
    path: `${placement}/payments`,
    summary:
      'Apply cash that the account paid to the office to the claims of a placement, and recover bad debt where it was written off; the next file tells the agency',
    roles: deciders,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z
      .strictObject({
        paymentId: idSchema('patientPayment').meta({ description: 'A payment of the account with unapplied cash' }),
        cents: positiveSchema.exactOptional().meta({ description: 'How much of it; all of it when absent' }),
      })
      .meta({ id: 'CasePayment' }),
    problems: ['case-owes-nothing', 'payment-exceeded', 'payment-on-too-many-claims'],
    answer: { status: 200, schema: caseSchema },
  },
});
