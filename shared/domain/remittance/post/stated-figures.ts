import type { Leg } from '../../ledger/entry.ts';
import type { RemittanceClaim } from '../remittance.ts';
import { adjustmentReason } from '../rules/adjustment-meaning.ts';
import type { ReversibleEntry } from './claim-posting.ts';

/** What a payer stated for a claim: the payment, and cents per group and reason over claim and lines, without zeros. */
export interface StatedFigures {
  readonly paidCents: number;
  readonly reasons: ReadonlyMap<string, number>;
}

/** The figures of a claim in a remittance. The charge is their sum, since the claim's equation has been checked before. */
export function statedFigures(claim: RemittanceClaim): StatedFigures {
  const all = [...claim.adjustments, ...claim.lines.flatMap((line) => line.adjustments)];
  return {
    paidCents: claim.paidCents,
    reasons: sums(all.map((adjustment) => [adjustmentReason(adjustment), adjustment.cents])),
  };
}

/** The figures that an entry was made from: every adjustment of a booked answer is on a receivable leg, in a note, or both. */
export function bookedFigures(entry: ReversibleEntry): StatedFigures {
  const share = entry.adjudication?.share;
  const legs = entry.legs.filter(
    (leg) => leg.account === 'insurance-receivable' && leg.share === share && leg.reason !== undefined,
  );
  return {
    paidCents: entry.legs.filter(isCash).reduce((sum, leg) => sum + leg.cents, 0),
    reasons: sums([
      ...legs.map((leg): [string, number] => [leg.reason ?? '', -leg.cents]),
      ...(entry.notes ?? []).map((note): [string, number] => [note.reason, note.cents]),
    ]),
  };
}

/** Whether a leg is the cash of a claim: from the remittance's clearing, or from where it waited. */
export function isCash({ account }: Leg): boolean {
  return account === 'remittance-clearing' || account === 'unapplied-payer-cash';
}

/** Whether a payer repeats the same figures. */
export function sameFigures(left: StatedFigures, right: StatedFigures): boolean {
  return (
    left.paidCents === right.paidCents &&
    left.reasons.size === right.reasons.size &&
    [...left.reasons].every(([reason, cents]) => cents === right.reasons.get(reason))
  );
}

/**
 * Whether figures are the exact negation of others. Version 4010 writes reversals with group CR and no PR (X12 RFI 319), so groups are
 * compared unless every group of the reversal is CR.
 */
export function negates(reversal: StatedFigures, original: StatedFigures): boolean {
  if (reversal.paidCents + original.paidCents !== 0) return false;
  const left = isOldStyle(reversal) ? withoutGroups(reversal.reasons) : reversal.reasons;
  const right = isOldStyle(reversal) ? withoutGroups(original.reasons) : original.reasons;
  return left.size === right.size && [...left].every(([reason, cents]) => cents + (right.get(reason) ?? 0) === 0);
}

/** Whether a reversal is written as in version 4010: every group is CR. */
export function isOldStyle({ reasons }: StatedFigures): boolean {
  return reasons.size > 0 && [...reasons.keys()].every((key) => key.startsWith('CR-'));
}

function withoutGroups(reasons: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  return sums([...reasons].map(([reason, cents]) => [reason.slice(reason.indexOf('-') + 1), cents]));
}

function sums(amounts: readonly (readonly [string, number])[]): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  for (const [reason, cents] of amounts) totals.set(reason, (totals.get(reason) ?? 0) + cents);
  return new Map([...totals].filter(([, cents]) => cents !== 0));
}
