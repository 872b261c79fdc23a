import type { DocumentationNote } from '../../shared/domain/encounter/documentation.ts';
import { codedUntil, documentationChanges } from '../../shared/domain/encounter/documentation-changes.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { checkNote } from '../../shared/runtime/api/named-records.ts';
import { readSettingsAndWork, reopenedWorkWrites } from '../../shared/store/coding-work.ts';
import { amendmentWrite, noteWrite, readAttachedDocuments, readNotes } from '../../shared/store/documentation.ts';
import { besideWrite, readEncounter, type StoredEncounter } from '../../shared/store/encounters.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import type { DocumentationChangesView, NoteView } from './api.ts';
import type { CodeEntryOperations } from './context.ts';

/** The API shows what is stored. The types differ only in brands and in `readonly`. */
const viewOf = (note: DocumentationNote): NoteView => note as unknown as NoteView;

/** At most this many notes and this many documents, so that one query reads an encounter's. */
export const documentsPerEncounter = 100;
const amendmentsPerNote = 100;
/** All texts are read at once and answered in one response, of at most 6 MB. */
const mostBytes = 4_000_000;

export const documentationOperations: CodeEntryOperations<
  'addDocumentation' | 'listDocumentation' | 'listDocumentationChanges' | 'getDocumentation' | 'amendDocumentation'
> = {
  addDocumentation: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { encounterId } = request.params;
    const encounter = await readEncounter(table, tenantId, encounterId);
    if (encounter === undefined) return fail({ kind: 'not-found' });
    const notes = await readNotes(table, tenantId, encounterId);
    if (notes.length >= documentsPerEncounter || !hasRoom(notes)) return fail({ kind: 'documents-too-many' });
    const named = await checkNote(table, tenantId, request.body);
    if (!named.ok) return named;
    const note = { ...request.body, id: request.newId('note'), encounterId, at: request.at, by: subject };
    return ok({
      body: { ...note, amendments: [] },
      writes: [noteWrite(tenantId, note), ...(await documentedWrites(table, tenantId, encounter, request.at))],
      audit: { action: 'documentation-added', entityId: encounterId, facts: { noteId: note.id } },
    });
  },

  listDocumentation: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { encounterId } = request.params;
    const encounter = await readEncounter(table, tenantId, encounterId);
    if (encounter === undefined) return fail({ kind: 'not-found' });
    const items = (await readNotes(table, tenantId, encounterId)).map(viewOf);
    return ok({ body: { items }, writes: [], audit: readFact(encounter.patientId, encounterId) });
  },

  listDocumentationChanges: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { encounterId } = request.params;
    const encounter = await readEncounter(table, tenantId, encounterId);
    if (encounter === undefined) return fail({ kind: 'not-found' });
    const [{ work }, notes, documents] = await Promise.all([
      readSettingsAndWork(table, tenantId, encounterId),
      readNotes(table, tenantId, encounterId),
      readAttachedDocuments(table, tenantId, encounterId),
    ]);
    const since = codedUntil(encounter.state, work);
    const items = documentationChanges({ notes, documents }, since);
    const body = { ...present({ since }), items } as unknown as DocumentationChangesView;
    return ok({ body, writes: [], audit: readFact(encounter.patientId, encounterId) });
  },

  getDocumentation: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { encounterId, noteId } = request.params;
    const encounter = await readEncounter(table, tenantId, encounterId);
    const [note] = await readNotes(table, tenantId, encounterId, noteId);
    if (encounter === undefined || note?.id !== noteId) return fail({ kind: 'not-found' });
    return ok({ body: viewOf(note), writes: [], audit: readFact(encounter.patientId, encounterId) });
  },

  /**
   * Adds to a note. The note itself does not change: readers see the original text, and what was added, by whom and
   * when.
   */
  amendDocumentation: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { encounterId, noteId } = request.params;
    const encounter = await readEncounter(table, tenantId, encounterId);
    const notes = await readNotes(table, tenantId, encounterId);
    const note = notes.find(({ id }) => id === noteId);
    if (encounter === undefined || note === undefined) return fail({ kind: 'not-found' });
    const number = note.amendments.length + 1;
    if (number > amendmentsPerNote || !hasRoom(notes)) return fail({ kind: 'documents-too-many' });
    const amendment = { number, text: request.body.text, at: request.at, by: subject };
    return ok({
      body: viewOf({ ...note, amendments: [...note.amendments, amendment] }),
      writes: [
        amendmentWrite(tenantId, encounterId, { ...amendment, noteId }),
        ...(await documentedWrites(table, tenantId, encounter, request.at)),
      ],
      audit: { action: 'documentation-amended', entityId: encounterId, facts: { noteId, number } },
    });
  },
};

/**
 * The writes that go with later documentation. A final encounter returns to the coders' list. A draft gets a condition,
 * so that nobody can finalise it at this moment without having seen the addition.
 */
export async function documentedWrites(
  table: Table,
  tenant: TenantId,
  encounter: StoredEncounter,
  at: Instant,
): Promise<readonly Write<Failure>[]> {
  return encounter.state.kind === 'final'
    ? reopenedWorkWrites(table, tenant, encounter, { because: 'documentation-amended', at })
    : [besideWrite<Failure>(tenant, encounter, { kind: 'write-conflict' })];
}

function hasRoom(notes: readonly DocumentationNote[]): boolean {
  return Buffer.byteLength(JSON.stringify(notes)) < mostBytes;
}

const readFact = (patientId: string, encounterId: string) =>
  ({ action: 'documentation-read', entityId: patientId, facts: { encounterId } }) as const;
