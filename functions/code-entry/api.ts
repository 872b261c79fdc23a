import * as z from 'zod';
import { voidReasons } from '../../shared/domain/claim/correction/change-reason.ts';
import { encounterKinds } from '../../shared/domain/encounter/kinds.ts';
import { mergeReasons } from '../../shared/domain/encounter/merge.ts';
import type { Role } from '../../shared/domain/identity/principal.ts';
import { defineApi } from '../../shared/http/api.ts';
import {
  amendmentBody,
  documentationChangesSchema,
  documentBody,
  documentSchema,
  documentUploadBody,
  noteBody,
  noteSchema,
} from '../../shared/http/encounter/documentation-schema.ts';
import {
  encounterReplacement,
  encounterSchema,
  encounterStart,
  encounterSummarySchema,
} from '../../shared/http/encounter/encounter-schema.ts';
import { findingsSchema, overrideBody } from '../../shared/http/encounter/finding-schemas.ts';
import { versionSchema } from '../../shared/http/replacement.ts';
import {
  codesOf,
  externalIdSchema,
  fileUrlSchema,
  idSchema,
  localDateSchema,
  monthQuery,
  pageOf,
  pageQuery,
  reasonSchema,
  uploadSchema,
} from '../../shared/http/schemas.ts';
import { aboutQuery, ageQuery, amountQuery } from '../../shared/http/work-query.ts';
import { evaluationSchema, levelSchema, worksheetBody } from './evaluation-schema.ts';

const readers: readonly Role[] = ['coder', 'biller', 'manager', 'auditor', 'physician', 'api-client'];
const writers: readonly Role[] = ['coder', 'manager', 'physician', 'api-client'];
/** The roles that answer for the codes: finalising posts the charges. */
const finalizers: readonly Role[] = ['coder', 'manager'];

const reasonBody = z.strictObject({ reason: reasonSchema });

export type EncounterView = z.input<typeof encounterSchema>;
export type EncounterSummary = z.input<typeof encounterSummarySchema>;
export type NoteView = z.input<typeof noteSchema>;
export type EvaluationView = z.input<typeof evaluationSchema>;
export type WorksheetBody = z.output<typeof worksheetBody>;
export type DocumentationChangesView = z.input<typeof documentationChangesSchema>;
export type DocumentView = z.input<typeof documentSchema>;

export const codeEntryApi = defineApi({
  createEncounter: {
    method: 'POST',
    path: '/v1/encounters',
    summary: 'Starts an encounter: a draft, however incomplete',
    roles: writers,
    body: encounterStart,
    problems: ['not-found', 'external-id-taken'],
    answer: { status: 201, schema: encounterSchema },
  },
  listEncounters: {
    method: 'GET',
    path: '/v1/encounters',
    summary:
      'Lists the encounters entered in a month, the newest first, or those of them that match the filters. Age counts from the first service; the list of coding work and that of claims filter by payer',
    roles: readers,
    query: z.strictObject({
      ...pageQuery,
      ...monthQuery,
      patientId: aboutQuery.patientId,
      providerId: aboutQuery.providerId,
      ...ageQuery,
      ...amountQuery,
      kind: z.enum(codesOf(encounterKinds)).exactOptional().meta({ description: 'Only encounters of this kind' }),
      state: z.enum(['draft', 'final', 'void']).exactOptional().meta({ description: 'Only encounters in this state' }),
    }),
    answer: { status: 200, schema: pageOf(encounterSummarySchema) },
  },
  searchEncounters: {
    method: 'POST',
    path: '/v1/encounters/search',
    summary: 'Finds an encounter by your own id for it',
    roles: readers,
    body: z.strictObject({ externalId: externalIdSchema }),
    answer: { status: 200, schema: pageOf(encounterSummarySchema) },
  },
  getEncounter: {
    method: 'GET',
    path: '/v1/encounters/{encounterId}',
    summary: 'Shows an encounter; the access is recorded in the patient’s audit trail',
    roles: readers,
    answer: { status: 200, schema: encounterSchema },
  },
  listFindings: {
    method: 'GET',
    path: '/v1/encounters/{encounterId}/findings',
    summary: 'Runs the edits over the present encounter: what is wrong, by which source, and how to correct it',
    roles: readers,
    problems: ['code-set-damaged', 'code-set-outdated'],
    answer: { status: 200, schema: findingsSchema },
  },
  overrideFinding: {
    method: 'POST',
    path: '/v1/encounters/{encounterId}/findings/override',
    summary:
      'Override an error that is not right here, with the reason. The override is kept, and ends when what the error is about changes',
    roles: finalizers,
    body: overrideBody,
    ifMatch: 'required',
    problems: [
      ...(['encounter-final', 'encounter-void', 'finding-not-there', 'finding-not-overridable'] as const),
      ...(['override-not-permitted', 'overrides-too-many'] as const),
    ],
    answer: { status: 200, schema: encounterSchema },
  },
  replaceEncounter: {
    method: 'PUT',
    path: '/v1/encounters/{encounterId}',
    summary: 'Saves a new version of a draft',
    roles: writers,
    body: encounterReplacement,
    ifMatch: 'required',
    problems: ['encounter-final', 'encounter-void', 'external-id-taken'],
    answer: { status: 200, schema: encounterSchema },
  },
  listMergeCandidates: {
    method: 'GET',
    path: '/v1/encounters/{encounterId}/merge-candidates',
    summary: 'The patient’s drafts of a month that should be billed together with this one, and why',
    roles: readers,
    query: z.strictObject({ ...pageQuery, ...monthQuery }),
    answer: {
      status: 200,
      schema: pageOf(
        z
          .strictObject({
            id: idSchema('encounter'),
            version: versionSchema,
            serviceFrom: localDateSchema,
            lines: z.int().meta({ description: 'How many services it has' }),
            reason: z.strictObject({ code: z.enum(codesOf(mergeReasons)), detail: z.string() }),
          })
          .meta({ id: 'MergeCandidate' }),
      ),
    },
  },
  mergeEncounters: {
    method: 'POST',
    path: '/v1/encounters/{encounterId}/merge',
    summary:
      'Merges the services of other drafts into this one, so that they are billed together; the other drafts become void',
    roles: finalizers,
    body: z.strictObject({
      encounterIds: z
        .array(idSchema('encounter'))
        .min(1)
        .max(31)
        .refine((ids) => new Set(ids).size === ids.length, 'an encounter is listed twice')
        .meta({ description: 'Drafts of the same patient, in the order in which their services are to follow' }),
    }),
    ifMatch: 'required',
    idempotencyKey: 'required',
    problems: ['encounter-final', 'encounter-void', 'encounters-not-mergeable'],
    answer: { status: 200, schema: encounterSchema },
  },
  finalizeEncounter: {
    method: 'POST',
    path: '/v1/encounters/{encounterId}/finalize',
    summary: 'Makes a draft final, if every edit passes: its charges are posted, and its claims are made',
    roles: finalizers,
    ifMatch: 'required',
    idempotencyKey: 'required',
    problems: [
      ...([
        'encounter-final',
        'encounter-void',
        'encounter-not-billable',
        'code-set-damaged',
        'code-set-outdated',
      ] as const),
      ...(['review-missing', 'coding-held', 'query-open', 'encounter-bills-otherwise'] as const),
    ],
    answer: { status: 200, schema: encounterSchema },
  },
  billPredetermination: {
    method: 'POST',
    path: '/v1/encounters/{encounterId}/bill',
    summary:
      'Starts the encounter that bills what a predetermination asked about, once the services were given: a draft with its services, the day, and the payer’s number of the predetermination',
    roles: writers,
    body: z.strictObject({
      serviceOn: localDateSchema.meta({ description: 'The day on which the services were given' }),
      externalId: externalIdSchema.exactOptional(),
    }),
    idempotencyKey: 'required',
    problems: ['encounter-no-predetermination', 'encounter-billed-in-draft', 'external-id-taken'],
    answer: { status: 201, schema: encounterSchema },
  },
  correctEncounter: {
    method: 'POST',
    path: '/v1/encounters/{encounterId}/correct',
    summary:
      'Opens a final encounter as a draft again. Claims that no payer has are cancelled, and their charges reversed; others are corrected when it is finalised',
    roles: finalizers,
    body: reasonBody,
    ifMatch: 'required',
    idempotencyKey: 'required',
    problems: [
      ...(['encounter-not-final', 'encounter-void', 'encounter-sent', 'encounter-has-postings'] as const),
      'encounter-filing-underway',
    ],
    answer: { status: 200, schema: encounterSchema },
  },
  voidEncounter: {
    method: 'POST',
    path: '/v1/encounters/{encounterId}/void',
    summary:
      'Void an encounter: its charges are reversed. Claims that no payer has are cancelled; other claims’ payers are asked to void them',
    roles: finalizers,
    body: reasonBody.extend({
      changeReason: z.enum(voidReasons).exactOptional().meta({
        description: 'Of a facility’s bill that Medicare has: D5 wrong number of the patient or provider, D6 any other',
      }),
    }),
    ifMatch: 'required',
    idempotencyKey: 'required',
    problems: [
      ...(['encounter-void', 'encounter-sent', 'encounter-has-postings'] as const),
      ...(['encounter-filing-underway', 'encounter-being-corrected'] as const),
    ],
    answer: { status: 200, schema: encounterSchema },
  },
  addDocumentation: {
    method: 'POST',
    path: '/v1/encounters/{encounterId}/documentation',
    summary: 'Adds a note to what was documented of an encounter, final ones too',
    roles: writers,
    body: noteBody,
    problems: ['documents-too-many'],
    answer: { status: 201, schema: noteSchema },
  },
  listDocumentation: {
    method: 'GET',
    path: '/v1/encounters/{encounterId}/documentation',
    summary: 'Shows what was documented of an encounter, with what was added later; the access is recorded',
    roles: readers,
    answer: { status: 200, schema: pageOf(noteSchema) },
  },
  listDocumentationChanges: {
    method: 'GET',
    path: '/v1/encounters/{encounterId}/documentation-changes',
    summary:
      'Shows what was documented since the encounter was last final or last confirmed: what is new in each text, by line and word',
    roles: readers,
    answer: { status: 200, schema: documentationChangesSchema },
  },
  getDocumentation: {
    method: 'GET',
    path: '/v1/encounters/{encounterId}/documentation/{noteId}',
    summary: 'Shows a note with what was added later; the access is recorded',
    roles: readers,
    answer: { status: 200, schema: noteSchema },
  },
  amendDocumentation: {
    method: 'POST',
    path: '/v1/encounters/{encounterId}/documentation/{noteId}/amendments',
    summary: 'Adds to a note; the note stays as it was written',
    roles: writers,
    body: amendmentBody,
    problems: ['documents-too-many'],
    answer: { status: 201, schema: noteSchema },
  },
  createDocumentUpload: {
    method: 'POST',
    path: '/v1/encounters/{encounterId}/document-uploads',
    summary: 'Gets a URL to upload a document to; the bytes must have this length and SHA-256',
    roles: writers,
    body: documentUploadBody,
    answer: { status: 201, schema: uploadSchema },
  },
  attachDocument: {
    method: 'POST',
    path: '/v1/encounters/{encounterId}/documents',
    summary: 'Attaches an uploaded document, if its content is of its type',
    roles: writers,
    body: documentBody,
    problems: [
      ...(['file-not-uploaded', 'documents-too-many', 'document-is-program'] as const),
      ...(['document-of-another-type', 'document-damaged'] as const),
    ],
    answer: { status: 201, schema: documentSchema },
  },
  listAttachedDocuments: {
    method: 'GET',
    path: '/v1/encounters/{encounterId}/documents',
    summary: 'Lists the documents attached to an encounter; the access is recorded',
    roles: readers,
    answer: { status: 200, schema: pageOf(documentSchema) },
  },
  getAttachedDocument: {
    method: 'GET',
    path: '/v1/encounters/{encounterId}/documents/{documentId}',
    summary: 'Shows what is known about an attached document; the access is recorded',
    roles: readers,
    answer: { status: 200, schema: documentSchema },
  },
  getAttachedDocumentContent: {
    method: 'GET',
    path: '/v1/encounters/{encounterId}/documents/{documentId}/content',
    summary: 'Gets a URL that reads an attached document; the access is recorded',
    roles: readers,
    answer: { status: 200, schema: fileUrlSchema },
  },
  recordEvaluation: {
    method: 'POST',
    path: '/v1/encounters/{encounterId}/evaluations',
    summary: 'Levels a visit by what was found in the record, and keeps the worksheet for audit',
    roles: writers,
    body: worksheetBody,
    problems: ['visit-not-leveled', 'documents-too-many'],
    answer: { status: 201, schema: evaluationSchema },
  },
  dryRunEvaluation: {
    method: 'POST',
    path: '/v1/encounters/{encounterId}/evaluations/dry-run',
    summary: 'Levels a visit by what was found in the record; nothing is kept',
    roles: writers,
    body: worksheetBody,
    problems: ['visit-not-leveled'],
    answer: { status: 200, schema: levelSchema },
  },
  listEvaluations: {
    method: 'GET',
    path: '/v1/encounters/{encounterId}/evaluations',
    summary: 'Shows the worksheets of an encounter’s level; the access is recorded',
    roles: readers,
    answer: { status: 200, schema: pageOf(evaluationSchema) },
  },
  getEvaluation: {
    method: 'GET',
    path: '/v1/encounters/{encounterId}/evaluations/{evaluationId}',
    summary: 'Shows a worksheet of an encounter’s level; the access is recorded',
    roles: readers,
    answer: { status: 200, schema: evaluationSchema },
  },
});
