import type { DenialCategory } from './denial-reasons.ts';

/** A denial of the past: who refused what, and whether the payer paid it in the end. */
export interface PastDenial {
  readonly payerId: string;
  readonly carc: string;
  readonly category: DenialCategory;
  readonly isPaid: boolean;
}

/** How likely it is that a payer pays what it denied, and what that is made from. */
export interface Likelihood {
  readonly percent: number;
  readonly paid: number;
  readonly decided: number;
  /** Which past denials count: of the same payer for the same reason, of any payer for it, or of the same kind. */
  readonly of: 'payer-and-reason' | 'reason' | 'category';
}

/** With fewer outcomes than this nothing is said of a payer and a reason. */
const leastOutcomes = 5;

/**
 * The likelihood that a denial is paid, from what became of those before it: the closest ones of which there are enough. Undefined when there
 * are too few of any.
 */
export function likelihoodOf(
  { payerId, carc, category }: Omit<PastDenial, 'isPaid'>,
  past: readonly PastDenial[],
): Likelihood | undefined {
  const sameReason = past.filter((each) => each.carc === carc);
  const tiers = [
    ['payer-and-reason', sameReason.filter((each) => each.payerId === payerId)],
    ['reason', sameReason],
    ['category', past.filter((each) => each.category === category)],
  ] as const;
  for (const [of, those] of tiers) {
    const decided = those.length;
    if (decided < leastOutcomes) continue;
    const paid = those.filter(({ isPaid }) => isPaid).length;
    return { percent: Math.round((100 * paid) / decided), paid, decided, of };
  }
  return undefined;
}
