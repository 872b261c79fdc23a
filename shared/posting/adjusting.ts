import { ownAccountId } from '../domain/account/account.ts';
import { mayDo } from '../domain/account/may-do.ts';
import { type AdjustmentFault, adjustClaim, type TakeBackFault, takeBack } from '../domain/adjustment/adjust.ts';
import type { Adjustment } from '../domain/adjustment/adjustment.ts';
import { isFederalProgramme, reasonMeaning } from '../domain/adjustment/reasons.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import { fail, invariant, ok, type Result, type ToldFailure } from '../domain/result.ts';
import { accountIdsOfPatients, readAccount } from '../store/accounts.ts';
import { keyOfWireEntryId } from '../store/keys/ledger.ts';
import { entryOfItem } from '../store/ledger.ts';
import { readPayerTerms } from '../store/payer-terms.ts';
import type { Table, Write } from '../store/table.ts';
import { bookDecision } from './deciding.ts';
import type { Rebooking } from './rebooking.ts';

export type AdjustingFailure = ToldFailure<AdjustmentFault | 'federal-cost-sharing' | 'account-forbids'>;

/** The result of booking an adjustment: its next version, and the writes. */
export interface BookedAdjustment {
  readonly adjustment: Adjustment;
  readonly writes: readonly Write<never>[];
}

/** Books an adjustment, if the law, the account's state and the claim's balance allow it now. */
export async function bookAdjustment(
  table: Table,
  claim: ClaimBalance,
  adjustment: Adjustment,
  rebooking: Rebooking,
): Promise<Result<BookedAdjustment, AdjustingFailure>> {
  const { id, payerPosition, why, cents, as } = adjustment;
  const adjusted = adjustClaim(claim, { payerPosition, why, cents, reference: id });
  if (!adjusted.ok) return fail({ kind: adjusted.failure });
  const allowed = await mayAdjust(table, claim, adjustment, rebooking);
  if (!allowed.ok) return allowed;
  const { legs, after, passedOver } = adjusted.value;
  const kind = as === 'write-off' || as === 'collections' ? 'write-off' : 'settlement';
  const { writes, ledgerEntryId } = bookDecision(claim, { kind, legs, after }, rebooking);
  return ok({
    adjustment: {
      ...{ ...adjustment, state: 'booked', ledgerEntryId },
      ...(passedOver ? { passedOver: true as const } : {}),
    },
    writes,
  });
}

/**
 * Reverses an adjustment, if it is booked and nobody has used it since. The adjustment then records who did it, when
 * and why.
 */
export async function bookAdjustmentBack(
  table: Table,
  claim: ClaimBalance,
  adjustment: Adjustment,
  rebooking: Rebooking,
): Promise<Result<BookedAdjustment, ToldFailure<TakeBackFault | 'adjustment-not-booked'>>> {
  const { state, payerPosition, passedOver, ledgerEntryId: bookedId } = adjustment;
  if (state !== 'booked' || bookedId === undefined) return fail({ kind: 'adjustment-not-booked' });
  const { tenant, subject: by, at, reason } = rebooking;
  const key = keyOfWireEntryId(tenant, bookedId);
  const item = key === undefined ? undefined : await table.get(key);
  invariant(item !== undefined, 'what is booked has an entry');
  const { id, legs } = entryOfItem(item);
  const back = takeBack(claim, { legs, payerPosition, passedOver });
  if (!back.ok) return fail({ kind: back.failure });
  const decided = { kind: 'adjustment-reversal', ...back.value, reverses: [id] } as const;
  const { writes, ledgerEntryId } = bookDecision(claim, decided, rebooking);
  const reversed = { by, at, reason, ledgerEntryId };
  return ok({
    adjustment: { ...adjustment, version: adjustment.version + 1, state: 'reversed', reversed },
    writes,
  });
}

/** What the account's state and the federal programmes forbid. */
async function mayAdjust(
  table: Table,
  claim: ClaimBalance,
  { why, as }: Adjustment,
  { tenant, today }: Rebooking,
): Promise<Result<undefined, AdjustingFailure>> {
  if (reasonMeaning(why).isRoutineWaiver) {
    const terms = await readPayerTerms(
      table,
      tenant,
      claim.payers.map(({ payerId }) => payerId),
    );
    if ([...terms.values()].some(isFederalProgramme)) return fail({ kind: 'federal-cost-sharing' });
  }
  if (as !== 'collections') return ok(undefined);
  const { patientId } = claim;
  const accountId = (await accountIdsOfPatients(table, tenant, [patientId])).get(patientId) ?? ownAccountId(patientId);
  const account = await readAccount(table, tenant, accountId);
  if (account === undefined) return ok(undefined);
  const placed = mayDo(account, claim, 'placement', today);
  return placed.ok ? ok(undefined) : fail({ kind: 'account-forbids', facts: { because: placed.failure.because } });
}
