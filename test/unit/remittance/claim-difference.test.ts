import { describe, expect, it } from 'vitest';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { RemittanceClaim } from '../../../shared/domain/remittance/remittance.ts';
import { compareClaims } from '../../../shared/domain/remittance/shown/claim-difference.ts';
import { paymentDifference } from '../../../shared/domain/remittance/shown/payment-difference.ts';
import { adjustments, line, statement } from './statements.ts';

const numbered = (patientControlNumber: string, more: Partial<RemittanceClaim> = {}): RemittanceClaim => ({
  ...statement('1', [line(10000, 8000, 'CO-45 2000')]),
  patientControlNumber,
  ...more,
});
const figures = { statusCode: '1', chargeCents: 10000, paidCents: 8000 };

describe('two payments of one identity, claim by claim', () => {
  it('do not differ when they have the same content, in whatever order', () => {
    const here = [numbered('A'), numbered('B')];
    const there = [numbered('B', { byteOffset: 10, byteLength: 20 }), numbered('A', { byteOffset: 900 })];
    expect(compareClaims(here, there)).toEqual([]);
  });

  it.each([
    ['status', { statusCode: '4' }],
    ['charge', { chargeCents: cents(9000) }],
    ['paid', { paidCents: cents(1) }],
    ['adjustments', { adjustments: adjustments('PR-1 5') }],
    ['lines', { lines: [] }],
    ['other', { statementFrom: '2026-10-05' }],
  ] as const)('differ in %s and in nothing else', (field, change) => {
    const changed = numbered('A', change as Partial<RemittanceClaim>);
    const { statusCode, chargeCents, paidCents } = changed;
    expect(compareClaims([numbered('A')], [changed])).toEqual([
      {
        patientControlNumber: 'A',
        payerClaimNumber: 'ICN1',
        change: 'changed',
        fields: [field],
        here: figures,
        there: { statusCode, chargeCents, paidCents },
      },
    ]);
  });

  it('list what only one of them has, in the order of the first payment and then of the second', () => {
    const here = [numbered('ONLY-HERE'), numbered('BOTH', { paidCents: cents(1) })];
    const there = [numbered('ONLY-THERE'), numbered('BOTH')];
    expect(
      compareClaims(here, there).map((one) => [one.patientControlNumber, one.change, one.fields, one.here, one.there]),
    ).toEqual([
      ['ONLY-HERE', 'only-here', [], figures, undefined],
      ['BOTH', 'changed', ['paid'], { ...figures, paidCents: 1 }, figures],
      ['ONLY-THERE', 'only-there', [], undefined, figures],
    ]);
  });

  it('distinguish claims by both numbers, and those of the same numbers by their order', () => {
    const other = { payerClaimNumber: 'ICN2' };
    expect(compareClaims([numbered('A')], [numbered('A', other)]).map(({ change }) => change)).toEqual([
      'only-here',
      'only-there',
    ]);
    const twice = [numbered('A'), numbered('A', { paidCents: cents(1) })];
    expect(compareClaims(twice, twice)).toEqual([]);
    expect(compareClaims(twice, twice.slice(0, 1)).map((one) => [one.change, one.here?.paidCents])).toEqual([
      ['only-here', 1],
    ]);
  });
});

describe('one payment that was received in two forms', () => {
  const whole = numbered('A', {
    lines: [line(6000, 5000, 'CO-45 1000'), line(4000, 3000, 'CO-45 1000')],
  });

  it('is the same when only the sum of lines, adjustments of zero or the case of a number differ', () => {
    const summed = numbered(' a ', {
      lines: [],
      adjustments: adjustments('CO-45 2000', 'PR-1 500', 'PR-1 -500'),
    });
    expect(paymentDifference([whole], [summed])).toBeUndefined();
  });

  it('is the same in whatever order claims and adjustments are listed', () => {
    const one = numbered('A', { lines: [], adjustments: adjustments('CO-45 1', 'PR-1 2') });
    const other = numbered('A', { lines: [], adjustments: adjustments('PR-1 2', 'CO-45 1') });
    expect(paymentDifference([one, numbered('B')], [numbered('B'), other])).toBeUndefined();
  });

  it.each([
    ['number', { patientControlNumber: 'C' }, 0, 0],
    ['status', { statusCode: '2' }, 0, 0],
    ['charge', { chargeCents: cents(10500) }, 500, 0],
    ['payment', { paidCents: cents(7000) }, 0, -1000],
    ['reason', { lines: [line(10000, 8000, 'CO-253 2000')] }, 0, 0],
    ['group', { lines: [line(10000, 8000, 'PR-45 2000')] }, 0, 0],
    ['amount of an adjustment', { lines: [line(10000, 8000, 'CO-45 1900')] }, 0, 0],
  ] as const)('differs by another %s, with the difference of the second', (_, change, chargeCents, paidCents) => {
    const second = [numbered('A', change), numbered('B')];
    expect(paymentDifference([numbered('A'), numbered('B')], second)).toEqual({
      agreeing: 1,
      differing: 1,
      chargeCents,
      paidCents,
    });
  });

  it('differs by a claim that one of the two does not have, or has more often', () => {
    const more = { agreeing: 1, differing: 1, chargeCents: 10000, paidCents: 8000 };
    expect(paymentDifference([whole], [whole, whole])).toEqual(more);
    expect(paymentDifference([whole], [numbered('B'), whole])).toEqual(more);
    expect(paymentDifference([whole, whole], [whole])).toEqual({ ...more, chargeCents: -10000, paidCents: -8000 });
    expect(paymentDifference([], [])).toBeUndefined();
  });
});
