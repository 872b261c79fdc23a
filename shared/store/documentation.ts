import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Amendment, AttachedDocument, DocumentationNote } from '../domain/encounter/documentation.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { amendmentKey, documentKey, documentPrefix, noteKey, notePrefix } from './keys/documentation.ts';
import type { Item, Table, Write } from './table.ts';

/*
 * Notes, amendments and documents are items that are written once and never changed. Texts are stored compressed, at
 * half their size, because writes are charged by size and nobody needs to read them in a console.
 */

type StoredNote = Omit<DocumentationNote, 'amendments'>;
type StoredAmendment = Amendment & { readonly noteId: string };

export function noteWrite(tenant: TenantId, note: StoredNote): Write<never> {
  return {
    put: entityItem(noteKey(tenant, note.encounterId, note.id), 'encounter-note', packed(note)),
    condition: { absent: true },
  };
}

/** Adds an amendment; the condition fails when another writer took the number at the same moment. */
export function amendmentWrite(tenant: TenantId, encounterId: string, amendment: StoredAmendment): Write<never> {
  return {
    put: entityItem(amendmentKey(tenant, encounterId, amendment), 'encounter-amendment', packed(amendment)),
    condition: { absent: true },
  };
}

export function documentWrite(tenant: TenantId, document: AttachedDocument): Write<never> {
  return {
    put: entityItem(documentKey(tenant, document.encounterId, document.id), 'encounter-document', document),
    condition: { absent: true },
  };
}

/** The notes of an encounter in the order in which they were written, each with its amendments. `noteId`: only this one. */
export async function readNotes(
  table: Table,
  tenant: TenantId,
  encounterId: string,
  noteId = '',
): Promise<readonly DocumentationNote[]> {
  const partition = noteKey(tenant, encounterId, '').pk;
  const items = await table.queryAll({ partition, prefix: `${notePrefix}${noteId}`, consistent: true });
  const amendments = items.filter(isAmendment).map((item) => unpacked<StoredAmendment>(item));
  const notes = items.filter((item) => !isAmendment(item)).map((item) => unpacked<StoredNote>(item));
  return notes
    .map((note) => ({
      ...note,
      amendments: amendments
        .filter((each) => each.noteId === note.id)
        .map(({ noteId: _of, ...amendment }) => amendment),
    }))
    .sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));
}

interface Written {
  readonly text: string;
}

const packed = ({ text, ...rest }: Written): object => ({ ...rest, packedText: deflateRawSync(text) });

function unpacked<Document extends Written>(item: Item): Document {
  const { packedText, ...rest } = documentOfItem<Omit<Document, 'text'> & { readonly packedText: Uint8Array }>(item);
  return { ...rest, text: inflateRawSync(packedText).toString() } as unknown as Document;
}

const isAmendment = (item: Item): boolean => item.type === 'encounter-amendment';

/** The documents attached to an encounter. */
export async function readAttachedDocuments(
  table: Table,
  tenant: TenantId,
  encounterId: string,
): Promise<readonly AttachedDocument[]> {
  const partition = documentKey(tenant, encounterId, '').pk;
  const items = await table.queryAll({ partition, prefix: documentPrefix });
  return items.map((item) => documentOfItem<AttachedDocument>(item));
}

export async function readAttachedDocument(
  table: Table,
  tenant: TenantId,
  encounterId: string,
  documentId: string,
): Promise<AttachedDocument | undefined> {
  const item = await table.get(documentKey(tenant, encounterId, documentId));
  return item === undefined ? undefined : documentOfItem<AttachedDocument>(item);
}
