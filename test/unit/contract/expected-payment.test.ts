import { describe, expect, test } from 'vitest';
import type { ContractedClaim, ContractedLine } from '../../../shared/domain/contract/contracted-claim.ts';
import { expectedPayment } from '../../../shared/domain/contract/expected-payment.ts';
import type { RateBook } from '../../../shared/domain/contract/line-rate.ts';
import type { PayerContract, RatedContract } from '../../../shared/domain/contract/payer-contract.ts';
import { readRateRows } from '../../../shared/domain/contract/read-rate-rows.ts';
import type { Quantity } from '../../../shared/domain/encounter/quantity.ts';
import type { Fee, FeeSchedule } from '../../../shared/domain/fees/fee-schedule.ts';
import { cents, parseCents, sumCents } from '../../../shared/domain/money/cents.ts';
import { present } from '../../../shared/domain/present.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { referencesOfRows } from '../../support/references-of-rows.ts';
import { type GoldenRate, goldenRates } from './golden-rates.ts';

const day = (text: string) => text as LocalDate;
const scheduleId = 'fee_00000000000000000000000001';

/** 2.00 of work, 1.50 of expense (0.50 in a facility), 0.10 of malpractice. */
const relative = (code: string, status: string, conversionFactor: number) => ({
  ...{ code, modifier: undefined, description: '', status, conversionFactor, qualifyingConversionFactor: undefined },
  ...{ work: 200, nonFacilityExpense: 150, facilityExpense: 50, malpractice: 10 },
  ...{ professionalTechnical: '0', globalDays: 'XXX', multipleProcedure: '0' },
  ...{ bilateral: '0', assistant: '0', coSurgeon: '0', team: '0' },
});
const references = referencesOfRows([
  { set: 'anesthesia-units', release: '2026', effectiveFrom: '2026-01-01', rows: [{ code: 'X9801', baseUnits: 5 }] },
  { set: 'mpfs', release: '2025', effectiveFrom: '2025-01-01', rows: [relative('X9005', 'A', 300_000)] },
  {
    ...{ set: 'mpfs', release: '2026', effectiveFrom: '2026-01-01' },
    rows: [relative('X9005', 'A', 320_000), relative('X9006', 'N', 320_000)],
  },
]);

const fees: readonly Fee[] = [
  { procedure: 'X9003', modifiers: [], cents: cents(8001) },
  { procedure: 'X9003', modifiers: ['26'], cents: cents(3000) },
  { procedure: 'X9004', modifiers: [], cents: cents(3333) },
];
const schedule: FeeSchedule = {
  ...{ id: scheduleId, version: 1, name: 'Medicare 2026, Ohio', effectiveFrom: day('2026-01-01') },
  appliesTo: { selfPay: true },
  anesthesia: { conversionCents: cents(5000), minutesPerUnit: 15, partOfUnit: 'tenth' },
};
const book: RateBook = {
  schedules: new Map([[scheduleId, schedule]]),
  feesOf: (id, procedure) => (id === scheduleId ? fees.filter((fee) => fee.procedure === procedure) : []),
  references,
};

const contract: PayerContract = {
  ...{ id: 'ctr_1', version: 1, name: 'Example contract', payerIds: ['pay_1'] },
  ...{ effectiveFrom: day('2026-01-01'), lesserOf: 'line', rounding: 'once' },
};

function rated({ contract: own, rates }: Pick<GoldenRate, 'contract' | 'rates'>): RatedContract {
  const records = rates.map((text, index) => ({
    line: index + 1,
    cells: text.replace('{schedule}', scheduleId).split(','),
  }));
  const rows = readRateRows(records);
  if (!rows.ok) throw new Error(JSON.stringify(rows.failure));
  return { contract: { ...contract, ...own }, rows: rows.value };
}

const written =
  /^(?<code>[A-Z]\d{4}|\d{4})(?<modifiers>(?: [A-Z0-9]{2})*)(?: × (?<units>[\d.]+))?(?: (?<unit>MJ|DA))? @ (?<charge>[\d.]+)(?: (?<on>[\d-]{10}))?(?: #(?<place>\d\d))?$/;

function lineOf(text: string, index: number): ContractedLine {
  const { code = '', modifiers = '', units = '1', unit, charge = '', on, place } = written.exec(text)?.groups ?? {};
  const read = parseCents(charge);
  if (!read.ok) throw new Error(`not a line: ${text}`);
  const isRevenue = /^\d{4}$/.test(code);
  return {
    number: index + 1,
    ...(isRevenue ? { revenueCode: code } : { procedure: code }),
    modifiers: modifiers.trim() === '' ? [] : modifiers.trim().split(' '),
    units: units as Quantity,
    chargeCents: read.value,
    serviceOn: day(on ?? '2026-03-01'),
    ...present({ unit: unit as ContractedLine['unit'], placeOfService: place }),
  };
}

function claimOf(lines: readonly string[], drg?: string): ContractedClaim {
  const own = lines.map(lineOf);
  const isFacility = own.some(({ revenueCode }) => revenueCode !== undefined);
  const who = { payerId: 'pay_1', billingProviderId: 'prv_1', entityId: 'ent_1' };
  return { ...who, isFacility, serviceFrom: day('2026-03-01'), lines: own, ...present({ drg }) };
}

describe('the payment expected under a contract', () => {
  test.each(goldenRates)('$name', (golden) => {
    const { lines, expectedCents, isComplete } = expectedPayment(
      claimOf(golden.lines, golden.drg),
      [rated(golden)],
      book,
    );
    expect(
      lines.map((line) => line.expectedCents ?? line.because),
      golden.reasoning,
    ).toEqual(golden.expected);
    const known = golden.expected.filter((each) => typeof each === 'number');
    expect(expectedCents).toBe(known.reduce((sum, each) => sum + each, 0));
    expect(isComplete).toBe(known.length === golden.expected.length);
  });

  test('is explained step by step', () => {
    const golden: Pick<GoldenRate, 'contract' | 'rates'> = {
      contract: {
        reduction: { basisPoints: [10000, 5000], codes: ['X9*'] },
        modifierRules: [{ modifier: '50', basisPoints: 15000 }],
      },
      rates: ['rate,code,amount,clause', 'fee,X9001,200,B 2.1', 'fee,X9002,100,B 2.2'],
    };
    const { lines } = expectedPayment(claimOf(['X9001 50 × 2 @ 520.00', 'X9002 @ 900.00']), [rated(golden)], book);
    expect(lines.map(({ steps, row }) => [row?.clause, ...steps])).toEqual([
      [
        'B 2.1',
        ...['$200.00 a unit', '× 2 = $400.00', 'modifier 50: 150% = $600.00'],
        ...['procedure 1 of the day: 100% = $300.00', 'procedure 2 of the day: 50% = $150.00'],
      ],
      ['B 2.2', '$100.00 a unit', 'procedure 3 of the day: 50% = $50.00'],
    ]);
    expect(sumCents(lines.map((line) => line.expectedCents ?? cents(0)))).toBe(50000);
  });

  test('comes from the contract of the plan, then of the provider, then of the payer; each line by its own day', () => {
    const of = (id: string, amount: string, own: Partial<PayerContract>) =>
      rated({ contract: { id, ...own }, rates: ['rate,amount', `fee,${amount}`] });
    const contracts = [
      of('ctr_all', '10', {}),
      of('ctr_provider', '20', { billingProviderIds: ['prv_1'] }),
      of('ctr_plan', '30', { groupNumbers: ['G-1'] }),
      of('ctr_other', '40', { payerIds: ['pay_2'] }),
      of('ctr_later', '50', { billingProviderIds: ['prv_1'], effectiveFrom: day('2026-03-02') }),
    ];
    const claim = claimOf(['X9003 @ 99.00 2026-03-01', 'X9003 @ 99.00 2026-03-02', 'X9003 @ 99.00 2025-12-31']);
    const expected = (more: Partial<ContractedClaim>) =>
      expectedPayment({ ...claim, ...more }, contracts, book).lines.map((line) => line.expectedCents ?? line.because);
    expect(expected({})).toEqual([2000, 5000, 'no-contract']);
    expect(expected({ groupNumber: 'G-1' })).toEqual([3000, 3000, 'no-contract']);
    expect(expected({ billingProviderId: 'prv_2' })).toEqual([1000, 1000, 'no-contract']);
    // The contract in force on the first day of a stay applies.
    expect(expected({ isFacility: true })).toEqual([2000, 2000, 2000]);
  });
});

describe('a file of rates', () => {
  const faults = (...lines: readonly string[]) => {
    const read = readRateRows(lines.map((text, index) => ({ line: index + 1, cells: text.split(',') })));
    return read.ok ? [] : read.failure.map(({ line, column, detail }) => `${line} ${column ?? ''}: ${detail}`);
  };

  test('is refused with line, column and what is expected there', () => {
    expect(faults('rate,code,amount', 'fee,9003,x', 'fees,X9003,1', 'fee,X9003,')).toEqual([
      '2 code: expected a code, a range or a beginning, such as X9003, X9001-X9005 or J*',
      '2 amount: expected dollars with up to two decimals, such as 125.50, from 0 to 99,999,999.99',
      expect.stringMatching(/^3 rate: expected one of fee, percent-of-medicare/),
      '4 amount: fee needs an amount',
    ]);
    expect(faults('rate,amount,percent', 'percent-of-charge,,65.555', 'fee,1,20')).toEqual([
      '2 percent: expected a percentage with up to two decimals, such as 112.5, up to 2000',
      '3 percent: fee has no percentage',
    ]);
    expect(faults('rate,amount,from,to', 'fee,1,2026-02-30,', 'fee,2,2026-05-01,2026-04-01')).toEqual([
      '2 from: expected a day, such as 2026-01-31',
      '3 to: comes before the first day',
    ]);
    expect(faults('rate,code,amount', 'fee,X9003,1', 'fee,X9003,2')).toEqual([
      '3 rate: line 2 is for the same, on the same days',
    ]);
    expect(faults('rate,price', 'fee,1')).toEqual([
      expect.stringMatching(/^1 number 2: unknown: its first line names the column rate/),
    ]);
    expect(faults('rate')).toEqual(['1 : the file has a header and no rates']);
  });
});
