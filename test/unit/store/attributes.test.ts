import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributesOf, plainOf } from '../../../shared/store/attributes.ts';

/** Whatever the store keeps: texts, exact numbers, truth values, null and bytes, in lists and objects. */
const kept = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.maxSafeInteger(),
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 20 }),
    fc.constant(undefined),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }),
  ),
})).value;
const items = fc.dictionary(fc.string(), kept, { maxKeys: 8 });

describe('the attributes of an item', () => {
  it('are those that the SDK makes of it, and read as what the SDK reads', () => {
    fc.assert(
      fc.property(items, (item) => {
        const attributes = attributesOf(item);
        expect(attributes).toEqual(marshall(item, { removeUndefinedValues: true }));
        expect(plainOf(attributes)).toEqual(unmarshall(attributes));
      }),
      { numRuns: 300 },
    );
  });

  it('leave out what is undefined, at every depth', () => {
    expect(attributesOf({ a: undefined, b: { c: undefined, d: [1, undefined] } })).toEqual({
      b: { M: { d: { L: [{ N: '1' }] } } },
    });
  });

  it.each([
    ['beyond what is exact', 2 ** 53],
    ['below what is exact', -(2 ** 53)],
    ['infinite', Number.POSITIVE_INFINITY],
    ['no number', Number.NaN],
  ])('are not made of a number that is %s', (_what, number) => {
    expect(() => attributesOf({ cents: number })).toThrow('exact');
  });

  it('are not read when a number is beyond what is exact', () => {
    expect(() => plainOf({ cents: { N: '9007199254740993' } })).toThrow('exact');
  });

  it.each([
    ['a date', new Date(0)],
    ['a map', new Map([['a', 1]])],
    ['a set', new Set(['a'])],
    ['a function', () => 1],
    ['a large integer', 1n],
  ])('are not made of %s', (_what, value) => {
    expect(() => attributesOf({ value })).toThrow('an item holds');
  });

  it('are not read when they hold a set', () => {
    expect(() => plainOf({ names: { SS: ['a'] } })).toThrow('no sets');
  });
});
