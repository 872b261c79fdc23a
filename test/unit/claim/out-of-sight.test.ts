import { describe, expect, it } from 'vitest';
import type { PayerShare } from '../../../shared/domain/claim/balance.ts';
import type { Filing, FilingState } from '../../../shared/domain/claim/filing.ts';
import { owedOutOfSight, sightOf } from '../../../shared/domain/claim/open-work.ts';
import { cents } from '../../../shared/domain/money/cents.ts';

const payer = (status: PayerShare['status'], owed: number, more: Partial<PayerShare> = {}): PayerShare => ({
  ...{ payerId: 'pay_1', coverageId: 'cov_1', receivableCents: cents(owed), status, ...more },
});
const filing = (state: FilingState, share = 0, number = 1): Filing => ({
  ...{ number, share, frequency: 'original', state },
});
const submitted = { kind: 'submitted', submissionId: 'sub_1' } as const;
const answered = { kind: 'answered', outcome: 'paid' } as const;

describe('an open share', () => {
  it.each([
    ['a filing that is being assembled', { kind: 'preparing' }, 'filing'],
    ['a filing on the list of ready ones', { kind: 'ready', lane: 'x' }, 'filing'],
    ['a filing that was sent', submitted, 'filing'],
    ['an answer that was taken back', { kind: 'reversed' }, 'filing'],
    ['a held filing', { kind: 'held', reasons: ['x'] }, 'exception'],
    ['a withdrawn filing', { kind: 'withdrawn' }, 'exception'],
    ['a rejected filing', { kind: 'rejected', reasons: ['x'] }, 'exception'],
  ] as const)('is tracked by %s', (_, state, sight) => {
    const claim = { payers: [payer('open', 100)], filings: [filing(state)] };
    expect(sightOf(claim, 0)).toBe(sight);
    expect(owedOutOfSight(claim)).toEqual([]);
  });

  it('is untracked when nothing was filed, or what was filed has ended', () => {
    const nowhere = [{ share: 0, cents: 100 }];
    expect(owedOutOfSight({ payers: [payer('open', 100)], filings: [] })).toEqual(nowhere);
    expect(owedOutOfSight({ payers: [payer('open', 100)], filings: [filing(answered)] })).toEqual(nowhere);
    expect(owedOutOfSight({ payers: [payer('open', 100)], filings: [filing({ kind: 'cancelled' })] })).toEqual(nowhere);
    // The filing belongs to the other payer.
    const payers = [payer('open', 100), payer('waiting', 0)];
    expect(owedOutOfSight({ payers, filings: [filing(submitted, 1)] })).toEqual(nowhere);
    expect(owedOutOfSight({ payers: [payer('open', 0)], filings: [] })).toEqual([]);
  });

  it('is tracked while some lines are answered and others are not, and by an exception about it', () => {
    const partly = payer('open', 100, { answeredLines: [1] });
    expect(sightOf({ payers: [partly], filings: [filing(answered)] }, 0)).toBe('filing');
    const work = { id: 'exc_1', kind: 'exception', code: 'x', entryId: '', share: 0, cents: cents(100) } as const;
    expect(sightOf({ payers: [payer('open', 100)], filings: [], openWork: [work] }, 0)).toBe('exception');
  });

  it('of a later payer waits for its turn, and then is on the list of next payers', () => {
    const second = payer('open', 30);
    expect(owedOutOfSight({ payers: [payer('open', 0), second], filings: [filing(submitted)] })).toEqual([]);
    const turn = { payers: [payer('answered', 0), second], filings: [filing(answered)] };
    expect(sightOf(turn, 1)).toBe('next-payer');
    const asked = { ...turn, filings: [filing(answered), filing(submitted, 1, 2)] };
    expect(sightOf(asked, 1)).toBe('filing');
  });
});
