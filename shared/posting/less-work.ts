import type { ClaimBalance, OpenWork } from '../domain/claim/balance.ts';
import { withOpenWork } from '../domain/claim/open-work.ts';
import { type Cents, cents } from '../domain/money/cents.ts';

/**
 * Money that pays part of what a payer owes on a claim: the share, the amount, and which open work it may end (any work
 * when `ends` is absent).
 */
interface Meeting {
  readonly share: number;
  readonly cents: Cents;
  readonly ends?: (work: OpenWork) => boolean;
}

/**
 * The claim after such a payment. Work about the paid amount ends. `leftCents` is the part of the money that paid for
 * no work.
 */
export function withLessWork(claim: ClaimBalance, { share, cents: amount, ends = () => true }: Meeting) {
  const over: OpenWork[] = [];
  const changed: OpenWork[] = [];
  let left: number = amount;
  const work = (claim.openWork ?? []).flatMap((each): OpenWork[] => {
    if (each.share !== share || each.cents <= 0 || left === 0 || !ends(each)) return [each];
    const met = Math.min(left, each.cents);
    left -= met;
    if (met === each.cents) {
      over.push(each);
      return [];
    }
    const less = { ...each, cents: cents(each.cents - met) };
    changed.push(less);
    return [less];
  });
  return { after: withOpenWork(claim, work), over, changed, leftCents: cents(left) };
}
