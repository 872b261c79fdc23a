import type { EntryKind, LedgerEntry } from '../ledger/entry.ts';
import { type Cents, negateCents, sumCents } from '../money/cents.ts';

/** What a patient paid of a claim; what was given back of that has another leg in refunds payable. */
const paying: readonly EntryKind[] = ['patient-allocation', 'patient-allocation-reversal'];

/**
 * What a patient has paid of a claim and not had back. A credit beyond that is nobody's money: a write-off, a discount, or a share that an employer took
 * over is too large since the payer corrected its answer. Undefined of a claim that was taken over from another system: nobody knows what was paid there.
 */
export function paidByPatient(entries: readonly Pick<LedgerEntry, 'kind' | 'legs'>[]): Cents | undefined {
  if (entries.some(({ kind }) => kind === 'opening')) return undefined;
  const isOfMoney = ({ kind, legs }: (typeof entries)[number]) =>
    paying.includes(kind) || legs.some(({ account }) => account === 'refunds-payable');
  const legs = entries.filter(isOfMoney).flatMap((entry) => entry.legs);
  return negateCents(
    sumCents(legs.filter(({ account }) => account === 'patient-receivable').map(({ cents }) => cents)),
  );
}
