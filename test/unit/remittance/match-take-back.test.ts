import { describe, expect, it } from 'vitest';
import { cents } from '../../../shared/domain/money/cents.ts';
import { referencesMeant, takeBackReference } from '../../../shared/domain/remittance/match/match-take-back.ts';

function found(stated: string, amount: number, open: Readonly<Record<string, number>>) {
  return takeBackReference(stated, cents(amount), {
    of: (reference) => open[reference] ?? 0,
    meant: referencesMeant(Object.keys(open)),
  });
}

describe('the reference of a take-back', () => {
  it.each([
    ['as it was written before', 'ICN10001', 'ICN10001'],
    ['in other case and with hyphens', 'ICN10001', 'icn-10001'],
    ['followed by a member id', 'ICN10001', 'ICN10001      1EG4TE5MK72'],
    ['without the member id that it had', 'ICN10001 1EG4TE5MK72', 'ICN10001'],
    ['cut off', 'ICN1000155', 'ICN1000'],
    ['whole, where it was cut off before', 'ICN1000', 'ICN1000155'],
  ])('is recognised %s', (_, open, stated) => {
    expect(found(stated, 500, { [open]: 500, OTHER777: 500 })).toEqual({ reference: open, fitting: 1 });
  });

  it('is the exact number before any similar one', () => {
    const open = { 'ICN10001 X': 500, ICN1000155: 500 };
    expect(found('ICN10001', 500, open)).toEqual({ reference: 'ICN10001 X', fitting: 1 });
  });

  it('stays as it is stated where several match, and reports how many', () => {
    const open = { ICN1000155: 500, ICN1000166: 500 };
    expect(found('ICN10001', 500, open)).toEqual({ reference: 'ICN10001', fitting: 2 });
  });

  it('does not match one that is settled, or that the amount does not reduce', () => {
    expect(found('ICN10001', 500, { 'ICN10001 X': 0 })).toEqual({ reference: 'ICN10001', fitting: 0 });
    expect(found('ICN10001', 500, { 'ICN10001 X': -500 })).toEqual({ reference: 'ICN10001', fitting: 0 });
    expect(found('ICN10001', -500, { 'ICN10001 X': -500 })).toEqual({ reference: 'ICN10001 X', fitting: 1 });
    expect(found('ICN10001', 500, { ICN10001: 0, 'ICN10001 X': 500 }).reference).toBe('ICN10001 X');
  });

  it('is not guessed from a few characters, from zeros, or from an empty text', () => {
    expect(found('ICN10', 500, { ICN1000155: 500 }).fitting).toBe(0);
    expect(found('0000000', 500, { '00000001': 500 }).fitting).toBe(0);
    expect(found('', 500, { ICN1000155: 500 })).toEqual({ reference: '', fitting: 0 });
    expect(found('', 500, { '': 500 })).toEqual({ reference: '', fitting: 1 });
  });
});
