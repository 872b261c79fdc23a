import type { Leg } from '../../domain/ledger/entry.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Failure } from '../../http/problem.ts';
import { type ChangeStep, cancelledWrites } from '../../store/cancelled-claim.ts';
import type { FinalEncounter } from '../../store/encounters.ts';
import { billedServicesKey } from '../../store/keys/practice.ts';
import { totalsWrite } from '../../store/ledger.ts';
import type { Write } from '../../store/table.ts';
import { type ChargedClaim, reversalOf } from './charged-claims.ts';

/** An encounter whose claims are cancelled: by whom, why, and on which office date. */
export interface CancellationOrder extends ChangeStep {
  readonly final: FinalEncounter;
}

/** The writes that change a claim's charges, with the legs for the office's totals. */
export interface ChargeWrites {
  readonly writes: readonly Write<Failure>[];
  readonly legs: readonly Leg[];
}

/**
 * Reverses the charges of an encounter: each claim's reversal and its balance, which is then zero, and the account
 * totals of all of them. If any claim was sent, or joins a submission at this moment, none is cancelled.
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

/** The changes of all claims of an encounter, with the account totals. The encounter no longer counts as billed. */
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

export function cancellationOf(
  order: CancellationOrder,
  { before, charge }: ChargedClaim,
): Result<ChargeWrites, Failure> {
  return cancelledWrites(order, before, [reversalOf(order.actor.principal.tenantId, charge, order.on)]);
}
