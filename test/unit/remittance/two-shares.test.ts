import { describe, expect, it } from 'vitest';
import type { ClaimBalance } from '../../../shared/domain/claim/balance.ts';
import type { ClaimPosting, ReversibleEntry } from '../../../shared/domain/remittance/post/claim-posting.ts';
import type { RemittanceClaim } from '../../../shared/domain/remittance/remittance.ts';
import { line, post, reversalOf, statement, submitted } from './statements.ts';

/** A claim with two coverages of the same payer. */
const twice = submitted(10000, ['primary', 'primary']);
const owed = (balance: ClaimBalance | undefined) => balance?.payers.map((payer) => payer.receivableCents);
const codes = (posting: ClaimPosting) => posting.exceptions.map((one) => one.code);

/** Posts the payer's answers, one after the other. */
function answered(...claims: RemittanceClaim[]) {
  let balance: ClaimBalance = twice;
  const reversible: ReversibleEntry[] = [];
  for (const [index, claim] of claims.entries()) {
    const posting = post(claim, balance, { reversible });
    if (posting.kind !== 'posted' || posting.after === undefined) throw new Error(`answer ${index + 1} does not post`);
    balance = posting.after;
    reversible.push({ ...posting, id: `answer-${index + 1}` });
  }
  return { balance, reversible };
}

const first = statement('1', [line(10000, 6000, 'CO-45 1000', 'PR-1 3000')]);
const second = statement('2', [line(10000, 2000, 'OA-23 7000', 'PR-1 1000')]);

describe('an answer of a payer that is on the claim twice', () => {
  it('is for the share whose place in the order its status names', () => {
    const one = post(first, twice);
    expect([owed(one.after), one.adjudication?.share]).toEqual([[0, 3000], 0]);
    expect(owed(answered(first, second).balance)).toEqual([0, 0]);
    expect(answered(first, second).reversible.map((entry) => entry.adjudication?.share)).toEqual([0, 1]);
    expect(codes(post({ ...first, statusCode: '3' }, twice))).toEqual(['payer-position-differs']);
  });

  it('that names no place is for the first share that has not been answered', () => {
    const denied = statement('4', [line(10000, 0, 'OA-23 7000', 'CO-29 3000')]);
    const { balance, reversible } = answered(first);
    const posting = post(denied, balance, { reversible });
    expect([posting.kind, posting.adjudication?.share, owed(posting.after)]).toEqual(['posted', 1, [0, 3000]]);
    expect(post(statement('4', [line(10000, 0, 'CO-29 10000')]), twice).adjudication?.share).toBe(0);
  });

  it('that repeats an earlier one is that share’s again when nothing is open on the other', () => {
    const denied = statement('4', [line(10000, 0, 'CO-29 10000')]);
    const { balance, reversible } = answered(denied);
    const again = post(denied, balance, { reversible });
    expect([again.kind, again.after, codes(again)]).toEqual(['unapplied', undefined, ['already-adjudicated']]);
    const later = post(denied, balance, {
      reversible: reversible.map((entry) => ({ ...entry, effectiveOn: '2026-11-01' as never })),
      paymentDate: '2026-11-09' as never,
    });
    expect(later.kind).toBe('nothing');
  });

  it('is for a person where the first share may have answered again, or the second at last', () => {
    const nothing = statement('4', [line(10000, 0, 'PR-1 10000')]);
    const { balance, reversible } = answered(nothing);
    expect(owed(balance)).toEqual([0, 10000]);
    const unsure = post(nothing, balance, { reversible });
    expect([unsure.kind, unsure.after, codes(unsure)]).toEqual(['unapplied', undefined, ['payer-twice-on-claim']]);
    const decided = post(nothing, balance, { reversible, share: 1 });
    expect([decided.adjudication?.share, owed(decided.after), decided.after?.patientCents]).toEqual([1, [0, 0], 10000]);
  });

  it('is for no share that the payer does not have, whatever a person chooses', () => {
    expect(codes(post(first, twice, { share: 2 }))).toEqual(['payer-not-on-claim']);
  });
});

describe('a reversal by a payer that is on the claim twice', () => {
  it('reverses the answer that it negates, and leaves the other share’s', () => {
    const { balance, reversible } = answered(first, second);
    const posting = post(reversalOf(second), balance, { reversible });
    expect([posting.reverses, owed(posting.after), posting.after?.patientCents]).toEqual([['answer-2'], [0, 3000], 0]);
    expect(posting.after?.payers.map(({ status }) => status)).toEqual(['answered', 'open']);
    expect(posting.after?.state).toEqual({ kind: 'reversed', payerPosition: 1 });
    // We filed only the first share.
    expect(posting.after?.filings[0]?.state.kind).toBe('answered');
    const other = post(reversalOf(first), balance, { reversible });
    expect([other.reverses, owed(other.after)]).toEqual([['answer-1'], [10000, -3000]]);
    expect(other.after?.filings[0]?.state.kind).toBe('reversed');
  });

  it('is for a person where it negates an equal answer of each share', () => {
    const zero = (statusCode: string) => statement(statusCode, [line(10000, 0, 'PR-1 10000')]);
    const { balance, reversible } = answered(zero('1'), zero('2'));
    const unsure = post(reversalOf(zero('1')), balance, { reversible });
    expect([unsure.kind, codes(unsure)]).toEqual(['unapplied', ['payer-twice-on-claim']]);
    expect(post(reversalOf(zero('1')), balance, { reversible, share: 0 }).reverses).toEqual(['answer-1']);
    const named = reversible.map((entry, index) => ({
      ...entry,
      adjudication: { payerId: 'primary', share: index, payerClaimNumber: `ICN${index + 1}` },
    }));
    expect(post(reversalOf(zero('1')), balance, { reversible: named }).reverses).toEqual(['answer-1']);
  });
});
