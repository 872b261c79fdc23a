import { describe, expect, it } from 'vitest';
import { cents } from '../../../shared/domain/money/cents.ts';
import { recoupAll, takeBacksLeft } from '../../../shared/domain/remittance/post/take-backs.ts';
import type { ProviderAdjustment } from '../../../shared/domain/remittance/remittance.ts';

const one = (amount: number, reference = 'ICN1'): ProviderAdjustment => ({
  providerId: 'P',
  reasonCode: 'WO',
  cents: cents(amount),
  reference,
  byteOffset: 0,
  byteLength: 0,
});
const open = (...amounts: [string, number][]) =>
  new Map(amounts.map(([reference, amount]) => [reference, cents(amount)]));

describe('the take-backs that a payment explains', () => {
  it('are those that it states or returns, as far as more was taken than was known', () => {
    const explained = (amount: number, before: number) => [
      ...recoupAll([one(amount)], { openRecoupments: open(['ICN1', before]) }).explained,
    ];
    expect(explained(-3000, -8000)).toEqual([['ICN1', 3000]]);
    expect(explained(-8000, -3000)).toEqual([['ICN1', 3000]]);
    expect(explained(-3000, 0)).toEqual([]);
    expect(explained(-3000, 500)).toEqual([]);
    expect(explained(3000, -8000)).toEqual([]);
  });

  it('are recorded for each reference, and amounts under the same reference are added up', () => {
    const given = [one(-1000), one(-2000), one(-500, 'ICN2')];
    const { explained } = recoupAll(given, { openRecoupments: open(['ICN1', -2500], ['ICN2', -9000]) });
    expect([...explained]).toEqual([
      ['ICN1', 2500],
      ['ICN2', 500],
    ]);
  });

  it('count for the reference as it was first written, where it arrives in another form', () => {
    const given = [one(-3000, 'ICN7601000001 1EG4TE5MK73')];
    const openRecoupments = open(['ICN7601000001', -3000]);
    expect([...recoupAll(given, { openRecoupments }).explained]).toEqual([['ICN7601000001', 3000]]);
  });

  it('do not depend on the order within the payment: what is known in the end needs no exception', () => {
    for (const adjustments of [
      [one(5000), one(-5000)],
      [one(-5000), one(5000)],
    ]) {
      const { recoupments, explained, unresolved } = recoupAll(adjustments, { openRecoupments: open() });
      expect([[...recoupments], explained.size, unresolved.size]).toEqual([[['ICN1', 0]], 0, 0]);
    }
  });
});

describe('open take-backs of a reference', () => {
  const listed = [
    { id: 'old', cents: cents(5000) },
    { id: 'new', cents: cents(3000) },
  ];

  it.each([
    [2000, [['old', 3000]]],
    [3000, [['new', 0]]],
    [5000, [['old', 0]]],
    [
      6000,
      [
        ['old', 0],
        ['new', 2000],
      ],
    ],
    [
      9000,
      [
        ['old', 0],
        ['new', 0],
      ],
    ],
  ])('when %d cents are explained: the one of that amount, otherwise the oldest first', (explained, left) => {
    expect(takeBacksLeft(listed, cents(explained)).map(({ id, cents: rest }) => [id, rest])).toEqual(left);
  });

  it('stay as they are when nothing is explained', () => {
    expect(takeBacksLeft(listed, cents(0))).toEqual([]);
  });
});
