import type { LedgerEntry } from '../ledger/entry.ts';
import { openAnswers } from '../remittance/post/claim-posting.ts';
import type { LocalDate } from '../time/local-date.ts';

/** What a payer deducted on a line, or on the claim as a whole, in cents. */
export interface TakenOff {
  /** Contractual reductions: not allowed. */
  readonly reducedCents: number;
  /** Denied, pended, or left to the patient outside the plan: covered by other work, or owed by nobody. */
  readonly elsewhereCents: number;
}

/** The first payer's answer to a claim according to the books, without reversed parts. */
export interface AllowedAmounts {
  /** The answered lines; all when absent. */
  readonly answeredLines?: ReadonlySet<number>;
  readonly byLine: ReadonlyMap<number, TakenOff>;
  readonly ofClaim: TakenOff;
  /** The entries that book it, and the day of the latest payment. */
  readonly entryIds: readonly string[];
  readonly answeredOn: LocalDate;
  /** The payer's number of the claim. */
  readonly payerClaimNumber: string;
}

/**
 * The patient's share of the allowed amount: deductible, coinsurance, copay, blood, and other plans' equivalents; and the same of a qualified
 * beneficiary (209), whom nobody bills. Under any group: a payer that protects the patient may name another one than PR.
 */
const costSharing = new Set(['1', '2', '3', '66', '209', '241', '247', '248']);

/**
 * The deductions from the charges in the first payer's answers. Its payment, the patient's share, and amounts withheld
 * without a lower allowance together are the allowed amount, so they are not deducted. Undefined while it has not
 * answered.
 * @param keptBack reason codes for amounts withheld or added without changing the allowed amount: sequestration,
 * withholds, interest, what laws add or take off
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

/**
 * The adjustments of an answer that reduce the allowed amount. Every adjustment of the first payer's answer is on a leg
 * or in a note.
 */
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
    if (keptBack.includes(carc) || costSharing.has(carc)) return [];
    return [{ line, cents, where: group === 'PR' ? 'elsewhere' : 'reduced' }];
  });
}
