import type { Investigation } from '../domain/deadline/clocks.ts';
import type { AnyExceptionCode } from '../domain/exception/codes.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Cents } from '../domain/money/cents.ts';
import { present } from '../domain/present.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { entityKey } from './keys/entity.ts';
import { endedExceptionIndex, openExceptionIndex } from './keys/work.ts';
import { bodyOfItem } from './remittances.ts';
import type { Resolution } from './resolution.ts';
import type { Addition, Item, Table, Write } from './table.ts';

/**
 * A person's record of a good-faith investigation of an overpayment: it suspends the refund deadline. The reason is
 * free text.
 */
export interface RecordedInvestigation extends Investigation {
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
}

/** An exception: something that waits for a person. */
export interface ExceptionItem {
  readonly id: string;
  readonly code: AnyExceptionCode;
  readonly openedAt: Instant;
  readonly remittanceId?: string;
  readonly connectionId?: string;
  readonly depositId?: string;
  readonly claimId?: string;
  /** The entry's id in the API: see `wireEntryId`. */
  readonly ledgerEntryId?: string;
  readonly cents?: Cents;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** What an earlier opening and its end may have left on an exception. */
const leftOver = [
  ...(['remittanceId', 'connectionId', 'depositId', 'claimId', 'ledgerEntryId', 'cents'] as const),
  ...(['readyAt', 'resolvedAt', 'resolution', 'resolvedBy', 'investigation'] as const),
] satisfies readonly (keyof StoredException)[];

/** Opens an exception, or opens it again: then it keeps what people decided before, and its version rises. */
export function exceptionWrite(tenant: TenantId, exception: ExceptionItem): Write<never> {
  const { pk, sk, ...set } = present(openItem(tenant, exception));
  return { update: { pk, sk }, set, add: { version: 1 }, remove: leftOver.filter((name) => !(name in set)) };
}

/**
 * Writes an exception that has already ended, so that nobody has to act on it. It is only on the list of ended
 * exceptions.
 */
export function endedExceptionWrite(tenant: TenantId, exception: ExceptionItem): Write<never> {
  const { id, openedAt: resolvedAt } = exception;
  const { set, ...write } = exceptionWrite(tenant, exception) as Addition<never>;
  return {
    ...write,
    set: { ...set, state: 'resolved', resolvedAt, ...endedExceptionIndex(tenant, resolvedAt, id) },
    remove: (write.remove ?? []).filter((name) => name !== 'resolvedAt'),
  };
}

function openItem(tenant: TenantId, exception: ExceptionItem): Item {
  return {
    ...entityKey(tenant, 'EXCEPTION', exception.id),
    ...openExceptionIndex(tenant, exception.id),
    type: 'exception',
    schemaVersion: 1,
    state: 'open',
    ...exception,
  };
}

/** Closes an exception, because what it waited for has been done. */
export function exceptionResolvedWrite(tenant: TenantId, exceptionId: string, resolvedAt: Instant): Write<never> {
  return {
    update: entityKey(tenant, 'EXCEPTION', exceptionId),
    set: { state: 'resolved', resolvedAt, ...endedExceptionIndex(tenant, resolvedAt, exceptionId) },
    add: { version: 1 },
  };
}

/**
 * Marks that the claim which an exception waited for has posted, so that the exception can be matched. This happens
 * once, and only while the exception is open.
 */
export function exceptionReadyWrite(tenant: TenantId, exceptionId: string, readyAt: Instant): Write<never> {
  return {
    update: entityKey(tenant, 'EXCEPTION', exceptionId),
    set: { readyAt },
    add: { version: 1 },
    condition: { equals: { state: 'open' }, without: ['readyAt'] },
  };
}

/** An exception in its current state: what opened it, and what a person decided. */
export interface StoredException extends ExceptionItem {
  readonly state: 'open' | 'closed' | 'resolved';
  /** Rises with every decision. */
  readonly version: number;
  readonly resolution?: Resolution;
  /** What people decided, the last one last, also before it was opened again; at most `mostDecisions`. */
  readonly decisions?: readonly Resolution[];
  /**
   * The time since which its payment could post. The payment still waits, because payments of this payer need a
   * person's approval.
   */
  readonly readyAt?: Instant;
  /** When it closed automatically. */
  readonly resolvedAt?: Instant;
  /** The entry that took the waiting money, by its id in the API. There is at most one. */
  readonly resolvedBy?: string;
  readonly investigation?: RecordedInvestigation;
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

/** An exception keeps this many decisions; the audit trail has all of them. */
const mostDecisions = 20;

/** A decision, with those before it. */
function decisionsWith(
  exception: StoredException,
  resolution: Resolution,
): Pick<ExceptionDecision, 'resolution'> & Pick<StoredException, 'decisions'> {
  const { decisions = exception.resolution === undefined ? [] : [exception.resolution] } = exception;
  return { resolution, decisions: [...decisions, resolution].slice(-mostDecisions) };
}

/** The exception after a decision of a person ended it. */
export function decidedException(exception: StoredException, decision: ExceptionDecision): StoredException {
  return {
    ...{ ...exception, ...decision, ...decisionsWith(exception, decision.resolution) },
    version: exception.version + 1,
  };
}

/** The exception after a person settled a part of it. */
export function reducedException(exception: StoredException, cents: Cents, resolution: Resolution): StoredException {
  return { ...exception, cents, ...decisionsWith(exception, resolution), version: exception.version + 1 };
}

/**
 * Closes an exception, if nobody has decided since it was read. The money that it held is taken only once: `resolvedBy` is never written a
 * second time.
 */
export function exceptionDecidedWrite(
  tenant: TenantId,
  exception: StoredException,
  decision: ExceptionDecision,
): Write<{ readonly kind: 'version-changed' }> {
  return {
    update: entityKey(tenant, 'EXCEPTION', exception.id),
    set: {
      ...{ ...decision, ...decisionsWith(exception, decision.resolution) },
      version: exception.version + 1,
      ...endedExceptionIndex(tenant, decision.resolution.at, exception.id),
    },
    condition: { equals: { version: exception.version }, without: ['resolvedBy'] },
    orElse: { kind: 'version-changed' },
  };
}

/** Updates the amount that is left of an exception, if nobody has decided since it was read. */
export function exceptionReducedWrite(
  tenant: TenantId,
  exception: StoredException,
  cents: Cents,
  resolution?: Resolution,
): Write<{ readonly kind: 'version-changed' }> {
  return stillOpen(tenant, exception, {
    cents,
    ...(resolution === undefined ? {} : decisionsWith(exception, resolution)),
  });
}

/** Records the investigation of an overpayment, or how it ended, if nobody has decided since it was read. */
export function exceptionInvestigatedWrite(
  tenant: TenantId,
  exception: StoredException,
  investigation: RecordedInvestigation,
): Write<{ readonly kind: 'version-changed' }> {
  return stillOpen(tenant, exception, { investigation });
}

/** Records what an open exception has turned out to be, if nobody has decided since it was read. */
export function exceptionRecodedWrite(
  tenant: TenantId,
  exception: StoredException,
  code: AnyExceptionCode,
): Write<{ readonly kind: 'version-changed' }> {
  return stillOpen(tenant, exception, { code });
}

function stillOpen(
  tenant: TenantId,
  { id, version }: StoredException,
  set: object,
): Write<{ readonly kind: 'version-changed' }> {
  return {
    update: entityKey(tenant, 'EXCEPTION', id),
    set: { ...set, version: version + 1 },
    condition: { equals: { version, state: 'open' } },
    orElse: { kind: 'version-changed' },
  };
}
