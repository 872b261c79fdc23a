import type { TenantId } from '../../domain/identity/ids.ts';
import { collection, type Key } from './table.ts';

/** An encounter's documentation, next to its own item. */

const encounterPartition = (tenant: TenantId, encounterId: string): string =>
  collection(tenant, 'ENCOUNTER', encounterId);

export const notePrefix = 'NOTE#';
export const documentPrefix = 'DOCUMENT#';

export function noteKey(tenant: TenantId, encounterId: string, noteId: string): Key {
  return { pk: encounterPartition(tenant, encounterId), sk: `${notePrefix}${noteId}` };
}

/** Amendments sort after their note, in the order of their numbers. */
export function amendmentKey(
  tenant: TenantId,
  encounterId: string,
  { noteId, number }: { readonly noteId: string; readonly number: number },
): Key {
  const { pk, sk } = noteKey(tenant, encounterId, noteId);
  return { pk, sk: `${sk}#${String(number).padStart(6, '0')}` };
}

export function documentKey(tenant: TenantId, encounterId: string, documentId: string): Key {
  return { pk: encounterPartition(tenant, encounterId), sk: `${documentPrefix}${documentId}` };
}
