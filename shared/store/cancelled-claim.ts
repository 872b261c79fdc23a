import { applyLegs, type ClaimBalance } from '../domain/claim/balance.ts';
import { afterCancellation } from '../domain/claim/claim-events.ts';
import { claimStatus, statusText } from '../domain/claim/status.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { LedgerEntry, Leg } from '../domain/ledger/entry.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { rejectedResolvedWrite } from './acknowledgement-alarms.ts';
import type { Actor } from './change.ts';
import { balanceWrite, heldExceptionResolvedWrite } from './claims.ts';
import { entryItem } from './ledger.ts';
import type { Write } from './table.ts';

/** Who changes the charges of a claim, on which office date, and why. */
export interface ChangeStep {
  readonly actor: Actor;
  readonly on: LocalDate;
  readonly reason: string;
}

/** Another writer has changed the claim. */
export interface Overtaken {
  readonly kind: 'version-changed';
}

/** A claim without its charges, its writes, and the legs for the office's totals. */
interface ClaimCancelled {
  readonly after: ClaimBalance;
  readonly writes: readonly Write<Overtaken>[];
  readonly legs: readonly Leg[];
}

/** The writes that cancel a claim that no payer has, with the given reversals of its charges. */
export function cancelledWrites(
  { actor, reason }: ChangeStep,
  before: ClaimBalance,
  entries: readonly LedgerEntry[],
): Result<ClaimCancelled, CancellationFailure> {
  const { at, principal } = actor;
  const { tenantId, subject } = principal;
  const legs = entries.flatMap((entry) => entry.legs);
  const cancelled = cancelledClaim(before, legs);
  if (!cancelled.ok) return cancelled;
  const after = cancelled.value;
  // The reversal is also the last line of the claim's history.
  const told = { at, by: subject, why: reason, from: statusText(before), to: statusText(after) };
  const items = entries.map((entry) => ({
    ...entryItem(tenantId, before.claimId, entry, entry.reverses?.[0] ?? entry.id),
    ...told,
    claimVersion: before.version + 1,
  }));
  const writes: Write<Overtaken>[] = [
    ...items.map((item): Write<Overtaken> => ({ put: item, condition: { absent: true } })),
    { ...balanceWrite(tenantId, before, after), orElse: { kind: 'version-changed' } },
    ...listedWrites(tenantId, before, at),
  ];
  return ok({ after: { ...after, version: before.version + 1 }, writes, legs });
}

/** Why a claim cannot be cancelled: it was sent, or something else is posted on it. */
export interface CancellationFailure {
  readonly kind: 'encounter-sent' | 'encounter-has-postings';
  readonly facts: Readonly<Record<string, string>>;
}

/** The claim without its charges. Fails when anything else is posted on the claim, because a balance would remain. */
function cancelledClaim(before: ClaimBalance, legs: readonly Leg[]): Result<ClaimBalance, CancellationFailure> {
  const { claimId } = before;
  const state = afterCancellation(before);
  if (!state.ok) return fail({ kind: 'encounter-sent', facts: { claimId, claimState: claimStatus(before).kind } });
  const after = applyLegs(state.value, legs);
  const isEmpty = after.patientCents === 0 && after.payers.every(({ receivableCents }) => receivableCents === 0);
  const isWorkedOn = (before.openWork ?? before.waiting) !== undefined;
  return isEmpty && !isWorkedOn ? ok(after) : fail({ kind: 'encounter-has-postings', facts: { claimId } });
}

/** A claim that was held, withdrawn or rejected leaves the list of exceptions. */
function listedWrites(tenant: TenantId, before: ClaimBalance, at: string): Write<never>[] {
  const isListed = ['held', 'withdrawn'].includes(claimStatus(before).kind);
  const isRejected = before.filings.some(({ state }) => state.kind === 'rejected');
  return [
    ...(isListed ? [heldExceptionResolvedWrite(tenant, before.claimId, at)] : []),
    ...(isRejected ? [rejectedResolvedWrite(tenant, before.claimId, at)] : []),
  ];
}
