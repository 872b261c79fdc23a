import { describe, expect, it } from 'vitest';
import { cents } from '../../../shared/domain/money/cents.ts';
import { type EnteredFigures, enteredFaults } from '../../../shared/domain/remittance/entered.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { line, statement } from './statements.ts';

const entered = (paymentCents: number, more: Partial<EnteredFigures> = {}): EnteredFigures => ({
  paymentCents: cents(paymentCents),
  paymentDate: '2026-11-02' as LocalDate,
  claims: [statement('1', [line(10000, 8000, 'CO-45 2000')])],
  providerAdjustments: [],
  ...more,
});

describe('a remittance that a person enters', () => {
  it('adds up when lines, claims and the payment do, minus what the payer withholds', () => {
    expect(enteredFaults(entered(8000))).toEqual([]);
    expect(enteredFaults(entered(5000, { providerAdjustments: [{ cents: cents(3000) }] }))).toEqual([]);
  });

  it('shows at the payment by how much it differs from its claims', () => {
    expect(enteredFaults(entered(8100, { providerAdjustments: [{ cents: cents(-50) }] }))).toEqual([
      {
        pointer: '/paymentCents',
        detail: 'the payment: 81.00; the claims’ payments less provider-level adjustments: 80.50; a difference of 0.50',
      },
    ]);
  });

  it('shows at each claim and line which equation fails, with its numbers', () => {
    const sound = statement('1', [line(500, 500)]);
    const broken = statement('1', [line(500, 500), line(10000, 8000, 'CO-45 1900')]);
    expect(enteredFaults(entered(9000, { claims: [sound, broken] }))).toEqual([
      {
        pointer: '/claims/1/lines/1',
        detail: 'charge less payment: 20.00; the line’s adjustments: 19.00; a difference of 1.00',
      },
      {
        pointer: '/claims/1',
        detail: 'charge less payment: 20.00; the adjustments of the claim and its lines: 19.00; a difference of 1.00',
      },
    ]);
  });

  it('shows that a claim’s charge or payment is not that of its lines', () => {
    const claim = { ...statement('1', [line(500, 500)]), chargeCents: cents(400), paidCents: cents(400) };
    expect(enteredFaults(entered(400, { claims: [claim] }))).toEqual([
      {
        pointer: '/claims/0',
        detail: 'the claim’s charge: 4.00; the sum of its lines’: 5.00; a difference of -1.00',
      },
      {
        pointer: '/claims/0',
        detail:
          'the claim’s payment: 4.00; the sum of its lines’ less the claim’s own adjustments: 5.00; a difference of -1.00',
      },
    ]);
  });
});
