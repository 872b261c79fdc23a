import { describe, expect, it } from 'vitest';
import type { ClaimBalance } from '../../../shared/domain/claim/balance.ts';
import { owedOutOfSight } from '../../../shared/domain/claim/open-work.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import { coverOf } from '../../../shared/domain/remittance/post/cover.ts';
import { line, post, statement, submitted } from './statements.ts';

/* The first payer answers again, and leaves more to the next one than that one has paid. */

const credited = (filings: ClaimBalance['filings']): ClaimBalance => {
  const claim = submitted(10000, ['primary', 'second'], { filings });
  const payers = claim.payers.map((payer, share) =>
    share === 1 ? { ...payer, status: 'answered' as const, receivableCents: cents(-2000) } : payer,
  );
  return { ...claim, payers };
};
const first = { number: 1, share: 0, frequency: 'original', state: { kind: 'reversed' } } as const;
const second = { number: 2, share: 1, frequency: 'original', state: { kind: 'answered', outcome: 'paid' } } as const;
const again = statement('1', [line(10000, 5000, 'PR-2 5000')]);

describe('a later payer that owes again', () => {
  it('has somebody’s work for it, when it has answered the claim that it was sent', () => {
    const claim = credited([first, second]);
    const posting = post(again, claim);
    const after = posting.after as ClaimBalance;
    expect(after.payers[1]).toMatchObject({ status: 'answered', receivableCents: 3000 });
    const { rests } = coverOf({ before: claim, after, posting, opened: [] });
    expect(rests).toEqual([{ code: 'balance-unexplained', share: 1, cents: 3000 }]);
  });

  it('is the next payer to bill, when it was sent no claim', () => {
    const after = post(again, credited([first])).after as ClaimBalance;
    expect(after.payers[1]).toMatchObject({ status: 'open', receivableCents: 3000 });
    expect(owedOutOfSight(after)).toEqual([]);
  });
});
