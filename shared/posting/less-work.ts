import type { ClaimBalance, OpenWork } from '../domain/claim/balance.ts';
import { withOpenWork } from '../domain/claim/open-work.ts';
import { type Cents, cents } from '../domain/money/cents.ts';

/** Money that meets what a payer owes of a claim: of which share, how much, and which work it ends; any where nothing is said. */
interface Meeting {
  readonly share: number;
  readonly cents: Cents;
  readonly ends?: (work: OpenWork) => boolean;
}

/** A claim with less work about what its payer owes: what is met needs nobody any more. `leftCents` met nothing. */
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
