import { describe, expect, test } from 'vitest';
import { ownAccount } from '../../../shared/domain/account/account.ts';
import type { BookedClaim } from '../../../shared/domain/account/account-balance.ts';
import { adjustClaim, takeBack } from '../../../shared/domain/adjustment/adjust.ts';
import { bandOf, guidelineCents } from '../../../shared/domain/assistance/band.ts';
import type { ClaimBalance, PayerShare } from '../../../shared/domain/claim/balance.ts';
import { discountBy } from '../../../shared/domain/discount/discount.ts';
import { type Leg, ledgerEntry } from '../../../shared/domain/ledger/entry.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import { smallBalanceOf } from '../../../shared/domain/small-balance/small-balance.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = (text: string) => text as LocalDate;
const today = day('2026-11-23');

/** A patient's movements, each booked against charges: day, cents, and the kind of money or reason. */
type Move = readonly [on: string, cents: number, what?: 'paid' | 'self-pay-discount'];

function claimOf(moves: readonly Move[], payers: readonly Partial<PayerShare>[] = []): BookedClaim {
  const entries = moves.map(([on, amount, what], index) => {
    const reason = what === 'self-pay-discount' ? { reason: what } : {};
    const legs: Leg[] = [
      { account: 'patient-receivable', cents: cents(amount), ...reason },
      { account: 'charges', cents: cents(-amount) },
    ];
    const payment = what === 'paid' ? { paymentId: 'pmt' } : {};
    return ledgerEntry({
      ...{ id: `led_${index}`, kind: what === 'paid' ? 'patient-allocation' : 'charge', effectiveOn: day(on) },
      ...{ postedOn: day(on), entityId: 'ent', legs, ...payment },
    });
  });
  const patientCents = moves.reduce((sum, [, amount]) => sum + amount, 0);
  const balance = {
    ...{
      claimId: 'A',
      patientCents,
      payers: payers.map((each) => ({ receivableCents: 0, status: 'answered', ...each })),
    },
  } as unknown as ClaimBalance;
  return { balance, entries };
}

describe('a discount by rule', () => {
  const settings = { selfPayRate: 2000, promptPay: { rate: 1000, withinDays: 14 } };
  const give = (reason: Parameters<typeof discountBy>[0], claim: BookedClaim, asked?: number) =>
    discountBy(reason, claim, settings, { today, asked: asked === undefined ? undefined : cents(asked) });

  test('for self-pay is its percentage of the share, once, also when a part of it is paid', () => {
    expect(give('self-pay-discount', claimOf([['2026-10-01', 141_03]]))).toEqual({ ok: true, value: 28_21 });
    const partly = claimOf([
      ['2026-10-01', 100_00],
      ['2026-10-05', -30_00, 'paid'],
    ]);
    expect(give('self-pay-discount', partly)).toEqual({ ok: true, value: 20_00 });
    const had = claimOf([
      ['2026-10-01', 100_00],
      ['2026-10-05', -15_00, 'self-pay-discount'],
    ]);
    expect(give('self-pay-discount', had)).toEqual({ ok: true, value: 5_00 });
    expect(give('self-pay-discount', had, 5_01)).toMatchObject({
      failure: { kind: 'discount-exceeds-rule', mostCents: 5_00 },
    });
    const billed = claimOf([['2026-10-01', 100_00]], [{ payerId: 'pay' }]);
    expect(give('self-pay-discount', billed)).toMatchObject({ failure: { kind: 'discount-not-offered' } });
  });

  test('for prompt payment needs the rest paid within the days', () => {
    const open = claimOf([
      ['2026-11-12', 100_00],
      ['2026-11-20', -89_99, 'paid'],
    ]);
    expect(give('prompt-pay-discount', open)).toMatchObject({ failure: { mostCents: 10_00, openCents: 1 } });
    const paid = claimOf([
      ['2026-11-12', 100_00],
      ['2026-11-20', -90_00, 'paid'],
    ]);
    expect(give('prompt-pay-discount', paid)).toEqual({ ok: true, value: 10_00 });
    const late = claimOf([
      ['2026-11-08', 100_00],
      ['2026-11-20', -90_00, 'paid'],
    ]);
    expect(give('prompt-pay-discount', late)).toMatchObject({ failure: { kind: 'discount-not-offered' } });
  });
});

describe('the income band of a household', () => {
  /** Made up: 15,000.00 for one person, and 5,000.00 for each further one. */
  const guideline = {
    year: 2026,
    region: 'contiguous' as const,
    firstCents: cents(15_000_00),
    furtherCents: cents(5_000_00),
  };
  const settings = {
    guidelines: [guideline],
    bands: [
      { upToPercent: 200, rate: 10_000 },
      { upToPercent: 300, rate: 5_000 },
    ],
    ...{ lookBackDays: 240, validDays: 180 },
  };
  const band = (size: number, income: number, state = 'OH', on = '2026-05-01') =>
    bandOf(settings, { size, incomeCents: cents(income) }, { appliedOn: day(on), state });

  test('depends on the guideline of the year, to the cent, and above every band there is none', () => {
    expect(guidelineCents(guideline, 3)).toBe(25_000_00);
    expect(band(3, 50_000_00)).toEqual({ ok: true, value: { guidelineYear: 2026, percent: 200, rate: 10_000 } });
    expect(band(3, 50_000_01)).toMatchObject({ value: { percent: 201, rate: 5_000 } });
    expect(band(3, 75_000_01)).toEqual({ ok: false, failure: 'income-above-bands' });
    expect(band(1, 0)).toMatchObject({ value: { percent: 0, rate: 10_000 } });
    expect(band(1, 0, 'AK')).toEqual({ ok: false, failure: 'guideline-missing' });
    expect(band(1, 0, 'OH', '2027-01-01')).toEqual({ ok: false, failure: 'guideline-missing' });
  });
});

describe('a small balance', () => {
  const settings = {
    owed: { mostCents: cents(5_00), minAgeDays: 30 },
    credits: { mostCents: cents(2_00), minAgeDays: 10 },
    creditStates: [{ state: 'OH', from: day('2026-01-01'), source: 'the law' }],
  };
  const facts = { account: ownAccount({ id: 'pat_1' }), state: 'OH', planned: new Set<string>(), payers: [] };
  const decide = (claim: BookedClaim, more: Partial<Parameters<typeof smallBalanceOf>[2]> = {}) =>
    smallBalanceOf(claim, settings, { ...facts, ...more }, today);
  const hold = { number: 1, kind: 'dispute', reason: 'r', by: 'b', at: 'a' } as const;
  const small = claimOf([['2026-10-01', 5_00]]);
  const credit = claimOf([
    ['2026-10-01', 10_00],
    ['2026-11-01', -12_00, 'paid'],
  ]);

  test('is given up when it is small and old enough; a credit is kept where the office may', () => {
    expect(decide(small)).toEqual({ ok: true, value: { why: 'small-balance', cents: 5_00 } });
    expect(decide(claimOf([['2026-10-01', 5_01]]))).toBeUndefined();
    expect(decide(claimOf([['2026-10-25', 5_00]]))).toBeUndefined();
    expect(decide(credit)).toEqual({ ok: true, value: { why: 'small-credit', cents: 2_00 } });
    expect(
      decide(
        claimOf([
          ['2026-10-01', 10_00],
          ['2026-11-20', -12_00, 'paid'],
        ]),
      ),
    ).toBeUndefined();
  });

  test.each([
    ['the account is held', small, { account: { holds: [hold] } }, 'dispute'],
    [
      'the law protects the patient',
      claimOf([['2026-10-01', 5_00]], [{ patientProtection: 'no-surprises' }]),
      {},
      'no-surprises',
    ],
    [
      'a payer is a federal programme',
      claimOf([['2026-10-01', 5_00]], [{}]),
      { payers: [{ filingIndicator: 'MB' }] },
      'federal-cost-sharing',
    ],
    ['a payer still owes something', claimOf([['2026-10-01', 5_00]], [{ receivableCents: cents(1) }]), {}, 'has-work'],
    ['a plan pays it', small, { planned: new Set(['A']) }, 'in-a-plan'],
    ['nobody has looked the state’s law up', credit, { state: 'TX' }, 'state-not-named'],
  ])('is not given up when %s', (_, claim, more, because) => {
    expect(decide(claim, more)).toEqual({ ok: false, failure: because });
  });
});

describe('a small credit that is kept', () => {
  test('leaves the claim at zero, and belongs to the patient again when it is reversed', () => {
    const { balance } = claimOf([['2026-10-01', -2_00]]);
    const order = { why: 'small-credit' as const, cents: cents(2_00), reference: 'adj' };
    const kept = adjustClaim(balance, order);
    expect(kept).toMatchObject({
      ok: true,
      value: {
        legs: [
          { account: 'patient-receivable', cents: 2_00, reason: 'small-credit' },
          { account: 'other-adjustments', cents: -2_00 },
        ],
        after: { patientCents: 0 },
      },
    });
    if (!kept.ok) return;
    const back = takeBack(kept.value.after, { legs: kept.value.legs });
    expect(back).toMatchObject({ ok: true, value: { after: { patientCents: -2_00 } } });
    expect(adjustClaim(balance, { ...order, cents: cents(2_01) })).toEqual({
      ok: false,
      failure: 'adjustment-exceeds-balance',
    });
    const owing = claimOf([['2026-10-01', 2_00]]).balance;
    expect(adjustClaim(owing, order)).toEqual({ ok: false, failure: 'adjustment-exceeds-balance' });
  });
});
