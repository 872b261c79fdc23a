import { describe, expect, it } from 'vitest';
import { cents } from '../../../shared/domain/money/cents.ts';
import { claimEquationFailures, paymentEquationFailure } from '../../../shared/domain/remittance/equations.ts';
import { paymentIdentity } from '../../../shared/domain/remittance/identity.ts';
import { adjustments, line, payment, statement } from './statements.ts';

describe('the equations of a claim', () => {
  it('are true for lines with their adjustments', () => {
    expect(claimEquationFailures(statement('1', [line(10000, 8000, 'CO-45 2000'), line(500, 500)]))).toEqual([]);
  });

  it('are true for adjustments of the claim as a whole (X12 RFI 2570: lines paid 494.60, claim paid 98.92)', () => {
    const claim = statement('1', [line(49460, 49460)], { adjustments: adjustments('PR-1 39568') });
    expect(claim.paidCents).toBe(9892);
    expect(claimEquationFailures(claim)).toEqual([]);
  });

  it('are true for a claim without lines when it balances as a whole', () => {
    const whole = { chargeCents: cents(10000), paidCents: cents(8000), adjustments: adjustments('CO-45 2000') };
    expect(claimEquationFailures(statement('1', [], whole))).toEqual([]);
    expect(claimEquationFailures(statement('1', [], { ...whole, paidCents: cents(7999) }))).toEqual([
      { equation: 'claim', leftCents: 2001, rightCents: 2000, differenceCents: 1 },
    ]);
  });

  it('name the line that fails', () => {
    const claim = statement('1', [line(500, 500), line(10000, 8000, 'CO-45 1900')]);
    expect(claimEquationFailures(claim)).toEqual([
      { equation: 'line', leftCents: 2000, rightCents: 1900, differenceCents: 100, line: 2 },
      { equation: 'claim', leftCents: 2000, rightCents: 1900, differenceCents: 100 },
    ]);
  });

  it('detect adjustments repeated at claim and line', () => {
    const claim = statement('1', [line(10000, 8000, 'CO-45 2000')], {
      adjustments: adjustments('CO-45 2000'),
      paidCents: cents(8000),
    });
    expect(claimEquationFailures(claim).map((one) => one.equation)).toEqual(['claim', 'claim-payment']);
  });

  it('detect a charge that is not the sum of its lines', () => {
    const claim = statement('1', [line(10000, 10000)], { chargeCents: cents(9000), paidCents: cents(9000) });
    expect(claimEquationFailures(claim).map((one) => one.equation)).toEqual(['claim-charge', 'claim-payment']);
  });
});

describe('the equation of a payment', () => {
  const taken = { providerId: '1', reasonCode: 'WO', cents: cents(3000), byteOffset: 0, byteLength: 0 };

  it('is payment = claims minus provider-level adjustments', () => {
    expect(paymentEquationFailure(payment(5000, { providerAdjustments: [taken] }), cents(8000))).toBeUndefined();
    expect(paymentEquationFailure(payment(5000), cents(8000))).toStrictEqual({
      equation: 'payment',
      leftCents: 5000,
      rightCents: 8000,
      differenceCents: -3000,
    });
  });
});

describe('a payment’s identity', () => {
  it('is payee, payer, trace, amount and date', () => {
    expect(paymentIdentity(payment(12345))).toEqual([
      'XX:1234567893',
      'TRN:1111111111',
      'TRACE1',
      'C123.45',
      '2026-11-02',
    ]);
  });

  it('ignores spaces and case, and changes with anything else', () => {
    const one = payment(12345);
    expect(paymentIdentity({ ...one, traceNumber: ' trace1 ' })).toEqual(paymentIdentity(one));
    const others = [
      payment(12346),
      payment(12345, { creditDebit: 'D' }),
      payment(12345, { traceNumber: 'TRACE2' }),
      payment(12345, { traceOriginator: '2222222222' }),
      payment(12345, { payee: { ...one.payee, id: '1245319599' } }),
    ];
    for (const other of others) expect(paymentIdentity(other)).not.toEqual(paymentIdentity(one));
  });

  it('uses references and names where a party has no identifier', () => {
    const { traceOriginator: _originator, paymentDate: _date, ...rest } = payment(1);
    const nameless = {
      ...rest,
      payer: { name: 'Example  Payer', references: [] },
      payee: { name: 'X', references: [{ qualifier: 'TJ', value: '123456789' }] },
    };
    expect(paymentIdentity(nameless)).toEqual(['TJ:123456789', 'NAME:EXAMPLE PAYER', 'TRACE1', 'C0.01', '']);
  });
  it('never uses an identifier that is empty or meaningless', () => {
    const { traceOriginator: _originator, ...rest } = payment(1);
    const payee = { name: 'Clinic', id: '', references: [{ qualifier: 'TJ', value: '' }] };
    const payer = {
      name: 'Payer',
      id: ' 9a ',
      references: [
        { qualifier: '2U', value: '' },
        { qualifier: 'NF', value: '7' },
      ],
    };
    expect(paymentIdentity({ ...rest, payee, payer }).slice(0, 2)).toEqual(['NAME:CLINIC', ':9A']);
    const { id: _id, ...unnumbered } = payer;
    expect(paymentIdentity({ ...rest, payee, payer: unnumbered })[1]).toBe('NF:7');
  });
});
