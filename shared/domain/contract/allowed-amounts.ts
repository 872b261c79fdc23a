import type { LedgerEntry } from '../ledger/entry.ts';
import { openAnswers } from '../remittance/post/claim-posting.ts';
import type { LocalDate } from '../time/local-date.ts';

/** What a payer took off a line, or off the claim as a whole, in cents. */
export interface TakenOff {
  /** By agreement: it is not allowed. */
  readonly reducedCents: number;
  /** Denied, held, or left to the patient outside of the plan: it is work of its own, or nobody’s. */
  readonly elsewhereCents: number;
}

/** The first payer's answer to a claim as it stands in the books: what was taken back does not count. */
export interface AllowedAmounts {
  /** The lines that are answered; all when absent. */
  readonly answeredLines?: ReadonlySet<number>;
  readonly byLine: ReadonlyMap<number, TakenOff>;
  readonly ofClaim: TakenOff;
  /** The entries that book it, and the day of the latest payment. */
  readonly entryIds: readonly string[];
  readonly answeredOn: LocalDate;
  /** The payer's number of the claim. */
  readonly payerClaimNumber: string;
}

/** The patient's share of what is allowed: deductible, coinsurance, copay, blood, and the same of other plans' wording. */
const costSharing = new Set(['1', '2', '3', '66', '241', '247', '248']);

/**
 * What the first payer's standing answers took off the charges. What it pays, the patient's share, and what it keeps back without allowing less are together what it
 * allowed, so these are not taken off. Undefined while it has not answered.
 * @param keptBack reason codes by which money is kept back or added without allowing less or more: sequestration, withholds, interest
 */
export function allowedAmounts(
  entries: readonly LedgerEntry[],
  keptBack: readonly string[],
): AllowedAmounts | undefined {
  const answers = openAnswers(entries).filter(({ adjudication }) => adjudication?.share === 0);
  const latest = answers.toSorted((left, right) => (left.effectiveOn < right.effectiveOn ? -1 : 1)).at(-1);
  if (latest === undefined) return undefined;
  const byLine = new Map<number, TakenOff>();
  let ofClaim = nothing;
  for (const { line, cents, where } of answers.flatMap((answer) => statedIn(answer, keptBack))) {
    const amounts = where === 'reduced' ? { reducedCents: cents } : { elsewhereCents: cents };
    if (line === undefined) ofClaim = plus(ofClaim, amounts);
    else byLine.set(line, plus(byLine.get(line) ?? nothing, amounts));
  }
  const isInParts = answers.every(({ adjudication }) => adjudication?.lines !== undefined);
  return {
    ...{ byLine, ofClaim, entryIds: answers.map(({ id }) => id), answeredOn: latest.effectiveOn },
    payerClaimNumber: latest.adjudication?.payerClaimNumber ?? '',
    ...(isInParts ? { answeredLines: new Set(answers.flatMap(({ adjudication }) => adjudication?.lines ?? [])) } : {}),
  };
}

export const nothing: TakenOff = { reducedCents: 0, elsewhereCents: 0 };

export function plus(left: TakenOff, right: Partial<TakenOff>): TakenOff {
  return {
    reducedCents: left.reducedCents + (right.reducedCents ?? 0),
    elsewhereCents: left.elsewhereCents + (right.elsewhereCents ?? 0),
  };
}

interface Stated {
  readonly line: number | undefined;
  readonly cents: number;
  readonly where: 'reduced' | 'elsewhere';
}

/** The adjustments of an answer that make it allow less. Every adjustment of an answer of the first payer is on a leg or in a note. */
function statedIn(answer: LedgerEntry, keptBack: readonly string[]): Stated[] {
  const legs = answer.legs.filter(
    ({ account, share, reason }) => account === 'insurance-receivable' && share === 0 && reason !== undefined,
  );
  const stated = [
    ...legs.map(({ line, reason = '', cents }) => ({ line, reason, cents: -cents, isOpen: false })),
    ...(answer.notes ?? []).map(({ line, reason, cents, meaning }) => ({
      ...{ line, reason, cents },
      isOpen: meaning !== 'information',
    })),
  ];
  return stated.flatMap(({ line, reason, cents, isOpen }): Stated[] => {
    const [group, carc = ''] = reason.split('-');
    if (isOpen) return [{ line, cents, where: 'elsewhere' }];
    if (keptBack.includes(carc)) return [];
    if (group !== 'PR') return [{ line, cents, where: 'reduced' }];
    return costSharing.has(carc) ? [] : [{ line, cents, where: 'elsewhere' }];
  });
}
