import * as z from 'zod';
import { codingLists } from '../../shared/domain/coding-work/work.ts';
import { encounterKinds } from '../../shared/domain/encounter/kinds.ts';
import type { Role } from '../../shared/domain/identity/principal.ts';
import { defineApi } from '../../shared/http/api.ts';
import { bulkRoute } from '../../shared/http/bulk-schemas.ts';
import { tagSchema } from '../../shared/http/coding-rules.ts';
import { replacementOf } from '../../shared/http/replacement.ts';
import { centsSchema, codesOf, idSchema, pageOf, reasonSchema, subjectSchema } from '../../shared/http/schemas.ts';
import { markFields, markQuery } from '../../shared/http/work-mark-schemas.ts';
import {
  aboutQuery,
  namesQuery,
  openOrEnded,
  partiesFields,
  workPageOf,
  workQuery,
} from '../../shared/http/work-query.ts';
import { answerBody, queryBody, querySchema } from './query-schemas.ts';
import { reportQuery, reportSchema } from './report-schema.ts';
import {
  actionSchema,
  bulkBody,
  reviewDecisionBody,
  settingsBody,
  settingsOwn,
  settingsSchema,
  workSchema,
} from './schemas.ts';

const readers: readonly Role[] = ['coder', 'biller', 'manager', 'auditor', 'physician'];
const workers: readonly Role[] = ['coder', 'manager'];

export type WorkView = z.input<typeof workSchema>;
export type QueryView = z.input<typeof querySchema>;
export type ReportView = z.input<typeof reportSchema>;

const item = '/v1/coding-work/{encounterId}';
const facilityId = idSchema('facility').exactOptional().meta({ description: 'Only what was done there' });

export const codingWorkApi = defineApi({
  listCodingWork: {
    method: 'GET',
    path: '/v1/coding-work',
    summary:
      'Encounters that are still to be coded, reviewed or asked about: the oldest first, the most valuable, or the nearest deadline; with count and sum of all that match',
    roles: readers,
    query: z.strictObject({
      ...workQuery,
      ...aboutQuery,
      ...namesQuery,
      followUpBy: markQuery.followUpBy,
      list: z
        .enum([...codesOf(codingLists), 'all'])
        .default('coding')
        .meta({ description: 'What can be coded now, or what waits for a review, an answer, or a day' }),
      sort: z.enum(['oldest', 'largest', 'deadline']).default('oldest').meta({ description: 'Which come first' }),
      assignedTo: subjectSchema
        .exactOptional()
        .meta({ description: 'Only this person’s work; `none` for work that nobody has' }),
      facilityId,
      tag: tagSchema.exactOptional().meta({ description: 'Only with this tag' }),
      kind: z.enum(codesOf(encounterKinds)).exactOptional().meta({ description: 'Only encounters of this kind' }),
    }),
    answer: {
      status: 200,
      schema: workPageOf('ListedCodingWork', {
        ...workSchema.shape,
        patientName: partiesFields.patientName,
        payerName: partiesFields.payerName,
        ...markFields,
        payerId: idSchema('payer').exactOptional().meta({
          description: 'The first payer; shown when the list is filtered by payer',
        }),
      }),
    },
  },
  getCodingWork: {
    method: 'GET',
    path: item,
    summary: 'Shows the coding of an encounter as work: who does it, by when, what it waits for',
    roles: readers,
    answer: { status: 200, schema: workSchema },
  },
  changeCodingWork: {
    method: 'POST',
    path: `${item}/actions`,
    summary: 'Takes, assigns, releases, holds, resumes or tags it, or confirms that a final encounter is still right',
    roles: workers,
    ifMatch: 'required',
    body: actionSchema,
    problems: [
      ...(['work-ended', 'work-taken', 'work-needs-manager', 'work-day-past'] as const),
      ...(['work-tags-too-many', 'encounter-not-final'] as const),
    ],
    answer: { status: 200, schema: workSchema },
  },
  changeManyCodingWorks: bulkRoute(
    '/v1/coding-work/bulk-actions',
    'Does the same with up to 100 encounters; each succeeds or fails on its own',
    workers,
    bulkBody,
  ),
  requestCodingReview: {
    method: 'POST',
    path: `${item}/review`,
    summary: 'Asks for a second person’s look at a draft: chosen by the office’s rate or tags, or because you want it',
    roles: workers,
    ifMatch: 'required',
    problems: ['encounter-final', 'encounter-void'],
    answer: { status: 200, schema: workSchema },
  },
  decideCodingReview: {
    method: 'POST',
    path: `${item}/review-decisions`,
    summary: 'Agrees, returns with a reason, or says what was corrected; a manager can waive',
    roles: workers,
    ifMatch: 'required',
    body: reviewDecisionBody,
    problems: [
      ...(['encounter-final', 'encounter-void', 'review-not-asked', 'review-by-its-coder'] as const),
      ...(['review-without-change', 'work-needs-manager'] as const),
    ],
    answer: { status: 200, schema: workSchema },
  },
  raisePhysicianQuery: {
    method: 'POST',
    path: `${item}/queries`,
    summary: 'Asks a physician about the record, in compliant words; also about final encounters',
    roles: workers,
    body: queryBody,
    problems: ['query-not-compliant', 'queries-too-many'],
    answer: { status: 201, schema: querySchema },
  },
  listQueriesOfEncounter: {
    method: 'GET',
    path: `${item}/queries`,
    summary: 'Shows every query about an encounter; the access is recorded',
    roles: readers,
    answer: { status: 200, schema: pageOf(querySchema) },
  },
  getPhysicianQuery: {
    method: 'GET',
    path: `${item}/queries/{queryId}`,
    summary: 'Shows a query with its answer; the access is recorded',
    roles: readers,
    answer: { status: 200, schema: querySchema },
  },
  answerPhysicianQuery: {
    method: 'POST',
    path: `${item}/queries/{queryId}/answer`,
    summary: 'Answers a query: the answer is added to the note, and the encounter is coded again',
    roles: ['physician'],
    ifMatch: 'required',
    body: answerBody,
    problems: ['query-closed', 'query-of-another', 'answer-misfit', 'documents-too-many'],
    answer: { status: 200, schema: querySchema },
  },
  withdrawPhysicianQuery: {
    method: 'POST',
    path: `${item}/queries/{queryId}/withdraw`,
    summary: 'Withdraws a query that needs no answer any more',
    roles: workers,
    ifMatch: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['query-closed'],
    answer: { status: 200, schema: querySchema },
  },
  listPhysicianQueries: {
    method: 'GET',
    path: '/v1/physician-queries',
    summary: 'Queries that wait for a physician, the one to be escalated next first; or those that ended in a month',
    roles: readers,
    query: openOrEnded({
      ...workQuery,
      patientId: aboutQuery.patientId,
      providerId: aboutQuery.providerId,
      ...namesQuery,
      followUpBy: markQuery.followUpBy,
      sort: z
        .enum(['deadline', 'oldest', 'latest'])
        .exactOptional()
        .meta({ description: 'The order: by deadline, or the last that ended, when absent' }),
      facilityId,
      to: subjectSchema.exactOptional().meta({
        description: 'Only questions to this person: by name, by escalation, or as one of all physicians',
      }),
      askedBy: subjectSchema.exactOptional().meta({ description: 'Only what this coder asked' }),
      escalated: z
        .enum(['true', 'false'])
        .exactOptional()
        .meta({ description: 'true: only those that were escalated; false: only the others' }),
    }),
    answer: {
      status: 200,
      schema: workPageOf('ListedPhysicianQuery', {
        ...querySchema.shape,
        patientName: partiesFields.patientName,
        ...markFields,
        cents: centsSchema.meta({ description: 'The charges of the encounter that waits for the answer' }),
      }),
    },
  },
  checkQueryWording: {
    method: 'POST',
    path: '/v1/physician-queries/wording-checks',
    summary: 'Checks the words of a query before it is asked, and says what is wrong with them. Nothing is written',
    roles: workers,
    body: queryBody,
    answer: {
      status: 200,
      schema: z.object({ faults: z.array(z.object({ pointer: z.string(), detail: z.string() })) }),
    },
  },
  getCodingSettings: {
    method: 'GET',
    path: '/v1/coding-settings',
    summary: 'Shows the office’s settings for coding work; the usual values, as version 0, until the office sets them',
    roles: readers,
    answer: { status: 200, schema: settingsSchema },
  },
  replaceCodingSettings: {
    method: 'PUT',
    path: '/v1/coding-settings',
    summary: 'Sets days, rates and tags of review, reminders and escalation',
    roles: ['manager'],
    ifMatch: 'required',
    body: replacementOf('CodingSettings', settingsBody, settingsOwn),
    answer: { status: 200, schema: settingsSchema },
  },
  reportCoding: {
    method: 'GET',
    path: '/v1/coding-reports',
    summary:
      'Per coder and period: claims, lag from service to posted charges, accuracy in reviews, queries and their turnaround. Coders see their own figures',
    roles: ['coder', 'manager', 'auditor'],
    query: reportQuery,
    answer: { status: 200, schema: reportSchema },
  },
});
