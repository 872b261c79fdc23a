import { describe, expect, it } from 'vitest';
import { type ClientCharge, openCharges } from '../../../shared/domain/account/client-charge.ts';
import { cents } from '../../../shared/domain/money/cents.ts';

const charge = (id: string, at: string, amount: number, more: Partial<ClientCharge> = {}): ClientCharge =>
  ({ id, at: `${at}T10:00:00.000Z`, cents: cents(amount), ...more }) as ClientCharge;
const [old, middle, fresh] = [
  charge('old', '2026-09-01', 100),
  charge('middle', '2026-10-01', 50),
  charge('new', '2026-11-01', 30),
];
const open = (owed: number, charges = [fresh, old, middle]) =>
  openCharges(charges, cents(owed)).map((each) => [each.charge.id, each.cents]);

describe('the open part of an employer’s charges', () => {
  it.each([
    [
      180,
      [
        ['old', 100],
        ['middle', 50],
        ['new', 30],
      ],
    ],
    [
      100,
      [
        ['old', 20],
        ['middle', 50],
        ['new', 30],
      ],
    ],
    [
      80,
      [
        ['middle', 50],
        ['new', 30],
      ],
    ],
    [10, [['new', 10]]],
    [0, []],
    [-5, []],
  ])('is the newest of them when %i are owed, because money pays the oldest first', (owed, expected) => {
    expect(open(owed)).toEqual(expected);
  });

  it('is the same in whatever order charges of the same instant were read', () => {
    const [first, second] = [charge('a', '2026-10-01', 100), charge('b', '2026-10-01', 100)];
    expect(open(100, [first, second])).toEqual([['b', 100]]);
    expect(open(100, [second, first])).toEqual([['b', 100]]);
  });

  it('leaves out what was reversed', () => {
    const reversed = { at: '2026-11-02T10:00:00.000Z', by: 'x', reason: 'x', ledgerEntryId: 'x' };
    expect(open(100, [old, charge('back', '2026-11-02', 40, { reversed })])).toEqual([['old', 100]]);
  });
});
