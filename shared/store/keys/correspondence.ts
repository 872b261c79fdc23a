import type { UnderwayState } from '../../domain/correspondence/correspondence.ts';
import type { TenantId } from '../../domain/identity/ids.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import { collection, type IndexKey, type Key, type SecondIndexKey } from './table.ts';

/** Correspondence, templates and scripts, and follow-up days. */

/** In the first index: the correspondence about a patient, or about an account that has none, by its time. */
export function correspondenceIndex(tenant: TenantId, ownerId: string, at: string, id: string): IndexKey {
  return { g1pk: correspondencePartition(tenant, ownerId), g1sk: `${at}#${id}` };
}

export function correspondencePartition(tenant: TenantId, ownerId: string): string {
  return collection(tenant, 'CORRESPONDENCE-ABOUT', ownerId);
}

/** In the second index: correspondence that is on its way; the rest by month. */
export function correspondenceListIndex(
  tenant: TenantId,
  { id, at, list }: { readonly id: string; readonly at: string; readonly list: UnderwayState | undefined },
): SecondIndexKey {
  const g2pk = list === undefined ? correspondenceMonth(tenant, at.slice(0, 7)) : underwayCorrespondence(tenant, list);
  return { g2pk, g2sk: `${at}#${id}` };
}

export function underwayCorrespondence(tenant: TenantId, list: UnderwayState): string {
  return `${tenant}#CORRESPONDENCE-UNDERWAY#${list}`;
}

/** `month` is `YYYY-MM`. */
export function correspondenceMonth(tenant: TenantId, month: string): string {
  return `${tenant}#CORRESPONDENCE#${month}`;
}

/** The office's templates, scripts and dunning letters. The versions of one name are next to each other. */
export type WordingKind = 'TEMPLATE' | 'SCRIPT' | 'LETTER';

export function wordingKey(tenant: TenantId, kind: WordingKind, name: string, version: number): Key {
  return { pk: wordingPartition(tenant), sk: `${wordingPrefix(kind, name)}${String(version).padStart(6, '0')}` };
}

export function wordingPartition(tenant: TenantId): string {
  return `${tenant}#WORDINGS`;
}

export function wordingPrefix(kind: WordingKind, name: string): string {
  return `${kind}#${name}#`;
}

/** In the first index: work items with a follow-up day, by the day. */
export function followUpIndex(tenant: TenantId, day: LocalDate, id: string): IndexKey {
  return { g1pk: followUpPartition(tenant), g1sk: `${day}#${id}` };
}

export function followUpPartition(tenant: TenantId): string {
  return `${tenant}#FOLLOW-UPS`;
}
