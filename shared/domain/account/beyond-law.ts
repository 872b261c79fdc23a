import type { ClaimBalance } from '../claim/balance.ts';
import type { EntryKind, LedgerEntry } from '../ledger/entry.ts';
import { type Cents, cents, sumCents, zeroCents } from '../money/cents.ts';

/** Entries of people's decisions about who owes an amount. */
const decisions: ReadonlySet<EntryKind> = new Set(['settlement', 'write-off', 'adjustment-reversal']);

/**
 * A patient's share above the cost sharing that the payer states, where the No Surprises Act applies: people moved it
 * to the patient before the payer's answer. The patient must not be asked for it, and it has to be written off. Amounts
 * that a later payer left are cost sharing too.
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
