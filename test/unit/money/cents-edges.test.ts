import { describe, expect, it } from 'vitest';
import {
  addCents,
  allocateCents,
  cents,
  formatAmount,
  formatCents,
  parseCents,
  sumCents,
} from '../../../shared/domain/money/cents.ts';

const readingOf = (text: string) => {
  const read = parseCents(text);
  return read.ok ? read.value : read.failure.kind;
};

describe('amounts at the limits of their form', () => {
  it('accept any number of zeros before the first digit and after the second decimal', () => {
    expect(readingOf('1.50000')).toBe(150);
    expect(readingOf('1.00000')).toBe(100);
    expect(readingOf(`${'0'.repeat(30)}1`)).toBe(100);
    expect(readingOf(`${'0'.repeat(30)}.01`)).toBe(1);
    expect(readingOf('0'.repeat(40))).toBe(0);
    expect(readingOf('.')).toBe('amount-malformed');
    expect(readingOf('-')).toBe('amount-malformed');
    expect(readingOf('1.005')).toBe('amount-too-precise');
    expect(readingOf('1.0050')).toBe('amount-too-precise');
  });

  it('end where integers are no longer exact', () => {
    expect(readingOf('90071992547409.91')).toBe(Number.MAX_SAFE_INTEGER);
    expect(readingOf('-90071992547409.91')).toBe(-Number.MAX_SAFE_INTEGER);
    expect(readingOf('90071992547409.92')).toBe('amount-too-large');
    expect(readingOf('999999999999999999')).toBe('amount-too-large');
  });

  it('never have a minus zero', () => {
    expect(Object.is(readingOf('-0'), 0)).toBe(true);
    expect(Object.is(cents(-0), 0)).toBe(true);
    expect(formatCents(cents(-5))).toBe('-0.05');
    expect(formatCents(cents(0))).toBe('0.00');
  });
});

describe('amounts for people', () => {
  it('have a comma before every third digit of the dollars, and none among the cents', () => {
    const shown = [0, 7, 99999, 100000, -100000, 123456789, -9007199254740991].map((one) => formatAmount(cents(one)));
    expect(shown).toEqual([
      '0.00',
      '0.07',
      '999.99',
      '1,000.00',
      '-1,000.00',
      '1,234,567.89',
      '-90,071,992,547,409.91',
    ]);
  });
});

describe('an error about a broken invariant', () => {
  it('names the invariant', () => {
    const most = cents(Number.MAX_SAFE_INTEGER);
    expect(() => cents(0.5)).toThrow('broken invariant: cents are a safe integer');
    expect(() => addCents(most, cents(1))).toThrow('cents are a safe integer');
    expect(() => sumCents([most, cents(1), cents(-1)])).toThrow('a sum of cents is a safe integer');
    expect(() => allocateCents(cents(1), [])).toThrow('weights are non-negative integers');
    expect(() => allocateCents(cents(1), [1, -1])).toThrow('weights are non-negative integers');
    expect(() => allocateCents(cents(1), [0.5])).toThrow('weights are non-negative integers');
    expect(() => allocateCents(cents(1), [0, 0])).toThrow('at least one weight is positive');
  });
});

describe('an allocation', () => {
  it('gives the rest to the largest fractions, to the earlier one among equals, and nothing to a weight of zero', () => {
    expect(allocateCents(cents(100), [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocateCents(cents(101), [1, 1, 1])).toEqual([34, 34, 33]);
    expect(allocateCents(cents(10), [1, 2, 4])).toEqual([1, 3, 6]);
    expect(allocateCents(cents(-10), [1, 2, 4])).toEqual([-1, -3, -6]);
    expect(allocateCents(cents(10), [2, 5])).toEqual([3, 7]);
    expect(allocateCents(cents(5), [0, 1])).toEqual([0, 5]);
    expect(allocateCents(cents(0), [3, 4])).toEqual([0, 0]);
  });
});
