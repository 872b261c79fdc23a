import type { TenantId } from '../../domain/identity/ids.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import { collection, type IndexKey, type SecondIndexKey } from './table.ts';

/** Tasks, threads, and documents that wait to be filed. */

/** Open tasks by the day on which they are due; the others by the month of their end. */
export function taskIndex(
  tenant: TenantId,
  { id, dueOn, endedAt }: { readonly id: string; readonly dueOn: LocalDate; readonly endedAt?: string | undefined },
): IndexKey {
  return endedAt === undefined
    ? { g1pk: openTasksPartition(tenant), g1sk: `${dueOn}#${id}` }
    : { g1pk: endedTasksPartition(tenant, endedAt.slice(0, 7)), g1sk: `${endedAt}#${id}` };
}

export function openTasksPartition(tenant: TenantId): string {
  return `${tenant}#TASKS`;
}

/** `month` is `YYYY-MM`. */
export function endedTasksPartition(tenant: TenantId, month: string): string {
  return `${tenant}#TASKS-ENDED#${month}`;
}

/** Open threads by their last message; the others by the month in which they were closed. */
export function threadIndex(
  tenant: TenantId,
  { id, lastAt, closedAt }: { readonly id: string; readonly lastAt: string; readonly closedAt?: string | undefined },
): IndexKey {
  return closedAt === undefined
    ? { g1pk: openThreadsPartition(tenant), g1sk: `${lastAt}#${id}` }
    : { g1pk: closedThreadsPartition(tenant, closedAt.slice(0, 7)), g1sk: `${closedAt}#${id}` };
}

export function openThreadsPartition(tenant: TenantId): string {
  return `${tenant}#THREADS`;
}

/** `month` is `YYYY-MM`. */
export function closedThreadsPartition(tenant: TenantId, month: string): string {
  return `${tenant}#THREADS-CLOSED#${month}`;
}

/** In the second index: the threads about an encounter or a claim. */
export function threadAboutIndex(tenant: TenantId, aboutId: string, id: string): SecondIndexKey {
  return { g2pk: threadsAboutPartition(tenant, aboutId), g2sk: id };
}

export function threadsAboutPartition(tenant: TenantId, aboutId: string): string {
  return collection(tenant, 'THREADS-ABOUT', aboutId);
}

/** Unfiled documents, the oldest first; the others by the month of arrival. */
export function receivedDocumentIndex(
  tenant: TenantId,
  { id, state, receivedAt }: { readonly id: string; readonly state: string; readonly receivedAt: string },
): IndexKey {
  const g1pk = state === 'waiting' ? waitingDocuments(tenant) : documentsOfMonth(tenant, receivedAt.slice(0, 7));
  return { g1pk, g1sk: `${receivedAt}#${id}` };
}

export function waitingDocuments(tenant: TenantId): string {
  return `${tenant}#DOCUMENTS-WAITING`;
}

/** `month` is `YYYY-MM`. */
export function documentsOfMonth(tenant: TenantId, month: string): string {
  return `${tenant}#DOCUMENTS#${month}`;
}
