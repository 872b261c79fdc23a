import { describe, expect, test } from 'vitest';
import { underpayments } from '../../../shared/domain/contract/underpayments.ts';
import {
  contractMended,
  type Found,
  type PaymentVariance,
  type VarianceDeed,
  type VarianceFigures,
  type VarianceSubject,
  varianceAfter,
  varianceDecided,
  varianceDisputed,
} from '../../../shared/domain/contract/variance.ts';
import { cents, sumCents } from '../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = (text: string) => text as LocalDate;
const at = '2026-11-23T12:00:00.000Z';

const subject: VarianceSubject = {
  ...{ id: 'var_1', claimId: 'S000000000000000', direction: 'underpaid', payerId: 'pay_1', billingProviderId: 'prv_1' },
  ...{ entityId: 'ent_1', serviceFrom: day('2026-11-02') },
};

/** Lines of a code, with the amount missing of 100.00 on each. */
function missing(...lines: readonly (readonly [procedure: string, amount: number])[]): VarianceFigures {
  const own = lines.map(([procedure, amount], index) => ({
    ...{ lines: [index + 1], procedure, modifiers: [], serviceOn: day('2026-11-02'), chargeCents: cents(12000) },
    ...{
      expectedCents: cents(10000),
      allowedCents: cents(10000 - amount),
      elsewhereCents: cents(0),
      cents: cents(amount),
    },
    steps: [],
  }));
  return {
    ...{ contractId: 'ctr_1', contractVersion: 1, contractName: 'Contract', payerClaimNumber: 'ICN1', lines: own },
    answeredOn: day('2026-11-20'),
    expectedCents: sumCents(own.map((line) => line.expectedCents)),
    allowedCents: sumCents(own.map((line) => line.allowedCents)),
    cents: sumCents(own.map((line) => line.cents)),
  };
}

const of = (amount: number) => missing(['X9003', amount]);

type Happening = Found | VarianceDeed | 'dispute';

/** What happens to a variance when the books are checked repeatedly, and people decide in between. */
function story(...events: readonly Happening[]): PaymentVariance | undefined {
  let variance: PaymentVariance | undefined;
  for (const event of events) {
    if (event === 'dispute') variance = variance && varianceDisputed(variance, 'pdp_1');
    else if (typeof event === 'object' || event === 'nothing' || event === 'no-answer') {
      variance = varianceAfter(variance, subject, event, at) ?? variance;
    } else variance = variance && varianceDecided(variance, event, { by: 'user', at, reason: 'so' });
  }
  return variance;
}

const told = (variance: PaymentVariance | undefined) =>
  variance && [variance.state, variance.outcome, variance.cents, variance.recoveredCents];

describe('a variance', () => {
  test('is made when something is missing, and only then', () => {
    expect(told(story(of(1000)))).toEqual(['open', undefined, 1000, 0]);
    expect(story('nothing')).toBeUndefined();
    expect(story('no-answer')).toBeUndefined();
    expect(story(of(1000), of(1000))?.version).toBe(1);
  });

  test('counts later payments: a part, then the rest', () => {
    expect(told(story(of(1000), of(400)))).toEqual(['open', undefined, 400, 600]);
    expect(told(story(of(1000), of(400), 'nothing'))).toEqual(['closed', 'paid', 400, 1000]);
    // 4.00 were paid, and then taken back.
    expect(told(story(of(1000), of(600), of(1000)))).toEqual(['open', undefined, 1000, 0]);
    expect(told(story(of(1000), 'nothing', of(1000)))).toEqual(['open', undefined, 1000, 0]);
  });

  test('keeps its state while the payer is asked, and closes when it pays', () => {
    expect(told(story(of(1000), 'dispute', of(400)))).toEqual(['disputed', undefined, 400, 600]);
    expect(told(story(of(1000), 'dispute', 'win', 'nothing'))).toEqual(['closed', 'paid', 1000, 1000]);
    expect(story(of(1000), 'dispute')?.disputeIds).toEqual(['pdp_1']);
  });

  test('ends with the answer that it is about, and is opened again by an answer that is not enough', () => {
    expect(told(story(of(1000), 'no-answer'))).toEqual(['closed', 'taken-back', 1000, 0]);
    // The payer answers again, with 3.00 more.
    expect(told(story(of(1000), 'no-answer', of(700)))).toEqual(['open', undefined, 700, 300]);
    expect(story(of(1000), 'no-answer', of(700))?.closedAt).toBeUndefined();
  });

  test('that a person closed stays closed, unless more is missing than then', () => {
    for (const deed of ['accept', 'contract-wrong'] as const) {
      expect(story(of(1000), deed, of(1000))?.state).toBe('closed');
      expect(story(of(1000), deed, of(900))?.state).toBe('closed');
      expect(told(story(of(1000), deed, of(1001)))).toEqual(['open', undefined, 1001, 0]);
      expect(story(of(1000), deed, of(1001))?.decision).toBeUndefined();
      expect(story(of(1000), deed, 'nothing')?.outcome).not.toBe('paid');
    }
    expect(told(story(of(1000), 'dispute', 'lose', of(1000)))).toEqual(['closed', 'lost', 1000, 0]);
  });

  test('is decided on only in the states in which the action is allowed', () => {
    const fits = (...events: readonly Happening[]) => story(...events) !== undefined;
    expect([fits(of(1), 'win'), fits(of(1), 'lose'), fits(of(1), 'reopen')]).toEqual([false, false, false]);
    expect([fits(of(1), 'accept', 'accept'), fits(of(1), 'accept', 'reopen')]).toEqual([false, true]);
    expect([fits(of(1), 'dispute', 'win', 'lose'), fits(of(1), 'dispute', 'win', 'contract-wrong')]).toEqual([
      true,
      false,
    ]);
  });

  test('of a corrected contract has recovered nothing', () => {
    const before = story(of(1000), of(400)) as PaymentVariance;
    const closed = varianceAfter(before, subject, 'nothing', at) as PaymentVariance;
    expect(told(contractMended(closed, before))).toEqual(['closed', 'contract-changed', 400, 600]);
    // Another amount is expected now, so the smaller difference does not mean a payment.
    const cheaper = { ...of(400), expectedCents: cents(9400) };
    expect(told(story(of(1000), cheaper))).toEqual(['open', undefined, 400, 0]);
  });
});

describe('underpayments', () => {
  const variance = (id: string, figures: VarianceFigures, more: Partial<PaymentVariance> = {}): PaymentVariance => ({
    ...(story(figures) as PaymentVariance),
    id,
    ...more,
  });
  const all = [
    variance('var_1', missing(['X9003', 1000], ['X9004', 501]), { recoveredCents: cents(100) }),
    variance('var_2', of(200), { state: 'disputed', payerId: 'pay_2', providerId: 'prv_9' }),
    variance('var_3', of(300), { state: 'closed', outcome: 'lost' }),
    variance('var_4', of(400), { state: 'closed', outcome: 'accepted' }),
    variance('var_5', of(5000), { state: 'closed', outcome: 'contract-wrong' }),
    variance('var_6', of(70), { direction: 'overpaid' }),
  ];

  test('are added up by payer, without those that were none, and overpayments separate from underpayments', () => {
    expect(underpayments(all, 'payer')).toEqual([
      {
        ...{ key: 'pay_1', count: 3, expectedCents: 40000, underpaidCents: 2201, openCents: 1501, disputedCents: 0 },
        ...{ lostCents: 300, acceptedCents: 400, recoveredCents: 100, overpaidCount: 1, overpaidCents: 70 },
      },
      {
        ...{ key: 'pay_2', count: 1, expectedCents: 10000, underpaidCents: 200, openCents: 0, disputedCents: 200 },
        ...{ lostCents: 0, acceptedCents: 0, recoveredCents: 0, overpaidCount: 0, overpaidCents: 0 },
      },
    ]);
  });

  test('sum to the same by code, contract and provider', () => {
    const sums = (['payer', 'code', 'contract', 'provider'] as const).map((by) => {
      const rows = underpayments(all, by);
      return [sumCents(rows.map((row) => row.underpaidCents)), sumCents(rows.map((row) => row.recoveredCents))];
    });
    expect(sums).toEqual([
      [2401, 100],
      [2401, 100],
      [2401, 100],
      [2401, 100],
    ]);
    // 1.00 over 10.00 and 5.01: 66.6 and 33.4 cents.
    expect(
      underpayments(all, 'code').map(({ key, underpaidCents, recoveredCents }) => [
        key,
        underpaidCents,
        recoveredCents,
      ]),
    ).toEqual([
      ['X9003', 1900, 67],
      ['X9004', 501, 33],
    ]);
    expect(underpayments(all, 'provider').map(({ key }) => key)).toEqual(['prv_1', 'prv_9']);
  });
});
