import { describe, expect, it } from 'vitest';
import type { ClaimBalance, OpenWork } from '../../../shared/domain/claim/balance.ts';
import { owedOutOfSight } from '../../../shared/domain/claim/open-work.ts';
import { withWorkLeft } from '../../../shared/domain/claim/work-left.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import { settleWork } from '../../../shared/domain/remittance/post/settle.ts';
import { submitted } from '../remittance/statements.ts';

const credit = (id: string, own: number): OpenWork => ({
  ...{ id, kind: 'exception', code: 'credit-balance', entryId: 'e1', share: 1, cents: cents(own) },
});

/** A claim whose second payer is not billed and has a credit, with pieces of work about it. */
function credited(owed: number, ...credits: readonly number[]): ClaimBalance {
  const claim = submitted(10000, ['primary', 'second']);
  const payers = claim.payers.map((payer, share) => ({
    ...payer,
    ...(share === 1
      ? { status: 'waiting' as const, receivableCents: cents(owed) }
      : { status: 'answered' as const, receivableCents: cents(0) }),
  }));
  return { ...claim, payers, openWork: credits.map((own, index) => credit(`exc_${index}`, own)) };
}

describe('work about the credit of a payer that is not billed', () => {
  it.each([
    ['is as it was while the credit is', -5000, [-3000, -2000], [-3000, -2000]],
    ['gives way once when there are two pieces of it', -4000, [-3000, -2000], [-2000, -2000]],
    ['ends in one piece before another one lessens', -1500, [-3000, -2000], [-1500]],
    ['all ends with the credit', 0, [-3000, -2000], []],
  ] as const)('%s', (_, owed, before, left) => {
    const { after, over, changed } = withWorkLeft(credited(owed, ...before));
    expect((after.openWork ?? []).map((work) => work.cents)).toEqual(left);
    expect(owedOutOfSight(after)).toEqual([]);
    expect(over).toHaveLength(before.length - left.length);
    for (const work of changed) expect(after.openWork).toContainEqual(work);
  });

  it('ends by as much as another payer’s amount moves to this one', () => {
    const claim = credited(-5000, -3000, -2000);
    const [first, ...others] = claim.payers;
    const denial = { ...credit('den_1', 4000), kind: 'denial', code: 'denial', share: 0 } as const;
    const balance: ClaimBalance = {
      ...claim,
      payers: [{ ...(first as (typeof claim.payers)[number]), receivableCents: cents(4000) }, ...others],
      openWork: [...(claim.openWork ?? []), denial],
    };
    const settled = settleWork(balance, denial, cents(4000), 'next-payer');
    expect(settled.ok && settled.value.after.openWork).toEqual([credit('exc_1', -1000)]);
    expect(settled.ok && owedOutOfSight(settled.value.after)).toEqual([]);
  });
});
