import { describe, expect, it } from 'vitest';
import { interestOf } from '../../../shared/domain/collections/interest.ts';
import { itemizationGap, itemize } from '../../../shared/domain/collections/itemization.ts';
import { readRemit, remitRecords } from '../../../shared/domain/collections/remit-file.ts';
import type { EntryKind, LedgerEntry } from '../../../shared/domain/ledger/entry.ts';
import { ledgerEntry } from '../../../shared/domain/ledger/entry.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = (text: string) => text as LocalDate;
const entry = (on: string, kind: EntryKind, amount: number, paymentId?: string): LedgerEntry =>
  ledgerEntry({
    ...{ id: `led_${on}`, kind, effectiveOn: day(on), postedOn: day(on), entityId: 'ent_A', paymentId },
    legs: [
      { account: 'patient-receivable', cents: cents(amount) },
      { account: 'charges', cents: cents(-amount) },
    ],
  });

describe('an itemisation', () => {
  it('leads from the amount of the day to what is owed now, whatever moved to bad debt and back', () => {
    const entries = [
      entry('2026-06-01', 'charge', 200_00),
      entry('2026-06-20', 'patient-allocation', -20_00, 'pmt_1'),
      // The day of the statement: everything in it counts toward the amount on that day.
      entry('2026-07-01', 'write-off', -30_00),
      entry('2026-07-15', 'patient-allocation', -40_00, 'pmt_2'),
      entry('2026-07-20', 'patient-allocation-reversal', 10_00, 'pmt_2'),
      entry('2026-08-01', 'interest-charge', 3_00),
      entry('2026-08-02', 'write-off', -25_00),
      entry('2026-08-03', 'remittance-reversal', 7_00),
      entry('2026-08-04', 'collection-placement', -105_00),
      entry('2026-08-05', 'collection-reinstatement', 5_00),
    ];
    const found = itemize(entries, day('2026-07-01'));
    expect(found).toEqual({
      ...{ on: '2026-07-01', thenCents: 150_00, interestCents: 3_00, feesCents: 0, raisedCents: 7_00 },
      ...{ paymentsCents: 30_00, creditsCents: 25_00, currentCents: 105_00 },
    });
    expect(itemizationGap(found)).toBe(0);
  });
});

describe('interest', () => {
  const states = [
    {
      state: 'OH',
      from: day('2026-01-01'),
      source: 'made up',
      interest: { maximumBasisPoints: 800, maximumCents: cents(2_00) },
    },
  ];
  const interest = { basisPoints: 1_000, afterDays: 30 };
  const owed = [entry('2026-01-01', 'charge', 100_00)];
  const facts = { entries: owed, owedSince: day('2026-01-01'), chargedCents: cents(0), state: 'OH' };
  const on = (through: string, more: object = {}, settings: object = {}) =>
    interestOf({ ...facts, ...more }, { interest, states, ...settings }, day(through));

  it('is none while the office sets no rate, or no row states that the state allows it', () => {
    expect(on('2026-06-01', {}, { interest: undefined })).toEqual({ ok: false, failure: 'interest-not-set' });
    expect(on('2026-06-01', { state: 'NY' })).toEqual({ ok: false, failure: 'interest-not-allowed' });
    expect(on('2025-12-31')).toEqual({ ok: false, failure: 'interest-not-allowed' });
  });

  it('begins after the office’s waiting days, at the lower rate, a part of a cent left off', () => {
    expect(on('2026-01-30')).toEqual({ ok: false, failure: 'interest-not-due' });
    // 8 % of 100.00 for the 61 days from 31 January to 1 April: 1.3369….
    expect(on('2026-04-01')).toMatchObject({ ok: true, value: { from: '2026-01-31', basisPoints: 800, cents: 133 } });
  });

  it('continues from the day after the last charge, and stops at the cap of the state', () => {
    const charged = { chargedThrough: day('2026-04-01'), chargedCents: cents(133) };
    // 8 % for 30 days is 65 cents. 67 cents are left until the cap.
    expect(on('2026-05-01', charged)).toMatchObject({ ok: true, value: { from: '2026-04-02', cents: 65 } });
    expect(on('2026-12-31', charged)).toMatchObject({ ok: true, value: { cents: 67 } });
    expect(on('2026-12-31', { ...charged, chargedCents: cents(200) })).toEqual({
      ok: false,
      failure: 'interest-not-due',
    });
  });

  it('is on the least that was owed in the time, and never on interest', () => {
    const moved = [
      ...owed,
      entry('2026-02-10', 'patient-allocation', -60_00, 'pmt_1'),
      entry('2026-03-01', 'remittance-claim', 500_00),
      entry('2026-03-02', 'interest-charge', 9_00),
    ];
    // 8 % of 40.00 for 61 days: 53.4 cents.
    expect(on('2026-04-01', { entries: moved })).toMatchObject({
      ok: true,
      value: { principalCents: 40_00, cents: 53 },
    });
  });
});

describe('what an agency remits', () => {
  const head = 'record,reference,case,paid_on,paid_to,collected,fee,net';
  const read = (lines: readonly string[], remits: 'net' | 'gross' = 'net') => {
    const found = readRemit(remitRecords([head, ...lines].join('\r\n')), remits);
    return found.ok ? found.value.sums : found.failure.map(({ line, detail }) => `${line} ${detail}`);
  };

  it('is summed over payments, what the office has, and what was returned', () => {
    const lines = [
      'payment,A-1,col_1,2026-11-20,agency,100.00,25.00,75.00',
      '"payment","A-2","col_1","2026-11-21","office","40.00","10.00","-10.00"',
      '',
      'reversal,A-0,col_1,2026-11-22,agency,-50.00,-12.50,-37.50',
      'total,3,,,,90.00,22.50,27.50',
    ];
    expect(read(lines)).toEqual({ lines: 3, collectedCents: 90_00, feeCents: 22_50, netCents: 27_50 });
    const gross = ['payment,A-1,col_1,2026-11-20,agency,100,25,100', 'total,1,,,,100,25,100'];
    expect(read(gross, 'gross')).toMatchObject({ netCents: 100_00 });
  });

  it.each<[string, string[], string[]]>([
    ['has another head', ['x'], []],
    ['has no total', ['payment,A-1,col_1,2026-11-20,agency,1.00,0.00,1.00'], ['2 the last line is a total']],
    ['has no payment', ['total,0,,,,0,0,0'], ['2 there is no payment']],
    [
      'has a payment below zero, or a reversal above',
      [
        'payment,A-1,col_1,2026-11-20,agency,-1.00,0.00,-1.00',
        'reversal,A-2,col_1,2026-11-20,agency,1.00,0.00,1.00',
        'total,2,,,,0,0,0',
      ],
      ['2 collected of a payment is above zero', '3 collected of a reversal is below zero'],
    ],
    [
      'has a fee that is more than was collected',
      ['payment,A-1,col_1,2026-11-20,agency,1.00,1.01,-0.01', 'total,1,,,,1.00,1.01,-0.01'],
      ['2 the fee is more than was collected'],
    ],
    [
      'tells a payment twice',
      [
        'payment,A-1,col_1,2026-11-20,agency,1.00,0.00,1.00',
        'payment,A-1,col_1,2026-11-20,agency,1.00,0.00,1.00',
        'total,2,,,,2.00,0.00,2.00',
      ],
      ['3 line 2 has the same payment'],
    ],
    [
      'brings less than nothing',
      ['payment,A-1,col_1,2026-11-20,office,10.00,2.50,-2.50', 'total,1,,,,10.00,2.50,-2.50'],
      ['3 net of all is 2.50 below zero: the agency is owed, and sends a bill'],
    ],
    [
      'has a cell too few',
      ['payment,A-1,col_1,2026-11-20,agency,1.00,0.00', 'total,1,,,,1.00,0.00,1.00'],
      ['2 8 cells are wanted'],
    ],
  ])('is refused when it %s', (_, lines, expected) => {
    const found = lines[0] === 'x' ? readRemit(remitRecords('a,b\n'), 'net') : undefined;
    if (found === undefined) expect(read(lines)).toEqual(expected);
    else expect(found).toEqual({ ok: false, failure: [{ line: 1, detail: `the head line is ${head}` }] });
  });
});
