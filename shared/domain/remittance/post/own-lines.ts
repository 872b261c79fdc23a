import type { LedgerEntry } from '../../ledger/entry.ts';
import { addCents, type Cents, negateCents, sumCents, zeroCents } from '../../money/cents.ts';
import type { RemittanceLine } from '../remittance.ts';

/** The charge of each of our service lines, by its number from 1; empty when the charges are not known. */
export type LineCharges = ReadonlyMap<number, Cents>;

/** The charges by line, from a claim's entries; reversed charges do not count. */
export function lineChargesOf(
  entries: readonly (Pick<LedgerEntry, 'kind' | 'legs'> & Partial<Pick<LedgerEntry, 'id' | 'reverses'>>)[],
): LineCharges {
  const charges = new Map<number, Cents>();
  const takenBack = new Set(entries.flatMap(({ kind, reverses }) => (kind === 'charge-reversal' ? reverses : [])));
  for (const { id, kind, legs } of entries) {
    if (kind !== 'charge' || takenBack.has(id)) continue;
    for (const { account, line, cents } of legs) {
      if (account !== 'charges' || line === undefined) continue;
      charges.set(line, addCents(charges.get(line) ?? zeroCents, negateCents(cents)));
    }
  }
  return charges;
}

/** The claim's charges before its correction, from its entries. */
export function formerChargesOf(
  entries: readonly Pick<LedgerEntry, 'id' | 'kind' | 'legs' | 'reverses'>[],
): readonly Cents[] {
  const takenBack = new Set(entries.flatMap(({ kind, reverses }) => (kind === 'charge-reversal' ? reverses : [])));
  return entries
    .filter(({ id, kind }) => kind === 'charge' && takenBack.has(id))
    .map(({ legs }) => negateCents(sumCents(legs.filter((leg) => leg.account === 'charges').map((leg) => leg.cents))));
}

/** Our own number for a line, when the payer returns it: `3` or `L3`. */
export function statedLineNumber(line: RemittanceLine, lineCount: number): number | undefined {
  const own = /^L?([1-9]\d{0,2})$/.exec(line.controlNumber ?? '')?.[1];
  return own !== undefined && Number(own) <= lineCount ? Number(own) : undefined;
}

/** Whether these are all charged lines of the claim. */
export function areAllLines(lines: readonly number[], lineCharges: LineCharges): boolean {
  return [...lineCharges].every(([line, cents]) => cents === 0 || lines.includes(line));
}

/**
 * The lines of ours that a part of a claim is about, in file order; undefined unless this is certain and each of them is there with its
 * whole charge. A line is identified by the control number that the payer returns, otherwise by a charge that no other line of ours has.
 * The payer may split one line of ours into several (an unbundled line).
 * @param sign -1 for a reversal, whose charges are negated
 */
export function ownLineNumbers(
  lines: readonly RemittanceLine[],
  lineCharges: LineCharges,
  sign: 1 | -1,
): readonly number[] | undefined {
  const numbers: number[] = [];
  for (const line of lines) {
    const stated = statedLineNumber(line, Math.max(0, ...lineCharges.keys()));
    const alike = [...lineCharges].filter(([, cents]) => cents === sign * line.chargeCents);
    const number = line.controlNumber === undefined && alike.length === 1 ? alike[0]?.[0] : stated;
    if (number === undefined || !lineCharges.has(number)) return undefined;
    numbers.push(number);
  }
  const isWhole = [...new Set(numbers)].every((number) => {
    const stated = lines.reduce((sum, line, index) => sum + (numbers[index] === number ? line.chargeCents : 0), 0);
    return stated === sign * (lineCharges.get(number) ?? 0);
  });
  return isWhole && numbers.length > 0 ? numbers : undefined;
}
