import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addCents,
  allocateCents,
  cents,
  formatCents,
  negateCents,
  parseCents,
  subtractCents,
  sumCents,
} from '../../../shared/domain/money/cents.ts';

const anyCents = fc.maxSafeInteger().map(cents);
const smallCents = fc.integer({ min: -(2 ** 40), max: 2 ** 40 }).map(cents);

describe('cents', () => {
  it('read every amount that they write', () => {
    fc.assert(
      fc.property(anyCents, (amount) => {
        expect(parseCents(formatCents(amount))).toEqual({ ok: true, value: amount });
      }),
    );
  });

  it.each([
    ['12', 1200],
    ['-12.5', -1250],
    ['+3', 300],
    ['.07', 7],
    ['5.', 500],
    ['0012.50', 1250],
    ['1.500', 150],
    ['-0', 0],
    ['90071992547409.91', Number.MAX_SAFE_INTEGER],
  ])('read %s as %d', (text, value) => {
    expect(parseCents(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['', 'amount-malformed'],
    ['.', 'amount-malformed'],
    ['-', 'amount-malformed'],
    ['1,000', 'amount-malformed'],
    ['1e3', 'amount-malformed'],
    [' 1', 'amount-malformed'],
    ['12.345', 'amount-too-precise'],
    ['90071992547409.92', 'amount-too-large'],
    ['99999999999999999999', 'amount-too-large'],
  ])('refuse %j with %s', (text, kind) => {
    expect(parseCents(text)).toEqual({ ok: false, failure: { kind } });
  });

  it('never read a text that has other characters than digits, sign and point', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        if (!/^[+-]?[\d.]+$/.test(text)) expect(parseCents(text).ok).toBe(false);
      }),
    );
  });

  it('write two decimals, also below a dollar and below zero', () => {
    expect([cents(0), cents(7), cents(-7), cents(123456)].map(formatCents)).toEqual([
      '0.00',
      '0.07',
      '-0.07',
      '1234.56',
    ]);
  });

  it('are never a fraction, and never negative zero', () => {
    expect(() => cents(0.5)).toThrow('cents are a safe integer');
    expect(() => cents(Number.NaN)).toThrow();
    expect(Object.is(negateCents(cents(0)), 0)).toBe(true);
  });

  it('refuse a sum that is no longer exact', () => {
    expect(() => addCents(cents(Number.MAX_SAFE_INTEGER), cents(1))).toThrow();
    expect(() => sumCents([cents(Number.MAX_SAFE_INTEGER), cents(1), cents(-1)])).toThrow();
  });

  it('subtract what they add', () => {
    fc.assert(
      fc.property(smallCents, smallCents, (left, right) => {
        expect(subtractCents(addCents(left, right), right)).toBe(left);
      }),
    );
  });
});

describe('allocation', () => {
  const weights = fc
    .array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 20 })
    .filter((list) => list.some((weight) => weight > 0));

  it('sums to the amount exactly', () => {
    fc.assert(
      fc.property(anyCents, weights, (total, list) => {
        const parts = allocateCents(total, list);
        expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(total));
        expect(parts.length).toBe(list.length);
      }),
    );
  });

  it('gives each part its share, off by less than a cent', () => {
    fc.assert(
      fc.property(smallCents, weights, (total, list) => {
        const sum = list.reduce((left, right) => left + right, 0);
        for (const [index, part] of allocateCents(total, list).entries()) {
          const exact = BigInt(total) * BigInt(list[index] as number);
          const distance = BigInt(part) * BigInt(sum) - exact;
          expect(distance < BigInt(sum) && distance > -BigInt(sum)).toBe(true);
        }
      }),
    );
  });

  it('gives nothing to a weight of zero, and mirrors amounts below zero', () => {
    fc.assert(
      fc.property(smallCents, weights, (total, list) => {
        const parts = allocateCents(total, list);
        for (const [index, weight] of list.entries()) if (weight === 0) expect(parts[index]).toBe(0);
        expect(allocateCents(negateCents(total), list)).toEqual(parts.map(negateCents));
      }),
    );
  });

  it('gives the odd cent to the largest fraction, the earlier part among equals', () => {
    expect(allocateCents(cents(100), [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocateCents(cents(10), [1, 2])).toEqual([3, 7]);
  });

  it('refuses weights that give no shares', () => {
    expect(() => allocateCents(cents(1), [])).toThrow();
    expect(() => allocateCents(cents(1), [0])).toThrow();
    expect(() => allocateCents(cents(1), [-1, 2])).toThrow();
    expect(() => allocateCents(cents(1), [0.5])).toThrow();
  });
});
