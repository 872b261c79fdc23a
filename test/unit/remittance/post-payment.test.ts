import { describe, expect, it } from 'vitest';
import { accounts } from '../../../shared/domain/ledger/accounts.ts';
import { type Cents, cents } from '../../../shared/domain/money/cents.ts';
import { type PaymentContext, postPayment } from '../../../shared/domain/remittance/post/post-payment.ts';
import type { ProviderAdjustment, RemittancePayment } from '../../../shared/domain/remittance/remittance.ts';
import { providerAdjustmentRules } from '../../../shared/domain/remittance/rules/provider-adjustment-rules.ts';
import { legTexts, payment } from './statements.ts';

function adjustment(reasonCode: string, amount: number, reference?: string): ProviderAdjustment {
  const named = reference === undefined ? {} : { reference };
  return { providerId: '1234567893', reasonCode, cents: cents(amount), byteOffset: 0, byteLength: 0, ...named };
}

function posted(one: RemittancePayment, context: Partial<PaymentContext> = {}) {
  const posting = postPayment(one, { openRecoupments: new Map<string, Cents>(), payerId: 'pay_1', ...context });
  if (!posting.ok) throw new Error(`the payment of this test is held: ${posting.failure.kind}`);
  return posting.value;
}

const codes = (posting: ReturnType<typeof posted>) => posting.exceptions.map((one) => one.code);

describe('a payment', () => {
  it('is a deposit in transit until the bank has it, and moves from clearing to its claims', () => {
    expect(legTexts(posted(payment(12000)).legs)).toEqual([
      'deposits-in-transit pay_1 12000',
      'remittance-clearing -12000',
    ]);
  });

  it('that debits our account is a credit of deposits in transit', () => {
    const debit = posted(payment(5000, { creditDebit: 'D' }));
    expect(legTexts(debit.legs)).toEqual(['deposits-in-transit pay_1 -5000', 'remittance-clearing 5000']);
    expect(codes(debit)).toEqual([]);
  });

  it('below zero that is no debit posts as one, and is shown', () => {
    const below = posted(payment(-5000));
    expect(legTexts(below.legs)).toEqual(['deposits-in-transit pay_1 -5000', 'remittance-clearing 5000']);
    expect(codes(below)).toEqual(['payment-below-zero']);
  });

  it('of zero books nothing', () => {
    expect(posted(payment(0, { handlingCode: 'H', method: 'NON' })).legs).toEqual([]);
  });

  it.each([
    ['notification-with-money', payment(100, { method: 'NON' })],
    ['notification-with-money', payment(100, { handlingCode: 'H' })],
    ['notification-with-money', payment(100, { handlingCode: 'P' })],
  ])('is held in harder cases: %s', (kind, one) => {
    expect(postPayment(one, { openRecoupments: new Map() })).toEqual({ ok: false, failure: { kind } });
  });

  it.each([
    ['L6', -125, 'interest-income'],
    ['L6', 125, 'interest-expense'],
    ['72', -8000, 'refunds-sent'],
    ['B2', -8000, 'refunds-sent'],
    ['CT', -50000, 'capitation-income'],
    ['PI', -900, 'interim-payments'],
    ['IS', 900, 'interim-payments'],
    ['GO', -900, 'interim-payments'],
    ['AP', -900, 'interim-payments'],
    ['IR', 300, 'withholds-receivable'],
    ['E3', 300, 'withholds-receivable'],
    ['50', 300, 'other-adjustments'],
    ['J1', 300, 'other-adjustments'],
  ])('books %s of %d to %s', (code, amount, account) => {
    const posting = posted(payment(1000, { providerAdjustments: [adjustment(code, amount)] }));
    expect(legTexts(posting.legs).slice(2)).toEqual([
      `${account} pay_1 ${code} ${amount}`,
      `remittance-clearing ${code} ${-amount}`,
    ]);
    expect(codes(posting)).toEqual([]);
  });

  it.each([
    ['ZZ', 500, 'provider-adjustment-without-rule'],
    ['constructor', 500, 'provider-adjustment-without-rule'],
    ['', 500, 'provider-adjustment-without-rule'],
    ['CS', -500, 'provider-adjustment-to-review'],
    ['72', 500, 'provider-adjustment-to-review'],
  ])('puts %j of %d in suspense, for a person to look at', (code, amount, exception) => {
    const posting = posted(payment(1000, { providerAdjustments: [adjustment(code, amount)] }));
    expect(posting.legs[2]).toMatchObject({ account: 'plb-suspense', cents: amount });
    expect(codes(posting)).toEqual([exception]);
  });

  it('names payer and reference where they are known, and the code as one short word', () => {
    const odd = payment(1000, { providerAdjustments: [adjustment('A|B*', 500), adjustment('ABCDEFGHIJKLMNOP', 1)] });
    const posting = postPayment(odd, { openRecoupments: new Map() });
    expect(posting.ok && posting.value.legs).toStrictEqual([
      { account: 'deposits-in-transit', cents: 1000 },
      { account: 'remittance-clearing', cents: -1000 },
      { account: 'plb-suspense', cents: 500, reason: 'A?B?' },
      { account: 'remittance-clearing', cents: -500, reason: 'A?B?' },
      { account: 'plb-suspense', cents: 1, reason: 'ABCDEFGHIJKL' },
      { account: 'remittance-clearing', cents: -1, reason: 'ABCDEFGHIJKL' },
    ]);
    const unnamed = posted(payment(1000, { providerAdjustments: [adjustment('', 500), adjustment('CS', -5, 'X')] }));
    expect(unnamed.legs[2]).toMatchObject({ reason: '?', payerId: 'pay_1' });
    expect(unnamed.legs[4]).toMatchObject({ reason: 'CS', reference: 'X' });
    expect(unnamed.exceptions.map(({ facts }) => facts)).toEqual([
      { reason: '?', account: 'plb-suspense' },
      { reason: 'CS', account: 'plb-suspense' },
    ]);
  });

  it('leaves out adjustments of zero', () => {
    const nothing = payment(1000, { providerAdjustments: [adjustment('ZZ', 0), adjustment('WO', 0, 'ICN1')] });
    expect(posted(nothing)).toMatchObject({ exceptions: [], recoupments: new Map() });
    expect(posted(nothing).recoupments.size).toBe(0);
  });

  it('is shown to a person for every code that is too unspecific', () => {
    const unsure = ['WU', 'WW', 'B3', 'LS', 'LE', 'OB', 'CS', 'AM', 'FC', 'RA', 'TL'];
    for (const code of providerAdjustmentRules.keys()) {
      const given = posted(payment(1000, { providerAdjustments: [adjustment(code, -500)] }));
      expect(codes(given).includes('provider-adjustment-to-review'), code).toBe(unsure.includes(code));
      const taken = posted(payment(1000, { providerAdjustments: [adjustment(code, 500)] }));
      // A take-back of unknown money opens one exception only: it explains more than the exception about an unknown
      // code would.
      const isUnsure = [...unsure, '72', 'B2'].includes(code) && !['WU', 'WW'].includes(code);
      expect(codes(taken).includes('provider-adjustment-to-review'), code).toBe(isUnsure);
    }
  });

  it('is tracked by reference for amounts withheld or brought forward, and for nothing else', () => {
    for (const code of providerAdjustmentRules.keys()) {
      const held = posted(payment(1000, { providerAdjustments: [adjustment(code, -500, 'ICN1')] }));
      expect(held.recoupments.size, code).toBe(['WO', 'FB', 'WU', 'WW'].includes(code) ? 1 : 0);
    }
  });

  it('books both directions to one account, except for what is income one way and expense the other', () => {
    const accountOf = (code: string, amount: number) =>
      posted(payment(1000, { providerAdjustments: [adjustment(code, amount)] })).legs[2]?.account;
    const twoFaced = [...providerAdjustmentRules.keys()].filter((code) => accountOf(code, 5) !== accountOf(code, -5));
    expect(twoFaced.sort()).toEqual(['72', 'B2', 'CR', 'L6']);
    expect(twoFaced.map((code) => accountOf(code, 5))).toEqual([
      'plb-suspense',
      'plb-suspense',
      'interest-expense',
      'interest-expense',
    ]);
  });

  it('has an account and a reason for every code of the table', () => {
    for (const rule of providerAdjustmentRules.values()) {
      expect(accounts[rule.account]).toBeDefined();
      expect(rule.because.length).toBeGreaterThan(5);
    }
  });
});

describe('money that a payer withholds', () => {
  const taking = (...list: ProviderAdjustment[]) => payment(1000, { providerAdjustments: list });

  it('is owed under its reference while it is withheld, and no longer once it is collected', () => {
    const held = posted(taking(adjustment('WO', -8000, 'ICN1')));
    expect(held.legs[2]).toMatchObject({ account: 'payer-recoupments-payable', cents: -8000, reference: 'ICN1' });
    expect([...held.recoupments]).toEqual([['ICN1', 8000]]);
    const collected = posted(taking(adjustment('WO', 8000, 'ICN1')), { openRecoupments: held.recoupments });
    expect([...collected.recoupments]).toEqual([['ICN1', -8000]]);
    expect(codes(collected)).toEqual([]);
  });

  it('is unresolved beyond what is open under its reference', () => {
    const openRecoupments = new Map([['ICN1', cents(5000)]]);
    const posting = posted(taking(adjustment('FB', 8000, 'ICN1')), { openRecoupments });
    expect(posting.exceptions).toMatchObject([
      { code: 'unresolved-take-back', cents: 3000, facts: { reference: 'ICN1', takenCents: 8000, openCents: 5000 } },
    ]);
  });

  it('is unresolved when the second of two withholds more than the first left', () => {
    const openRecoupments = new Map([['ICN1', cents(5000)]]);
    const posting = posted(taking(adjustment('WO', 3000, 'ICN1'), adjustment('WO', 3000, 'ICN1')), { openRecoupments });
    expect(posting.exceptions).toMatchObject([{ code: 'unresolved-take-back', facts: { openCents: 2000 } }]);
    expect([...posting.recoupments]).toEqual([['ICN1', -6000]]);
  });

  it('is withheld twice beside a reversal in the same payment with its reference', () => {
    const posting = posted(taking(adjustment('WO', 8000, 'ICN1')), { reversedNumbers: new Set(['ICN1']) });
    expect(posting.exceptions).toMatchObject([{ code: 'taken-back-twice', cents: 8000 }]);
    // A reversal in the same payment gives its money back first, so the amount is taken only once.
    const held = taking(adjustment('WO', -8000, 'ICN1'), adjustment('WO', 8000, 'ICN1'));
    expect(codes(posted(held, { reversedNumbers: new Set(['ICN1']) }))).toEqual([]);
  });

  it('turns out to be withheld twice when a later payment reverses the answer and returns nothing', () => {
    const openRecoupments = new Map([['ICN1', cents(-8000)]]);
    const later = (...adjustments: ProviderAdjustment[]) =>
      posted(taking(...adjustments), { openRecoupments, reversedNumbers: new Set(['ICN1', 'ICN2']) }).takenTwice;
    expect([...later()]).toEqual(['ICN1']);
    expect([...later(adjustment('WO', -8000, 'ICN1'))]).toEqual([]);
  });

  it('is returned without an exception, also where more was taken than had been withheld', () => {
    const openRecoupments = new Map([['ICN1', cents(-9000)]]);
    expect(codes(posted(taking(adjustment('WO', -8000, 'ICN1')), { openRecoupments }))).toEqual([]);
  });

  it('shows with its exception which code took how much of how much', () => {
    expect(posted(taking(adjustment('WO', 300, 'X'))).exceptions).toEqual([
      {
        code: 'unresolved-take-back',
        cents: 300,
        facts: {
          ...{ reason: 'WO', account: 'payer-recoupments-payable', reference: 'X' },
          ...{ takenCents: 300, openCents: 0 },
        },
      },
    ]);
  });

  it('is under an empty text when it names no reference', () => {
    const posting = posted(taking(adjustment('FB', 300)));
    expect([...posting.recoupments]).toEqual([['', -300]]);
    expect(codes(posting)).toEqual(['unresolved-take-back']);
  });

  it('without a reason opens one exception: the unknown take-back, otherwise the code', () => {
    const wu = taking(adjustment('WU', 300, 'X'));
    expect(codes(posted(wu))).toEqual(['unresolved-take-back']);
    expect(codes(posted(wu, { openRecoupments: new Map([['X', cents(300)]]) }))).toEqual([
      'provider-adjustment-to-review',
    ]);
  });
});
