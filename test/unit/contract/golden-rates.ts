import type { PayerContract } from '../../../shared/domain/contract/payer-contract.ts';

/**
 * A claim under a contract, and the expected allowed amount of each line, worked out by hand from the rates, in cents.
 * A biller can read and correct it.
 */
export interface GoldenRate {
  readonly name: string;
  /** The arithmetic, as done by hand. */
  readonly reasoning: string;
  readonly contract?: Partial<PayerContract>;
  /** The rates as in a file, without the last end of line. */
  readonly rates: readonly string[];
  readonly drg?: string;
  /**
   * `code modifiers × units @ charge`, one per line: `X9003 50 × 2 @ 150.00`. A facility's line may have a revenue code
   * of four digits. `MJ`, `DA`, a day, and `#22` for a place may follow.
   */
  readonly lines: readonly string[];
  /** In cents; a reason where nothing is expected. */
  readonly expected: readonly (number | string)[];
}

/** Two modifiers, each of which halves the amount. */
const halvedTwice = [
  { modifier: '52', basisPoints: 5000 },
  { modifier: '53', basisPoints: 5000 },
];
const halves = { basisPoints: [10000, 5000, 2500], codes: ['X90*'] };

/**
 * Medicare allows 115.20 for X9005 in an office and 83.20 in a facility. As a schedule of the office (`{schedule}`) it
 * has 80.01 for X9003, 33.33 for X9004, and 30.00 for X9003 with 26.
 */
export const goldenRates: readonly GoldenRate[] = [
  {
    name: 'a fee for each unit',
    reasoning: '62.50 x 3 = 187.50',
    rates: ['rate,code,amount', 'fee,X9003,62.50'],
    lines: ['X9003 × 3 @ 300.00'],
    expected: [18750],
  },
  {
    name: 'a fee for half units',
    reasoning: '33.33 x 2.5 = 83.325, half a cent upwards 83.33',
    rates: ['rate,code,amount', 'fee,X9003,33.33'],
    lines: ['X9003 × 2.5 @ 300.00'],
    expected: [8333],
  },
  {
    name: 'a fee for the line, however many units',
    reasoning: '90.00 once',
    rates: ['rate,code,amount,per', 'fee,X9003,90.00,line'],
    lines: ['X9003 × 4 @ 300.00'],
    expected: [9000],
  },
  {
    name: 'the code before the range before the beginning before all others',
    reasoning:
      'X9003 by its code 10.00; X9004 in the range 20.00; X9099 by its beginning 30.00; Z0001 by the rate for all 40.00',
    rates: ['rate,code,amount', 'fee,,40', 'fee,X9*,30', 'fee,X9001-X9009,20', 'fee,X9003,10'],
    lines: ['X9003 @ 99.00', 'X9004 @ 99.00', 'X9099 @ 99.00', 'Z0001 @ 99.00'],
    expected: [1000, 2000, 3000, 4000],
  },
  {
    name: 'a rate with the modifier before one without',
    reasoning: 'with 26 30.00, without 80.00',
    rates: ['rate,code,modifiers,amount', 'fee,X9003,,80', 'fee,X9003,26,30'],
    lines: ['X9003 @ 99.00', 'X9003 26 @ 99.00'],
    expected: [8000, 3000],
  },
  {
    name: 'a rate for facilities and one for offices',
    reasoning: 'place 22 is a facility, 11 is none',
    rates: ['rate,code,place,amount', 'fee,X9003,facility,50', 'fee,X9003,non-facility,70'],
    lines: ['X9003 @ 99.00 #22', 'X9003 @ 99.00 #11'],
    expected: [5000, 7000],
  },
  {
    name: 'a rate that changes in the year',
    reasoning: 'until June 70.00, from July 75.00',
    rates: ['rate,code,amount,from,to', 'fee,X9003,70,,2026-06-30', 'fee,X9003,75,2026-07-01,'],
    lines: ['X9003 @ 99.00 2026-06-30', 'X9003 @ 99.00 2026-07-01'],
    expected: [7000, 7500],
  },
  {
    name: 'a share of Medicare in the office and in a facility',
    reasoning: '112.5% of 115.20 = 129.60; 112.5% of 83.20 = 93.60',
    rates: ['rate,code,percent', 'percent-of-medicare,,112.5'],
    lines: ['X9005 @ 200.00 #11', 'X9005 @ 200.00 #22'],
    expected: [12960, 9360],
  },
  {
    name: 'a share of Medicare of an earlier year',
    reasoning: 'in 2025 Medicare allowed 3.60 x 30.00 = 108.00; 110% = 118.80. In 2026 it is 115.20',
    contract: { medicare: { asOf: '2025-07-01' as PayerContract['effectiveFrom'] } },
    rates: ['rate,code,percent', 'percent-of-medicare,X9005,110'],
    lines: ['X9005 @ 200.00 #11'],
    expected: [11880],
  },
  {
    name: 'a share of what Medicare does not pay',
    reasoning: 'Medicare has no price for X9006, so nothing is expected',
    rates: ['rate,code,percent', 'percent-of-medicare,,112.5'],
    lines: ['X9006 @ 200.00 #11'],
    expected: ['medicare-without-price'],
  },
  {
    name: 'Medicare’s figures as a fee schedule of the office, rounded once',
    reasoning: '80.01 x 3 = 240.03; 101.5% = 243.63045, so 243.63',
    rates: ['rate,percent,fee schedule', 'percent-of-schedule,101.5,{schedule}'],
    lines: ['X9003 × 3 @ 300.00'],
    expected: [24363],
  },
  {
    name: 'the schedule’s own row for a modifier goes before the contract’s rule for it',
    reasoning:
      'X9003 with 26 stands in the schedule at 30.00, 120% = 36.00. X9004 with 26 does not: 33.33 x 120% = 39.996, 40% of it 15.9984, so 16.00',
    contract: { modifierRules: [{ modifier: '26', basisPoints: 4000 }] },
    rates: ['rate,percent,fee schedule', 'percent-of-schedule,120,{schedule}'],
    lines: ['X9003 26 @ 99.00', 'X9004 26 @ 99.00'],
    expected: [3600, 1600],
  },
  {
    name: 'a part of a cent after each step',
    reasoning:
      '33.33 x 120% = 39.996, rounded 40.00; 33% of 40.00 = 13.20. Rounded once it is 39.996 x 33% = 13.19868, so the same; with 12.5% 5.00',
    contract: {
      rounding: 'each-step',
      modifierRules: [
        { modifier: '52', basisPoints: 3300 },
        { modifier: '53', basisPoints: 1250 },
      ],
    },
    rates: ['rate,percent,fee schedule', 'percent-of-schedule,120,{schedule}'],
    lines: ['X9004 52 @ 99.00', 'X9004 53 @ 99.00'],
    expected: [1320, 500],
  },
  {
    name: 'rounding once and after each step differ by a cent',
    reasoning: '0.05 x 50% = 0.025, rounded 0.03; x 50% = 0.015, rounded 0.02. Exact: 0.0125, so 0.01',
    contract: { rounding: 'each-step', modifierRules: halvedTwice },
    rates: ['rate,code,amount', 'fee,X9003,0.05'],
    lines: ['X9003 52 53 @ 99.00'],
    expected: [2],
  },
  {
    name: 'the same, rounded once',
    reasoning: '0.05 x 50% x 50% = 0.0125, so 0.01',
    contract: { modifierRules: halvedTwice },
    rates: ['rate,code,amount', 'fee,X9003,0.05'],
    lines: ['X9003 52 53 @ 99.00'],
    expected: [1],
  },
  {
    name: 'both sides, and an assistant',
    reasoning: '200.00 x 150% = 300.00; 200.00 x 16% = 32.00',
    contract: {
      modifierRules: [
        { modifier: '50', basisPoints: 15000 },
        { modifier: '80', basisPoints: 1600 },
      ],
    },
    rates: ['rate,code,amount', 'fee,X9003,200'],
    lines: ['X9003 50 @ 900.00', 'X9003 80 @ 900.00'],
    expected: [30000, 3200],
  },
  {
    name: 'procedures of a day, the dearest first',
    reasoning: 'X9002 400.00 whole; X9003 300.00 half = 150.00; X9001 100.00 a quarter = 25.00; Z0001 is not ranked',
    contract: { reduction: halves },
    rates: ['rate,code,amount', 'fee,X9001,100', 'fee,X9002,400', 'fee,X9003,300', 'fee,Z0001,20'],
    lines: ['X9001 @ 900.00', 'X9002 @ 900.00', 'X9003 @ 900.00', 'Z0001 @ 900.00'],
    expected: [2500, 40000, 15000, 2000],
  },
  {
    name: 'each unit is a procedure, and the days stand apart',
    reasoning: 'On the 1st 100.00 x 3: 100 + 50 + 25 = 175.00. On the 2nd 100.00 whole',
    contract: { reduction: halves },
    rates: ['rate,code,amount', 'fee,X9001,100'],
    lines: ['X9001 × 3 @ 900.00 2026-03-01', 'X9001 @ 900.00 2026-03-02'],
    expected: [17500, 10000],
  },
  {
    name: 'both sides is one procedure, ranked by all that it pays',
    reasoning: '200.00 x 150% = 300.00 is dearer than 250.00: whole, and half of 250.00 = 125.00',
    contract: { reduction: halves, modifierRules: [{ modifier: '50', basisPoints: 15000 }] },
    rates: ['rate,code,amount', 'fee,X9001,200', 'fee,X9002,250'],
    lines: ['X9001 50 @ 900.00', 'X9002 @ 900.00'],
    expected: [30000, 12500],
  },
  {
    name: 'a share of the charge, which nothing reduces',
    reasoning: '65% of 123.45 = 80.2425, so 80.24; twice the same',
    contract: { reduction: halves },
    rates: ['rate,code,percent', 'percent-of-charge,,65'],
    lines: ['X9003 @ 123.45', 'X9003 @ 123.45'],
    expected: [8024, 8024],
  },
  {
    name: 'the lesser of rate and charge, line by line',
    reasoning: 'rate 80.00 against charge 70.00; rate 80.00 against charge 95.00',
    rates: ['rate,code,amount', 'fee,X9003,80'],
    lines: ['X9003 @ 70.00', 'X9003 @ 95.00'],
    expected: [7000, 8000],
  },
  {
    name: 'the lesser of rates and charges of the claim',
    reasoning: 'rates 160.00, charges 165.00: the rates, although the first charge is less',
    contract: { lesserOf: 'claim' },
    rates: ['rate,code,amount', 'fee,X9003,80'],
    lines: ['X9003 @ 70.00', 'X9003 @ 95.00'],
    expected: [8000, 8000],
  },
  {
    name: 'charges of the claim that are less, spread by the rates',
    reasoning:
      'rates 80.00 + 20.00, charges 90.01: 72.008 and 18.002 are 72.00 and 18.00; the cent that is left goes to the larger part, 72.01',
    contract: { lesserOf: 'claim' },
    rates: ['rate,code,amount', 'fee,X9003,80', 'fee,X9004,20'],
    lines: ['X9003 @ 60.01', 'X9004 @ 30.00'],
    expected: [7201, 1800],
  },
  {
    name: 'the rate above the charge',
    reasoning: 'no lesser of: 80.00 for a charge of 70.00',
    contract: { lesserOf: 'none' },
    rates: ['rate,code,amount', 'fee,X9003,80'],
    lines: ['X9003 @ 70.00'],
    expected: [8000],
  },
  {
    name: 'a case rate by DRG, spread by the charges',
    reasoning: '9,000.00 over charges of 6,000, 3,000 and 3,000: 4,500, 2,250, 2,250',
    rates: ['rate,drg,amount', 'case-rate,469-470,9000', 'case-rate,,5000'],
    drg: '470',
    lines: ['0120 × 2 DA @ 6000.00', '0360 @ 3000.00', '0250 @ 3000.00'],
    expected: [450000, 225000, 225000],
  },
  {
    name: 'a case rate with an implant carved out',
    reasoning: 'the implant 40% of 5,000.00 = 2,000.00; the case 9,000.00 over 6,000 and 3,000',
    rates: ['rate,drg,revenue,amount,percent,carve out', 'case-rate,470,,9000,,', 'percent-of-charge,,0278,,40,yes'],
    drg: '470',
    lines: ['0120 × 2 DA @ 6000.00', '0278 @ 5000.00', '0360 @ 3000.00'],
    expected: [600000, 200000, 300000],
  },
  {
    name: 'a case rate by what was done, for any visit',
    reasoning: 'X9002 makes it a case of 1,000.00 over charges of 800 and 200; what is done with it is in it',
    rates: ['rate,code,amount', 'case-rate,X9002,1000', 'fee,X9003,55'],
    lines: ['X9002 @ 800.00', 'X9003 @ 200.00'],
    expected: [80000, 20000],
  },
  {
    name: 'days, dearer at first',
    reasoning: '5 days: 3 x 1,500.00 + 2 x 1,000.00 = 6,500.00, over charges of 9,000 and 1,000: 5,850 and 650',
    rates: ['rate,revenue,amount,from day,to day', 'per-diem,0110-0129,1500,1,3', 'per-diem,0110-0129,1000,4,'],
    lines: ['0120 × 5 DA @ 9000.00', '0250 @ 1000.00'],
    expected: [585000, 65000],
  },
  {
    name: 'days of two kinds of room, a drug carved out',
    reasoning:
      '2 x 2,500.00 + 1 x 1,200.00 = 6,200.00 over charges of 6,000 and 2,000: 4,650 and 1,550; the drug 50% of 400.00',
    rates: [
      'rate,revenue,amount,percent,carve out',
      'per-diem,0200,2500,,',
      'per-diem,0120,1200,,',
      'percent-of-charge,0636,,50,yes',
    ],
    lines: ['0200 × 2 DA @ 6000.00', '0120 × 1 DA @ 2000.00', '0636 @ 400.00'],
    expected: [465000, 155000, 20000],
  },
  {
    name: 'a day for which there is no rate',
    reasoning: 'the rate ends with the third day: nothing is expected of the stay',
    rates: ['rate,revenue,amount,from day,to day', 'per-diem,0120,1500,1,3'],
    lines: ['0120 × 4 DA @ 9000.00'],
    expected: ['day-without-rate'],
  },
  {
    name: 'what is paid with something else',
    reasoning: 'X9004 is included: nothing',
    rates: ['rate,code,amount', 'fee,X9003,80', 'included,X9004,'],
    lines: ['X9003 @ 99.00', 'X9004 @ 50.00'],
    expected: [8000, 0],
  },
  {
    name: 'no rate, and two that tie',
    reasoning: 'Z0001 has no rate; X9003 has 80.00 in one range and 90.00 in another',
    rates: ['rate,code,amount', 'fee,X9001-X9003,80', 'fee,X9003-X9005,90'],
    lines: ['Z0001 @ 99.00', 'X9003 @ 99.00'],
    expected: ['no-row', 'rows-tie'],
  },
  {
    name: 'minutes of anesthesia by the schedule’s own rule',
    reasoning:
      '(5 base units + 60/15 = 4 time units) x 50.00 = 450.00; 110% = 495.00. A fee for units says nothing of minutes',
    rates: ['rate,code,amount,percent,fee schedule', 'percent-of-schedule,X9801,,110,{schedule}', 'fee,X9003,20,,'],
    lines: ['X9801 × 60 MJ @ 900.00', 'X9003 × 60 MJ @ 900.00'],
    expected: [49500, 'minutes-without-rate'],
  },
];
