import type { ClaimBalance } from '../../../shared/domain/claim/balance.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { ClaimPosting, ReversibleEntry } from '../../../shared/domain/remittance/post/claim-posting.ts';
import type { RemittanceClaim, RemittanceLine } from '../../../shared/domain/remittance/remittance.ts';
import { line, post, submitted } from './statements.ts';

/* A claim of three lines, 60.00, 30.00 and 10.00, whose lines are answered by number, and reversed. */

export const lineCharges = new Map([
  [1, cents(6000)],
  [2, cents(3000)],
  [3, cents(1000)],
]);
export const known = { lineCharges };
export const numbered = (number: number, charge: number, paid: number, ...reductions: string[]): RemittanceLine => ({
  ...line(charge, paid, ...reductions),
  controlNumber: String(number),
});

export const entryOf = ({ legs, notes, adjudication }: ClaimPosting, id: string): ReversibleEntry => ({
  id,
  legs,
  notes,
  ...(adjudication && { adjudication }),
});

/** Posts claims one after the other. Returns the books afterwards. */
export function posted(balance: ClaimBalance, ...claims: readonly RemittanceClaim[]) {
  let after = balance;
  const reversible = claims.map((claim, index) => {
    const posting = post(claim, after, known);
    if (posting.after === undefined) throw new Error(`the claims of this test post: ${posting.exceptions[0]?.code}`);
    after = posting.after;
    return entryOf(posting, `e${index + 1}`);
  });
  return { after, reversible };
}

export const three = (...payerIds: string[]) => submitted(10000, payerIds, { lineCount: 3 });
