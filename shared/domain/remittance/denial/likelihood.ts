import type { DenialCategory } from './denial-reasons.ts';

/** A past denial: the payer, the reason, and whether it was paid in the end. */
export interface PastDenial {
  readonly payerId: string;
  readonly carc: string;
  readonly category: DenialCategory;
  readonly isPaid: boolean;
}

/** How likely a payer pays what it denied, and the outcomes behind it. */
export interface Likelihood {
  readonly percent: number;
  readonly paid: number;
  readonly decided: number;
  /** Which past denials count: of the same payer for the same reason, of any payer for it, or of the same kind. */
  readonly of: 'payer-and-reason' | 'reason' | 'category';
}

/** With fewer outcomes than this there is no statement about a payer and a reason. */
const leastOutcomes = 5;

/**
 * The likelihood that a denial is paid, from past outcomes: the most similar ones that are numerous enough. Undefined
 * when there are too few of any kind.
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
