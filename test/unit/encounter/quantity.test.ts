import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  claimDecimal,
  parseQuantity,
  priceTimes,
  type Quantity,
  thousandthsOf,
  wholeQuantity,
} from '../../../shared/domain/encounter/quantity.ts';
import { cents } from '../../../shared/domain/money/cents.ts';

const read = (text: string): string => {
  const parsed = parseQuantity(text);
  return parsed.ok ? parsed.value : parsed.failure;
};

describe('a quantity', () => {
  test.each([
    ['1', '1'],
    ['01.50', '1.5'],
    ['.5', '0.5'],
    ['2.', '2'],
    ['2.125', '2.125'],
    ['99999.999', '99999.999'],
    ['0', 'quantity-zero'],
    ['0.000', 'quantity-zero'],
    ['1.0001', 'quantity-too-precise'],
    ['100000', 'quantity-too-large'],
    ['-1', 'quantity-malformed'],
    ['1e3', 'quantity-malformed'],
    ['.', 'quantity-malformed'],
    ['', 'quantity-malformed'],
    ['1,5', 'quantity-malformed'],
    ['١', 'quantity-malformed'],
  ])('reads %s as %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.prop([fc.integer({ min: 1, max: 99_999_999 })])('keeps every thousandth, and has one form', (thousandths) => {
    const text = `${Math.floor(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, '0')}`;
    const quantity = read(text) as Quantity;
    expect(thousandthsOf(quantity)).toBe(thousandths);
    expect(read(quantity)).toBe(quantity);
    expect(thousandthsOf(read(claimDecimal(quantity)) as Quantity)).toBe(thousandths);
  });

  test('is in a claim without a zero before the point', () => {
    expect(claimDecimal(read('0.5') as Quantity)).toBe('.5');
    expect(claimDecimal(read('10.5') as Quantity)).toBe('10.5');
  });

  test('multiplies a price to the nearest cent, half a cent upwards', () => {
    // 12,500 x 0.333 = 4,162.5; 101 x 0.5 = 50.5; 100 x 0.333 = 33.3 cents.
    expect(priceTimes(cents(12_500), read('0.333') as Quantity)).toBe(4163);
    expect(priceTimes(cents(101), read('0.5') as Quantity)).toBe(51);
    expect(priceTimes(cents(100), read('0.333') as Quantity)).toBe(33);
    expect(priceTimes(cents(9_999_999_999), wholeQuantity(3))).toBe(29_999_999_997);
  });
});
