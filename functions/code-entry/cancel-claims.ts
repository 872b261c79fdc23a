import { applyLegs, type ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { afterCancellation } from '../../shared/domain/claim/claim-events.ts';
import { claimStatus, statusText } from '../../shared/domain/claim/status.ts';
import { chargeReversal } from '../../shared/domain/encounter/charges.ts';
import type { ClaimId, TenantId } from '../../shared/domain/identity/ids.ts';
import type { LedgerEntry } from '../../shared/domain/ledger/entry.ts';
import { fail, invariant, ok, type Result } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { rejectedResolvedWrite } from '../../shared/store/acknowledgement-alarms.ts';
import type { Actor } from '../../shared/store/change.ts';
import { balanceWrite, heldExceptionResolvedWrite, readBalances } from '../../shared/store/claims.ts';
import { chargeEntryId, chargeReversalId, type FinalEncounter } from '../../shared/store/encounters.ts';
import { ledgerEntryKey } from '../../shared/store/keys/ledger.ts';
import { billedServicesKey } from '../../shared/store/keys/practice.ts';
import { entryItem, entryOfItem, totalsWrite } from '../../shared/store/ledger.ts';
import type { Table, Write } from '../../shared/store/table.ts';

/** An encounter whose claims are cancelled: by whom, why, and on which of the office's days. */
export interface CancellationOrder {
  readonly actor: Actor;
  readonly final: FinalEncounter;
  readonly on: LocalDate;
  readonly reason: string;
}

/**
 * What takes the charges of an encounter back: each claim's reversal and its balance, which then is zero, and the account totals of all of them. A claim
 * that was sent, or joins a submission at this moment, is not cancelled, and then none is.
 */
export async function cancellationWrites(
  { actor, final, on, reason }: CancellationOrder,
  table: Table,
): Promise<Result<Write<Failure>[], Failure>> {
  const { at, principal } = actor;
  const { tenantId, subject } = principal;
  const claimIds = final.state.claimIds as readonly ClaimId[];
  const charges = await readCharges(table, tenantId, claimIds);
  const balances = await readBalances(table, tenantId, claimIds);
  const reversals: LedgerEntry[] = [];
  const writes: Write<Failure>[] = [];
  for (const [index, charge] of charges.entries()) {
    const before = balances[index];
    invariant(before !== undefined, 'a claim of a final encounter has a balance');
    const reversal = chargeReversal(chargeReversalId(tenantId, before.claimId), charge, on);
    const cancelled = cancelledClaim(before, reversal);
    if (!cancelled.ok) return cancelled;
    const after = cancelled.value;
    // The entry is the claim's last line of history as well.
    const told = { at, by: subject, why: reason, from: statusText(before), to: statusText(after) };
    const item = { ...entryItem(tenantId, before.claimId, reversal, charge.id), ...told };
    reversals.push(reversal);
    writes.push(
      { put: { ...item, claimVersion: before.version + 1 }, condition: { absent: true } },
      { ...balanceWrite(tenantId, before, after), orElse: { kind: 'version-changed' } },
      ...listedWrites(tenantId, before, at),
    );
  }
  const { entityId } = reversals[0] as LedgerEntry;
  const legs = reversals.flatMap((entry) => entry.legs);
  return ok([
    ...writes,
    { delete: billedServicesKey(tenantId, final.patientId, final.id) },
    totalsWrite(tenantId, { postedOn: on, entityId }, final.id, legs) as Write<Failure>,
  ]);
}

async function readCharges(
  table: Table,
  tenant: TenantId,
  claimIds: readonly ClaimId[],
): Promise<readonly LedgerEntry[]> {
  const items = await table.batchGet(
    claimIds.map((claimId) => ledgerEntryKey(tenant, claimId, chargeEntryId(tenant, claimId))),
  );
  return items.map((item) => {
    invariant(item !== undefined, 'the charges of a claim are booked');
    return entryOfItem(item);
  });
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
