import { amendmentText, fitsForm, type PhysicianQuery } from '../../shared/domain/coding-work/query.ts';
import { isQuoted, wordingFaults } from '../../shared/domain/coding-work/query-wording.ts';
import type { CodingWork } from '../../shared/domain/coding-work/work.ts';
import type { DocumentationNote } from '../../shared/domain/encounter/documentation.ts';
import { present } from '../../shared/domain/present.ts';
import { type FieldError, fail, ok, type Result } from '../../shared/domain/result.ts';
import { addDays } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { codingCountWrite, codingWorkWrites, readCodingSettings } from '../../shared/store/coding-work.ts';
import { amendmentWrite, readNotes } from '../../shared/store/documentation.ts';
import {
  physicianQueryWrite,
  queryEndedWrite,
  readPhysicianQueries,
  readPhysicianQuery,
} from '../../shared/store/physician-queries.ts';
import { nextReminder } from '../../shared/store/query-reminder.ts';
import type { QueryView } from './api.ts';
import type { CodingWorkDeps, CodingWorkOperations, CodingWorkRequest } from './context.ts';
import type { EncounterWork } from './valued.ts';
import { readEncounterWorks } from './works.ts';

/** At most this many queries about an encounter, so that one read shows all. */
const mostQueries = 50;
const amendmentsPerNote = 100;

/** A query in the API, with the kinds of answer that it accepts. */
export function queryView(query: PhysicianQuery): QueryView {
  const ways =
    query.form.kind === 'open' ? ['text', 'cannot-be-determined'] : ['option', 'other', 'cannot-be-determined'];
  return { ...query, ways } as unknown as QueryView;
}

export const queryOperations: CodingWorkOperations<
  | 'raisePhysicianQuery'
  | 'listQueriesOfEncounter'
  | 'getPhysicianQuery'
  | 'answerPhysicianQuery'
  | 'withdrawPhysicianQuery'
  | 'checkQueryWording'
> = {
  raisePhysicianQuery: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { encounterId } = request.params;
    const [[found], notes, before, settings] = await Promise.all([
      readEncounterWorks(table, tenantId, [encounterId]),
      readNotes(table, tenantId, encounterId),
      readPhysicianQueries(table, tenantId, encounterId),
      readCodingSettings(table, tenantId),
    ]);
    if (found === undefined) return fail({ kind: 'not-found' });
    const errors = [...quoteFaults(request.body.indicators, notes), ...wordingFaults(request.body)];
    if (errors.length > 0) return fail({ kind: 'query-not-compliant', errors });
    if (before.length >= mostQueries) return fail({ kind: 'queries-too-many' });
    const { encounter, work } = found;
    const { patientId, billingProviderId, facilityId } = encounter;
    const { to, indicators, question, form } = request.body;
    const today = await request.today();
    const query: PhysicianQuery = {
      ...{ id: request.newId('physicianQuery'), version: 1, state: 'open', encounterId },
      ...{ patientId, billingProviderId, indicators, question, form },
      ...{ askedBy: subject, askedAt: request.at, dueOn: addDays(today, settings.escalateAfterDays), reminders: 0 },
      ...present({ facilityId, to }),
    };
    const after: CodingWork = { ...work, openQueries: work.openQueries + 1, version: work.version + 1 };
    return ok({
      body: queryView(query),
      version: 1,
      writes: [
        physicianQueryWrite(tenantId, query),
        ...codingWorkWrites(tenantId, after, encounter),
        codingCountWrite(tenantId, today, subject, { queriesRaised: 1 }),
      ],
      due: [nextReminder(tenantId, query, settings)],
      audit: { action: 'physician-query-raised', entityId: encounterId, facts: { queryId: query.id } },
    });
  },

  listQueriesOfEncounter: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { encounterId } = request.params;
    const [found] = await readEncounterWorks(table, tenantId, [encounterId]);
    if (found === undefined) return fail({ kind: 'not-found' });
    const queries = await readPhysicianQueries(table, tenantId, encounterId);
    return ok({ body: { items: queries.map(queryView) }, writes: [], audit: readFact(found.encounter, encounterId) });
  },

  getPhysicianQuery: async (request, { table }) => {
    const { encounterId, queryId } = request.params;
    const query = await queryOf(request, { table });
    if (query === undefined) return fail({ kind: 'not-found' });
    return ok({
      body: queryView(query),
      version: query.version,
      writes: [],
      audit: readFact(query, encounterId, queryId),
    });
  },

  /** The answer is added to the first quoted note: from then on the record contains it, with its author and time. */
  answerPhysicianQuery: async (request, deps) => {
    const found = await openQuery(request, deps);
    if (!found.ok) return found;
    const { query, work, encounter } = found.value;
    const { tenantId, subject: by, roles } = request.principal;
    const { at, body } = request;
    if (!mayAnswer(query, by) && !roles.includes('manager')) return fail({ kind: 'query-of-another' });
    const fits = fitsForm(query.form, body);
    if (!fits.ok) return fits;
    const noteId = query.indicators[0]?.noteId as string;
    const [note] = await readNotes(deps.table, tenantId, encounter.id, noteId);
    const number = (note?.amendments.length ?? 0) + 1;
    if (number > amendmentsPerNote) return fail({ kind: 'documents-too-many' });
    const answer = { ...body, by, at, amendment: number };
    const amendment = { noteId, number, text: amendmentText(query, body), at, by };
    const answerMinutes = Math.round((Date.parse(at) - Date.parse(query.askedAt)) / 60_000);
    const count = { queriesAnswered: 1, answerMinutes };
    const after = afterQuery(work, { reopened: { because: 'query-answered', at } });
    return ok({
      body: queryView({ ...query, state: 'answered', answer, version: query.version + 1 }),
      version: query.version + 1,
      writes: [
        queryEndedWrite(tenantId, query, at, { state: 'answered', answer }),
        amendmentWrite(tenantId, encounter.id, amendment),
        ...codingWorkWrites(tenantId, after, encounter),
        codingCountWrite(tenantId, await request.today(), query.askedBy, count),
      ],
      audit: {
        action: 'physician-query-answered',
        entityId: encounter.id,
        facts: { queryId: query.id, noteId, number, kind: body.kind },
      },
    });
  },

  withdrawPhysicianQuery: async (request, deps) => {
    const found = await openQuery(request, deps);
    if (!found.ok) return found;
    const { query, work, encounter } = found.value;
    const { tenantId, subject: by } = request.principal;
    const { at } = request;
    const withdrawal = { by, at, reason: request.body.reason };
    return ok({
      body: queryView({ ...query, state: 'withdrawn', withdrawal, version: query.version + 1 }),
      version: query.version + 1,
      writes: [
        queryEndedWrite(tenantId, query, at, { state: 'withdrawn', withdrawal }),
        ...codingWorkWrites(tenantId, afterQuery(work, {}), encounter),
        codingCountWrite(tenantId, await request.today(), query.askedBy, { queriesWithdrawn: 1 }),
      ],
      audit: { action: 'physician-query-withdrawn', entityId: encounter.id, facts: { queryId: query.id } },
    });
  },

  checkQueryWording: async (request) =>
    ok({ body: { faults: wordingFaults(request.body).map((fault) => ({ ...fault })) } }),
};

/** The physician whom a query names may answer, and the one it was escalated to; any physician when nobody is named. */
function mayAnswer({ to, escalatedTo }: PhysicianQuery, subject: string): boolean {
  return to === undefined || to === subject || escalatedTo === subject;
}

function afterQuery(work: CodingWork, more: Pick<CodingWork, 'reopened'>): CodingWork {
  return { ...work, ...more, openQueries: work.openQueries - 1, version: work.version + 1 };
}

function quoteFaults(indicators: PhysicianQuery['indicators'], notes: readonly DocumentationNote[]): FieldError[] {
  return indicators.flatMap(({ noteId, quote }, index): FieldError[] => {
    const note = notes.find(({ id }) => id === noteId);
    if (note === undefined)
      return [{ pointer: `/indicators/${index}/noteId`, detail: 'the encounter has no such note' }];
    const texts = [note.text, ...note.amendments.map(({ text }) => text)];
    if (isQuoted(quote, texts)) return [];
    return [{ pointer: `/indicators/${index}/quote`, detail: 'is not in the note in these words' }];
  });
}

type QueryRequest =
  | CodingWorkRequest<'answerPhysicianQuery'>
  | CodingWorkRequest<'withdrawPhysicianQuery'>
  | CodingWorkRequest<'getPhysicianQuery'>;

function queryOf({ principal, params }: QueryRequest, { table }: CodingWorkDeps) {
  return readPhysicianQuery(table, principal.tenantId, params.encounterId, params.queryId);
}

/** An open query in the version that the request names, with its encounter's work. */
async function openQuery(
  request: Extract<QueryRequest, { readonly expectedVersion: number }>,
  deps: CodingWorkDeps,
): Promise<Result<EncounterWork & { readonly query: PhysicianQuery }, Failure>> {
  const query = await queryOf(request, deps);
  const { tenantId } = request.principal;
  const [found] = await readEncounterWorks(deps.table, tenantId, [request.params.encounterId]);
  if (query === undefined || found === undefined) return fail({ kind: 'not-found' });
  if (query.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
  return query.state === 'open' ? ok({ ...found, query }) : fail({ kind: 'query-closed' });
}

function readFact({ patientId }: { readonly patientId: string }, encounterId: string, queryId?: string) {
  const facts = { encounterId, ...present({ queryId }) };
  return { action: 'physician-query-read', entityId: patientId, facts } as const;
}
