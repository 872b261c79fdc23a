import { describe, expect, test } from 'vitest';
import { readLockboxBai } from '../../../shared/domain/lockbox/read-bai.ts';
import { readLockboxCsv } from '../../../shared/domain/lockbox/read-csv.ts';

/** Two batches: 125.50 and 40.00 in the first one, 10.00 in the second one: 165.50, and 175.50 in all. */
const csv = [
  'header,4711,2026-11-23',
  'item,1,1,1001,125.50,acc_01K9Z3V5Q8F2M7R4T6W0X1Y2Z3',
  'item,1,2,1002,40,',
  'batch,1,2,165.50',
  'item,2,1,"1,003",10.00',
  'batch,2,1,10.00',
  'trailer,3,175.50',
];
const readCsv = (lines: readonly string[]) => readLockboxCsv(lines.map((line) => `${line}\r\n`).join(''));

/** The columns of the form: the batch number in 2 to 4, the item number in 5 to 7. */
const bai = [
  '10000111000025 0111000099261123' + '0915',
  '2EXAMPLE   EXAMPLE   0000000000400080    1',
  '500100000047112611230111000025 0111000099',
  '60010010000012550111000025000123456700000' + '01001',
  '4001001601' + '0' + 'ACC_01K9Z3V5Q8F2M7R4T6W0X1Y2Z3',
  '60010020000004000111000025000123456700000' + '01002',
  '7001003000' + '4711' + '261123' + '002' + '0000016550',
  '60020010000001000111000025000123456700000' + '01003',
  '7002002000' + '4711' + '261123' + '001' + '0000001000',
  '8002003000' + '4711' + '261123' + '0003' + '0000017550',
  '9000011',
];
const readBai = (lines: readonly string[]) => readLockboxBai(lines.join('\n'));
const changed = (lines: readonly string[], at: number, line: string) => lines.toSpliced(at - 1, 1, line);

describe('a lockbox file as CSV', () => {
  test('is read whole: its batches, checks and the texts of the coupons', () => {
    expect(readCsv(csv)).toEqual({
      ok: true,
      value: {
        ...{ lockbox: '4711', depositedOn: '2026-11-23', count: 3, totalCents: 175_50 },
        batches: [
          {
            ...{ number: '1', totalCents: 165_50 },
            items: [
              { item: 1, checkNumber: '1001', cents: 125_50, references: ['acc_01K9Z3V5Q8F2M7R4T6W0X1Y2Z3'] },
              { item: 2, checkNumber: '1002', cents: 40_00, references: [] },
            ],
          },
          { number: '2', totalCents: 10_00, items: [{ item: 1, checkNumber: '1,003', cents: 10_00, references: [] }] },
        ],
      },
    });
  });

  test.each([
    [
      'the sum of a batch',
      4,
      'batch,1,2,165.51',
      { kind: 'batch-total-differs', line: 4, stated: 165_51, found: 165_50 },
    ],
    ['the count of a batch', 4, 'batch,1,3,165.50', { kind: 'batch-count-differs', line: 4, stated: 3, found: 2 }],
    [
      'the sum of the file',
      7,
      'trailer,3,175.51',
      { kind: 'file-total-differs', line: 7, stated: 175_51, found: 175_50 },
    ],
    ['the count of the file', 7, 'trailer,2,175.50', { kind: 'file-count-differs', line: 7, stated: 2, found: 3 }],
    ['an amount of three decimals', 2, 'item,1,1,1001,125.505,', { kind: 'amount-malformed', line: 2 }],
    ['an amount of zero', 2, 'item,1,1,1001,0,', { kind: 'amount-malformed', line: 2 }],
    ['a check above what a payment may be', 2, 'item,1,1,1001,100000000.00,', { kind: 'amount-too-large', line: 2 }],
    ['a lockbox with a control character', 1, 'header,47\u000011,2026-11-23', { kind: 'record-malformed', line: 1 }],
    ['a check number with one', 3, 'item,1,2,10\u000002,40.00,', { kind: 'record-malformed', line: 3 }],
    ['a check number of 51 characters', 3, `item,1,2,${'1'.repeat(51)},40.00,`, { kind: 'record-malformed', line: 3 }],
    ['an item twice', 3, 'item,1,1,1002,40.00,', { kind: 'item-repeated', line: 3 }],
    ['an item of another batch', 3, 'item,9,2,1002,40.00,', { kind: 'record-out-of-place', line: 3 }],
    ['a batch twice', 5, 'item,1,3,1003,10.00', { kind: 'item-repeated', line: 5 }],
    ['a day that does not exist', 1, 'header,4711,2026-02-30', { kind: 'date-malformed', line: 1 }],
    ['a record of no known kind', 3, 'check,1,2,1002,40.00', { kind: 'record-malformed', line: 3 }],
    ['another lockbox', 5, 'header,4712,2026-11-23', { kind: 'several-lockboxes', line: 5 }],
    ['a file that begins with an item', 1, 'item,1,3,1000,1.00', { kind: 'not-a-lockbox-file', line: 1 }],
  ])('is refused whole for %s, with the line and both sums', (_, at, line, failure) => {
    expect(readCsv(changed(csv, at, line))).toEqual({ ok: false, failure });
  });

  test('is refused when it ends early, continues after its trailer, or is empty', () => {
    expect(readCsv(csv.slice(0, -1))).toEqual({ ok: false, failure: { kind: 'trailer-missing', line: 6 } });
    expect(readCsv([...csv, 'item,3,1,1004,1.00'])).toMatchObject({ ok: true });
    expect(readCsv([])).toEqual({ ok: false, failure: { kind: 'not-a-lockbox-file', line: 1 } });
    expect(readCsv(['header,1,2026-11-23', 'trailer,0,0'])).toMatchObject({ failure: { kind: 'empty-file', line: 2 } });
  });

  test('has at most 90 checks per batch, the limit of a deposit batch', () => {
    const items = Array.from({ length: 91 }, (_, index) => `item,1,${index + 1},${index + 1},1.00`);
    const many = ['header,1,2026-11-23', ...items, 'batch,1,91,91.00', 'trailer,91,91.00'];
    expect(readCsv(many)).toEqual({ ok: false, failure: { kind: 'batch-too-large', line: 92 } });
  });
});

describe('a lockbox file of fixed columns', () => {
  test('has the same content as the CSV file', () => {
    const read = readBai(bai);
    expect(read).toMatchObject({
      ok: true,
      value: {
        ...{ lockbox: '0004711', depositedOn: '2026-11-23', count: 3, totalCents: 175_50 },
        batches: [
          {
            number: '001',
            items: [
              { item: 1, checkNumber: '0000001001', cents: 125_50, references: ['ACC_01K9Z3V5Q8F2M7R4T6W0X1Y2Z3'] },
              { item: 2, cents: 40_00, references: [] },
            ],
          },
          { number: '002', totalCents: 10_00 },
        ],
      },
    });
  });

  test.each([
    [
      7,
      '7001003000' + '4711' + '261123' + '002' + '0000016551',
      { kind: 'batch-total-differs', line: 7, stated: 165_51, found: 165_50 },
    ],
    [
      10,
      '8002003000' + '4711' + '261123' + '0003' + '0000017551',
      { kind: 'file-total-differs', line: 10, stated: 175_51, found: 175_50 },
    ],
    [11, '9000012', { kind: 'file-count-differs', line: 11, stated: 12, found: 11 }],
    [5, '4001002601' + '0' + 'ACC', { kind: 'record-out-of-place', line: 5 }],
    [4, '6001001000001255X', { kind: 'amount-malformed', line: 4 }],
    [3, '5001000' + '00\u00004711' + '261123', { kind: 'record-malformed', line: 3 }],
    [4, '6   0010000012550111000025000123456700000' + '01001', { kind: 'record-malformed', line: 4 }],
  ])('is refused whole for line %i: %s', (at, line, failure) => {
    expect(readBai(changed(bai, at, line))).toEqual({ ok: false, failure });
  });
});
