import { describe, expect, it } from 'vitest';
import type { ClaimBalance } from '../../../shared/domain/claim/balance.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import { causesOf } from '../../../shared/domain/remittance/denial/causes.ts';
import { likelihoodOf, type PastDenial } from '../../../shared/domain/remittance/denial/likelihood.ts';
import { awaitedOf, usualTimes } from '../../../shared/domain/remittance/denial/unanswered.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const past = (payerId: string, carc: string, isPaid: boolean, times: number): PastDenial[] =>
  Array.from({ length: times }, () => ({ payerId, carc, category: 'authorisation', isPaid }));

describe('how likely a payer is to pay what it denied', () => {
  const denial = { payerId: 'a', carc: '197', category: 'authorisation' } as const;

  it.each([
    // Of the same payer, 3 of 5.
    [
      'payer-and-reason',
      [...past('a', '197', true, 3), ...past('a', '197', false, 2), ...past('b', '197', false, 9)],
      60,
      3,
      5,
    ],
    // This payer's 4 are too few: of all payers, 6 of 13.
    ['reason', [...past('a', '197', true, 4), ...past('b', '197', true, 2), ...past('b', '197', false, 7)], 46, 6, 13],
    // This reason's 4 are too few: of the whole category, 5 of 6.
    ['category', [...past('a', '197', true, 4), ...past('b', '198', true, 1), ...past('b', '198', false, 1)], 83, 5, 6],
  ] as const)('is calculated from the %s', (of, those, percent, paid, decided) => {
    expect(likelihoodOf(denial, those)).toEqual({ percent, paid, decided, of });
  });

  it('is not calculated from fewer than five outcomes', () => {
    expect(likelihoodOf(denial, past('a', '197', true, 4))).toBeUndefined();
  });
});

describe('the causes of denials', () => {
  it('are counted once for each denial, by its outcome, the largest amount of a kind first', () => {
    const causes = causesOf([
      { cents: cents(5000), state: 'paid', causes: { payer: ['a'], procedure: ['X1', 'X1', 'X2'] } },
      { cents: cents(2000), state: 'open', causes: { payer: ['b'], procedure: ['X2'] } },
      { cents: cents(4000), state: 'lost', causes: { payer: ['b'] } },
    ]);
    const none = { open: 0, paid: 0, lost: 0, moved: 0 };
    expect(causes).toEqual([
      { kind: 'payer', of: 'b', count: 2, cents: 6000, ...none, open: 1, lost: 1 },
      { kind: 'payer', of: 'a', count: 1, cents: 5000, ...none, paid: 1 },
      { kind: 'procedure', of: 'X2', count: 2, cents: 7000, ...none, open: 1, paid: 1 },
      { kind: 'procedure', of: 'X1', count: 1, cents: 5000, ...none, paid: 1 },
    ]);
  });
});

describe('a payer’s usual time', () => {
  const answered = (payerId: string, count: number, days: number) => ({
    ...{
      sums: [],
      aged: [],
      counts: [{ what: 'answered', entityId: 'e', payerId, count, days, cents: cents(0) } as const],
    },
  });

  it('is one and a half times its average, a week above it at least, from ten answers on', () => {
    // 12 answers in 360 days: 30 on average, late after 45. 10 in 60: 6 on average, late after 13.
    const of = usualTimes([
      answered('slow', 8, 200),
      answered('slow', 4, 160),
      answered('fast', 10, 60),
      answered('new', 9, 9),
    ]);
    expect(of('slow')).toEqual({ lateAfterDays: 45, averageDays: 30, answers: 12, basis: 'past-answers' });
    expect(of('fast')).toMatchObject({ lateAfterDays: 13, averageDays: 6 });
    expect(of('new')).toEqual({ lateAfterDays: 45, answers: 9, basis: 'assumed' });
    expect(of('unknown')).toEqual({ lateAfterDays: 45, answers: 0, basis: 'assumed' });
  });

  it('counts from the service, or from the day of a later payer’s turn, while the payer has the claim', () => {
    const today = '2026-11-27' as LocalDate;
    const balance = (state: string, more: object = {}) =>
      ({
        serviceFrom: '2026-10-05',
        filings: [{ number: 1, share: 0, frequency: 'original', state: { kind: state } }],
        payers: [{ payerId: 'a', coverageId: 'c', receivableCents: 9000, status: 'open', ...more }],
      }) as unknown as ClaimBalance;
    expect(awaitedOf(balance('submitted'), today)).toEqual({ share: 0, payerId: 'a', cents: 9000, days: 53 });
    expect(awaitedOf(balance('accepted', { turnOn: '2026-11-20' }), today)).toMatchObject({ days: 7 });
    expect(awaitedOf(balance('ready'), today)).toBeUndefined();
    expect(awaitedOf(balance('submitted', { status: 'answered' }), today)).toBeUndefined();
    expect(awaitedOf(balance('submitted', { receivableCents: 0 }), today)).toBeUndefined();
  });
});
