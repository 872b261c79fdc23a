import type { ClaimBalance, OpenWork } from '../domain/claim/balance.ts';
import { withTurns } from '../domain/claim/next-payer/turns.ts';
import type { Settlement } from '../domain/claim/settled-amounts.ts';
import { ledgerEntry } from '../domain/ledger/entry.ts';
import { type Cents, cents } from '../domain/money/cents.ts';
import { withinCredit } from '../domain/remittance/post/cover.ts';
import { type SettlementFailure, settleWork } from '../domain/remittance/post/settle.ts';
import { fail, ok, type Result, type ToldFailure } from '../domain/result.ts';
import { balanceWrite } from '../store/claims.ts';
import { wireEntryId } from '../store/keys/ledger.ts';
import { entryItem, totalsWrite } from '../store/ledger.ts';
import type { Write } from '../store/table.ts';
import { dimensionsOf, type Rebooking } from './rebooking.ts';

/** A settlement that can be committed: everything except the write of the denial or exception itself. */
export interface SettledWork {
  readonly writes: readonly Write<never>[];
  readonly ledgerEntryId: string;
  readonly after: ClaimBalance;
  /** The settled amount, with its sign. */
  readonly cents: Cents;
  /** The denial or exception afterwards; its cents are zero when nothing is left. */
  readonly left: OpenWork;
  /** Other denials and exceptions that close with it. */
  readonly over: readonly OpenWork[];
  /** Other ones that cover less now. */
  readonly changed: readonly OpenWork[];
}

/**
 * What a person settles: the whole open amount, or `cents` of it. `cents` is positive, whatever the sign of the amount.
 */
export interface SettlementOrder {
  readonly as: Settlement;
  readonly cents?: Cents | undefined;
  readonly remittanceId?: string | undefined;
}

/** Settles the open amount of a denial or an exception with a new entry. */
export function bookSettlement(
  balance: ClaimBalance,
  work: OpenWork,
  order: SettlementOrder,
  rebooking: Rebooking,
): Result<SettledWork, ToldFailure<SettlementFailure>> {
  const open = withinCredit(work, balance.patientCents);
  const amount = order.cents === undefined ? open.cents : cents(Math.sign(open.cents) * order.cents);
  const settled = settleWork(balance, open, amount, order.as);
  if (!settled.ok) return fail({ kind: settled.failure });
  const { legs, over, changed } = settled.value;
  const { tenant, at, today, subject, reason } = rebooking;
  const entry = ledgerEntry({
    id: rebooking.newEntryId(),
    kind: order.as === 'write-off' ? 'write-off' : 'settlement',
    effectiveOn: today,
    postedOn: today,
    ...dimensionsOf(balance),
    remittanceId: order.remittanceId,
    legs,
  });
  const item = entryItem(tenant, balance.claimId, entry, entry.id);
  const isOwn = ({ id }: OpenWork) => id === work.id;
  const after = { ...withTurns(balance, settled.value.after, today), version: balance.version + 1 };
  return ok({
    writes: [
      { put: { ...item, at, by: subject, why: reason }, condition: { absent: true } } as Write<never>,
      balanceWrite(tenant, balance, after) as Write<never>,
      totalsWrite(tenant, entry, entry.id, legs) as Write<never>,
    ],
    ledgerEntryId: wireEntryId(item),
    after,
    cents: amount,
    left: [...over, ...changed].find(isOwn) ?? { ...work, cents: cents(0) },
    over: over.filter((each) => !isOwn(each)),
    changed: changed.filter((each) => !isOwn(each)),
  });
}
