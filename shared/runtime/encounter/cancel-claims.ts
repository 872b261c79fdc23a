import { applyLegs, type ClaimBalance } from '../../domain/claim/balance.ts';
import { afterCancellation } from '../../domain/claim/claim-events.ts';
import { claimStatus, statusText } from '../../domain/claim/status.ts';
import type { TenantId } from '../../domain/identity/ids.ts';
import type { LedgerEntry, Leg } from '../../domain/ledger/entry.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type { Failure } from '../../http/problem.ts';
import { rejectedResolvedWrite } from '../../store/acknowledgement-alarms.ts';
import type { Actor } from '../../store/change.ts';
import { balanceWrite, heldExceptionResolvedWrite } from '../../store/claims.ts';
import type { FinalEncounter } from '../../store/encounters.ts';
import { billedServicesKey } from '../../store/keys/practice.ts';
import { entryItem, totalsWrite } from '../../store/ledger.ts';
import type { Write } from '../../store/table.ts';
import { type ChargedClaim, reversalOf } from './charged-claims.ts';

/** An encounter whose claims are cancelled: by whom, why, and on which of the office's days. */
export interface CancellationOrder {
  readonly actor: Actor;
  readonly final: FinalEncounter;
  readonly on: LocalDate;
  readonly reason: string;
}

/** What changes a claim's charges, with the legs that it adds to the office's totals. */
export interface ChargeWrites {
  readonly writes: readonly Write<Failure>[];
  readonly legs: readonly Leg[];
}

/**
 * What takes the charges of an encounter back: each claim's reversal and its balance, which then is zero, and the account totals of all of them. A claim
 * that was sent, or joins a submission at this moment, is not cancelled, and then none is.
 */
export function cancellationWrites(
  order: CancellationOrder,
  charged: readonly ChargedClaim[],
): Result<Write<Failure>[], Failure> {
  const cancelled: ChargeWrites[] = [];
  for (const claim of charged) {
    const own = cancellationOf(order, claim);
    if (!own.ok) return own;
    cancelled.push(own.value);
  }
  return ok(togetherWrites(order, charged, cancelled));
}

/** The changes of all claims of an encounter, with its account totals; the encounter no longer counts as billed. */
export function togetherWrites(
  { actor, final, on }: CancellationOrder,
  charged: readonly ChargedClaim[],
  changed: readonly ChargeWrites[],
): Write<Failure>[] {
  const { tenantId } = actor.principal;
  const entityId = charged[0]?.charge.entityId ?? '';
  const legs = changed.flatMap((each) => each.legs);
  return [
    ...changed.flatMap(({ writes }) => writes),
    { delete: billedServicesKey(tenantId, final.patientId, final.id) },
    totalsWrite(tenantId, { postedOn: on, entityId }, final.id, legs) as Write<Failure>,
  ];
}

/** What cancels one claim. */
export function cancellationOf(
  { actor, on, reason }: CancellationOrder,
  { before, charge }: ChargedClaim,
): Result<ChargeWrites, Failure> {
  const { at, principal } = actor;
  const { tenantId, subject } = principal;
  const reversal = reversalOf(tenantId, charge, on);
  const cancelled = cancelledClaim(before, reversal);
  if (!cancelled.ok) return cancelled;
  const after = cancelled.value;
  // The entry is the claim's last line of history as well.
  const told = { at, by: subject, why: reason, from: statusText(before), to: statusText(after) };
  const item = { ...entryItem(tenantId, before.claimId, reversal, charge.id), ...told };
  const writes: Write<Failure>[] = [
    { put: { ...item, claimVersion: before.version + 1 }, condition: { absent: true } },
    { ...balanceWrite(tenantId, before, after), orElse: { kind: 'version-changed' } },
    ...listedWrites(tenantId, before, at),
  ];
  return ok({ writes, legs: reversal.legs });
}

/** The claim without its charges. Whatever else was posted on it would be left standing: it is refused then. */
function cancelledClaim(before: ClaimBalance, reversal: LedgerEntry): Result<ClaimBalance, Failure> {
  const { claimId } = before;
  const state = afterCancellation(before);
  if (!state.ok) return fail({ kind: 'encounter-sent', facts: { claimId, claimState: claimStatus(before).kind } });
  const after = applyLegs(state.value, reversal.legs);
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
