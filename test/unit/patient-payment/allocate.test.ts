import { describe, expect, test } from 'vitest';
import type { ClaimId } from '../../../shared/domain/identity/ids.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import {
  allocateByRule,
  checkOrders,
  joinAllocations,
  type OwedClaim,
} from '../../../shared/domain/patient-payment/allocate.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const claim = (claimId: string, serviceFrom: string, patientCents: number): OwedClaim => ({
  claimId: claimId as ClaimId,
  serviceFrom: serviceFrom as LocalDate,
  patientCents: cents(patientCents),
  lineCount: 2,
});
const june = claim('June', '2026-06-01', 30_00);
const may = claim('May', '2026-05-01', 20_00);
const credit = claim('Credit', '2026-01-01', -5_00);

describe('the rule for applying money to claims', () => {
  const put = (unapplied: number, first: readonly string[] = []) =>
    allocateByRule(cents(unapplied), [june, credit, may], first).map((order) => [order.claimId, order.cents]);

  // Each row: the cash, the claims to pay first, and how much each claim gets.
  test.each([
    [0, [], []],
    [-1_00, [], []],
    [10_00, [], [['May', 10_00]]],
    [
      20_01,
      [],
      [
        ['May', 20_00],
        ['June', 1],
      ],
    ],
    [
      90_00,
      [],
      [
        ['May', 20_00],
        ['June', 30_00],
      ],
    ],
    [
      40_00,
      ['June'],
      [
        ['June', 30_00],
        ['May', 10_00],
      ],
    ],
    [
      40_00,
      ['Credit', 'Elsewhere'],
      [
        ['May', 20_00],
        ['June', 20_00],
      ],
    ],
  ] as const)('of %i, with %j first', (unapplied, first, expected) => {
    expect(put(unapplied, first)).toEqual(expected);
  });

  test('is on 20 claims at most', () => {
    const many = Array.from({ length: 30 }, (_, index) => claim(`C${index}`, '2026-05-01', 1_00));
    expect(allocateByRule(cents(30_00), many)).toHaveLength(20);
  });
});

describe('the allocation by a person', () => {
  const claims = new Map([june, may, credit].map((each) => [each.claimId as string, each]));
  const check = (orders: readonly [string, number, (readonly [number, number])[]?][]) =>
    checkOrders(
      cents(40_00),
      orders.map(([claimId, own, lines]) => ({
        claimId: claimId as ClaimId,
        cents: cents(own),
        ...(lines === undefined ? {} : { lines: lines.map(([line, part]) => ({ line, cents: cents(part) })) }),
      })),
      claims,
    );

  test('can be anything up to the cash and to what is owed', () => {
    expect(
      check([
        ['May', 20_00],
        [
          'June',
          20_00,
          [
            [1, 5_00],
            [2, 15_00],
          ],
        ],
      ]).ok,
    ).toBe(true);
  });

  // Each row: the orders, what is wrong with which of them, and by how much they exceed the cash.
  test.each([
    [[['May', 20_01]], [[0, 'more-than-owed']], 0],
    [[['Credit', 1]], [[0, 'more-than-owed']], 0],
    [
      [
        ['May', 1],
        ['Nobody', 1],
      ],
      [[1, 'claim-unknown']],
      0,
    ],
    [
      [
        ['May', 1],
        ['May', 1],
      ],
      [[1, 'claim-repeated']],
      0,
    ],
    [[['May', 5, [[3, 5]]]], [[0, 'line-unknown']], 0],
    [
      [
        [
          'May',
          5,
          [
            [1, 2],
            [1, 2],
          ],
        ],
      ],
      [[0, 'line-repeated']],
      0,
    ],
    [[['May', 5, [[1, 6]]]], [[0, 'lines-exceed']], 0],
    [
      [
        ['May', 20_00],
        ['June', 20_01],
      ],
      [],
      1,
    ],
  ] as const)('is refused with the reason: %j', (orders, wrong, exceedsCents) => {
    const checked = check(orders as never);
    const failure = checked.ok ? undefined : checked.failure;
    expect(failure?.wrong.map(({ order, because }) => [order, because])).toEqual(wrong);
    expect(failure?.exceedsCents).toBe(exceedsCents);
  });
});

test('of parts of one claim is one allocation, line by line', () => {
  const part = (own: number, line: number, id: string) => ({
    ...{ claimId: may.claimId, cents: cents(own), lines: [{ line, cents: cents(own) }], ledgerEntryIds: [id] },
  });
  expect(joinAllocations([part(5, 1, 'a'), part(6, 2, 'b'), part(7, 1, 'c')])).toEqual([
    {
      ...{ claimId: may.claimId, cents: 18, ledgerEntryIds: ['a', 'b', 'c'] },
      lines: [
        { line: 1, cents: 12 },
        { line: 2, cents: 6 },
      ],
    },
  ]);
});
