import type { AuditAction } from '../../shared/domain/audit/actions.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { afterFilingEvent } from '../../shared/domain/claim/claim-events.ts';
import { currentFiling } from '../../shared/domain/claim/filing.ts';
import type { FilingDocument } from '../../shared/domain/claim/filing-document.ts';
import type { FilingEvent } from '../../shared/domain/claim/filing-transitions.ts';
import type { ClaimId, TenantId } from '../../shared/domain/identity/ids.ts';
import { invariant } from '../../shared/domain/result.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import { type Delivery, stopInTime } from '../../shared/runtime/queue-handler.ts';
import type { Queues } from '../../shared/runtime/queues.ts';
import { auditWrite } from '../../shared/store/change.ts';
import { balanceWrite } from '../../shared/store/claims.ts';
import type { Files } from '../../shared/store/files.ts';
import type { FilingName } from '../../shared/store/filings.ts';
import type { Table, Write } from '../../shared/store/table.ts';

export interface SubmitDeps {
  readonly table: Table;
  readonly files: Files;
  readonly queues: Queues;
  now(): Date;
  /** `P` in production, `T` everywhere else: test claims are never marked as real. */
  readonly usage: 'P' | 'T';
  /** The most claims in one file: the guide's limit, unless a test sets a lower one. */
  readonly claimLimit?: number;
  /** How many claims are read together, unless a test sets fewer. */
  readonly claimsTogether?: number;
}

/**
 * What this run has read and written of its claims, so that it need not read them again. While a claim is being sent,
 * its document does not change. If its balance has changed since, the next write fails, and the balance is read again.
 */
export interface KnownClaims {
  readonly documents: Map<string, FilingDocument>;
  readonly balances: Map<ClaimId, ClaimBalance>;
}

export const noneKnown = (): KnownClaims => ({ documents: new Map(), balances: new Map() });

/** The key of a filing among the known ones. */
export const filingName = ({ claimId, number }: FilingName): string => `${claimId} ${number}`;

/** The submission to process, and its message. */
export interface SubmitTask {
  readonly tenantId: TenantId;
  readonly submissionId: string;
  readonly messageId: string;
  readonly delivery: Pick<Delivery, 'remainingMilliseconds'>;
}

export const actor = 'submit-claims';

/** The actions of a transaction: one per claim and one per record that it was assembled from, and three more. */
export const actionsPerTransaction = 100;
/** At most this many claims join together, or are marked as sent together. */
export const claimsPerTransaction = 90;

/** Sealing a submission, or writing its file, reads all of its claims and writes one file. This takes at most this long. */
export const wholeFileMilliseconds = 60_000;

/** How often a pack is tried while other workers take claims out of it. Each failure means that another worker made progress. */
export const attempts = 40;

export function otherWritersFirst(): Error {
  return new Error('other writers came first too often: the message will be delivered again');
}

/**
 * Writes all or nothing, but stops before it when time is short. Nothing unneeded is written, so every message makes
 * progress.
 */
export async function commit({ delivery }: SubmitTask, { table }: SubmitDeps, writes: readonly Write[]) {
  stopInTime(delivery);
  return table.transact(writes);
}

/** Tries to write a pack until it commits or is no longer needed: `pack` reads again and returns undefined when nothing is left to do. */
export async function commitPack(
  task: SubmitTask,
  deps: SubmitDeps,
  pack: () => Promise<readonly Write[] | undefined>,
): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const writes = await pack();
    if (writes === undefined) return;
    if ((await commit(task, deps, writes)).ok) return;
  }
  throw otherWritersFirst();
}

/** A claim after an event of its filing, to be written. */
export function afterEvent(balance: ClaimBalance, event: FilingEvent): ClaimBalance {
  const next = afterFilingEvent(balance, event);
  invariant(next.ok, 'the event can happen to the claim');
  return { ...next.value, version: balance.version + 1 };
}

/**
 * The write for an event of a claim's filing, with the version of the balance that was read. It has no line of history, because the
 * submission itself shows it.
 */
export function eventWrite(tenantId: TenantId, balance: ClaimBalance, event: FilingEvent): Write {
  return balanceWrite(tenantId, balance, afterEvent(balance, event));
}

/** Whether a claim's filing is in this submission, and is not marked as sent. */
export function isBatchedIn(balance: ClaimBalance | undefined, submissionId: string): balance is ClaimBalance {
  const state = currentFiling(balance?.filings ?? [])?.state;
  return state?.kind === 'batched' && state.submissionId === submissionId;
}

interface Step {
  readonly at: Instant;
  /** Distinguishes the transactions of one message, which may have the same millisecond. */
  readonly part: string;
  readonly claims: number;
}

/** The audit item of a step. */
export function stepAudit(task: SubmitTask, action: AuditAction, { at, part, claims }: Step): Write {
  const { tenantId, submissionId, messageId } = task;
  const principal = { tenantId, subject: actor };
  const audit = { action, entityId: submissionId, facts: { claims } };
  return auditWrite({ principal, at, requestId: `${messageId}-${part}` }, audit);
}

/** Splits a list into groups of at most `size`. */
export function packsOf<Value>(values: readonly Value[], size: number): Value[][] {
  const packs: Value[][] = [];
  for (let start = 0; start < values.length; start += size) packs.push(values.slice(start, start + size));
  return packs;
}
