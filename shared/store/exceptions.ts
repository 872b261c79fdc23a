import type { AnyExceptionCode } from '../domain/exception/codes.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Cents } from '../domain/money/cents.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { entityKey } from './keys/entity.ts';
import { openExceptionIndex } from './keys/work.ts';
import { bodyOfItem } from './remittances.ts';
import type { Resolution } from './resolution.ts';
import type { Item, Table, Write } from './table.ts';

/** Something that waits for a person. */
export interface ExceptionItem {
  readonly id: string;
  readonly code: AnyExceptionCode;
  readonly openedAt: Instant;
  readonly remittanceId?: string;
  readonly connectionId?: string;
  readonly depositId?: string;
  readonly claimId?: string;
  /** The entry's id on the wire: see `wireEntryId`. */
  readonly ledgerEntryId?: string;
  readonly cents?: Cents;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** Opens an exception; the same one twice is the same item. */
export function exceptionWrite(tenant: TenantId, exception: ExceptionItem): Write<never> {
  return {
    put: {
      ...entityKey(tenant, 'EXCEPTION', exception.id),
      ...openExceptionIndex(tenant, exception.id),
      type: 'exception',
      schemaVersion: 1,
      state: 'open',
      version: 1,
      ...exception,
    },
  };
}

/** Takes an exception off the list: what it waited for has been done. */
export function exceptionResolvedWrite(tenant: TenantId, exceptionId: string, resolvedAt: Instant): Write<never> {
  return {
    update: entityKey(tenant, 'EXCEPTION', exceptionId),
    set: { state: 'resolved', resolvedAt },
    add: { version: 1 },
    remove: ['g1pk', 'g1sk'],
  };
}

/** Says that what an exception waited for has posted, so that it can be matched; once, and only while it is open. */
export function exceptionReadyWrite(tenant: TenantId, exceptionId: string, readyAt: Instant): Write<never> {
  return {
    update: entityKey(tenant, 'EXCEPTION', exceptionId),
    set: { readyAt },
    add: { version: 1 },
    condition: { equals: { state: 'open' }, without: ['readyAt'] },
  };
}

/** An exception as it stands: what opened it, and what a person made of it. */
export interface StoredException extends ExceptionItem {
  readonly state: 'open' | 'closed' | 'resolved';
  /** Rises with every decision. */
  readonly version: number;
  readonly resolution?: Resolution;
  /** Since when its payment could post; it waits for a person because its payer's payments do. */
  readonly readyAt?: Instant;
  /** When its cause went by itself. */
  readonly resolvedAt?: Instant;
  /** The entry that took what waited; there is at most one. Its id on the wire. */
  readonly resolvedBy?: string;
}

export function exceptionOfItem(item: Item): StoredException {
  return bodyOfItem<StoredException>(item);
}

export async function readException(table: Table, tenant: TenantId, id: string): Promise<StoredException | undefined> {
  const item = await table.get(entityKey(tenant, 'EXCEPTION', id));
  return item === undefined ? undefined : exceptionOfItem(item);
}

interface ExceptionDecision {
  readonly state: 'closed' | 'resolved';
  readonly resolution: Resolution;
  readonly resolvedBy?: string;
}

/**
 * Takes an exception off the list, if nobody has decided since it was read. What it held is taken once: `resolvedBy` is never
 * written a second time.
 */
export function exceptionDecidedWrite(
  tenant: TenantId,
  exception: StoredException,
  decision: ExceptionDecision,
): Write<{ readonly kind: 'version-changed' }> {
  return {
    update: entityKey(tenant, 'EXCEPTION', exception.id),
    set: { ...decision, version: exception.version + 1 },
    remove: ['g1pk', 'g1sk'],
    condition: { equals: { version: exception.version }, without: ['resolvedBy'] },
    orElse: { kind: 'version-changed' },
  };
}

/** Says how much of what an exception is about is left, if nobody has decided since it was read. */
export function exceptionReducedWrite(
  tenant: TenantId,
  exception: StoredException,
  cents: Cents,
  resolution: Resolution,
): Write<{ readonly kind: 'version-changed' }> {
  return {
    update: entityKey(tenant, 'EXCEPTION', exception.id),
    set: { cents, resolution, version: exception.version + 1 },
    condition: { equals: { version: exception.version, state: 'open' } },
    orElse: { kind: 'version-changed' },
  };
}
