import type { TenantId } from '../domain/identity/ids.ts';
import type { WaitingClaim } from '../domain/remittance/post/apply-waiting.ts';
import type { RemittanceClaim } from '../domain/remittance/remittance.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { entityKey } from './keys/entity.ts';
import { ledgerEntryKey } from './keys/ledger.ts';
import { waitingKey } from './keys/remittance.ts';
import type { Item, Table, Write } from './table.ts';

/** A waiting claim, with the entry that holds its cash. */
export interface StoredWaiting {
  readonly claim: RemittanceClaim;
  readonly payerIds: readonly string[];
  readonly paymentDate?: LocalDate;
  /** The exception through which a person may settle the claim before it posts. */
  readonly exceptionId: string;
  /** Its exception already says that it can post. */
  readonly isReady: boolean;
  readonly entry: Item;
}

/** Keeps a claim as the payer stated it, with the entry that holds its cash. */
export function waitingWrite(
  tenant: TenantId,
  patientControlNumber: string,
  { entryId, claim, payerIds, paymentDate }: Omit<WaitingClaim, 'appliedEntryId'>,
  exceptionId: string,
): Write<never> {
  return {
    put: {
      ...waitingKey(tenant, patientControlNumber, entryId),
      type: 'waiting',
      schemaVersion: 1,
      claim,
      payerIds,
      paymentDate,
      exceptionId,
    },
  };
}

/** Removes a claim that no longer waits. */
export function waitingDoneWrite(tenant: TenantId, patientControlNumber: string, entryId: string): Write<never> {
  return { delete: waitingKey(tenant, patientControlNumber, entryId) };
}

/** The claims that wait under these entries, by entry id, without those that a person has settled meanwhile. */
export async function readWaiting(
  table: Table,
  tenant: TenantId,
  patientControlNumber: string,
  entryIds: readonly string[],
): Promise<ReadonlyMap<string, StoredWaiting>> {
  const items = await table.batchGet(entryIds.map((entryId) => waitingKey(tenant, patientControlNumber, entryId)));
  const entries = await table.batchGet(
    entryIds.map((entryId) => ledgerEntryKey(tenant, patientControlNumber, entryId)),
  );
  const exceptions = await table.batchGet(
    items.flatMap((item) => (item ? [entityKey(tenant, 'EXCEPTION', item.exceptionId as string)] : [])),
  );
  const open = new Map(exceptions.flatMap((item) => (item?.state === 'open' ? [[item.id as string, item]] : [])));
  const waiting = new Map<string, StoredWaiting>();
  for (const [index, item] of items.entries()) {
    const entry = entries[index];
    const exception = open.get(item?.exceptionId as string);
    if (item === undefined || entry === undefined || exception === undefined) continue;
    const stored = item as unknown as Omit<StoredWaiting, 'entry' | 'isReady'>;
    waiting.set(entryIds[index] as string, { ...stored, isReady: exception.readyAt !== undefined, entry });
  }
  return waiting;
}
