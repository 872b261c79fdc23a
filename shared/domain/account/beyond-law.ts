import type { ClaimBalance } from '../claim/balance.ts';
import type { EntryKind, LedgerEntry } from '../ledger/entry.ts';
import { type Cents, cents, sumCents, zeroCents } from '../money/cents.ts';

/** What people decide about who owes an amount. */
const decisions: ReadonlySet<EntryKind> = new Set(['settlement', 'write-off', 'adjustment-reversal']);

/**
 * What stands with a patient beyond the cost sharing that the payer states, where the No Surprises Act applies: people moved it to him before
 * the payer said so. He may not be asked for it, and somebody gives it up. What a later payer left is cost sharing too.
 */
export function beyondLawCents({
  balance,
  entries,
}: {
  readonly balance: ClaimBalance;
  readonly entries: readonly LedgerEntry[];
}): Cents {
  const position = balance.payers.findIndex(({ patientProtection }) => patientProtection === 'no-surprises');
  if (position === -1) return zeroCents;
  const moved = entries
    .filter(({ kind, legs }) => decisions.has(kind) && !legs.some(({ share = -1 }) => share > position))
    .flatMap(({ legs }) => legs.filter(({ account }) => account === 'patient-receivable'));
  return cents(Math.max(0, Math.min(balance.patientCents, sumCents(moved.map((leg) => leg.cents)))));
}
