import { type Chance, chanceOf } from '../chance.ts';
import { demoProcedures, madeUpProcedure, mostMadeUp } from './made-up-procedures.ts';
import { type GeneratedSize, lineEnd } from './options.ts';

/** Made-up relative values of a code: work, expense outside and inside a facility, malpractice; then global days and indicators. */
interface FeeLine {
  readonly code: string;
  readonly modifier?: string;
  readonly values: readonly [work: string, nonFacility: string, facility: string, malpractice: string];
  readonly professionalTechnical?: string;
  readonly globalDays?: string;
  /** The columns for several procedures, both sides, an assistant, a co-surgeon, and a team. */
  readonly indicators?: readonly [string, string, string, string, string];
}

const visitValues = [
  ['0.70', '0.85', '0.30', '0.05'],
  ['1.30', '1.31', '0.56', '0.10'],
  ['1.92', '1.84', '0.82', '0.14'],
  ['2.60', '2.21', '1.13', '0.26'],
  ['3.50', '2.78', '1.53', '0.32'],
] as const;

/**
 * The fees of the demonstration's codes: visits, procedures with a global period, tests, and imaging with its two
 * components.
 */
function demoFees(): readonly FeeLine[] {
  return demoProcedures.flatMap((code, place): readonly FeeLine[] => {
    if (code < 'X9010') return [{ code, values: visitValues[place] ?? visitValues[0] }];
    if (code < 'X9020') {
      const globalDays = code === 'X9012' ? '010' : '000';
      const indicators = ['2', code === 'X9013' ? '0' : '1', '1', '0', '0'] as const;
      return [{ code, values: ['1.40', '2.05', '0.98', '0.17'], globalDays, indicators }];
    }
    if (code < 'X9030') return [{ code, values: ['0.00', '0.45', '0.45', '0.02'], professionalTechnical: '3' }];
    const imaging = { code, professionalTechnical: '1', indicators: ['0', '3', '0', '0', '0'] } as const;
    return [
      { ...imaging, values: ['0.22', '0.60', '0.60', '0.02'] },
      { ...imaging, modifier: '26', values: ['0.22', '0.08', '0.08', '0.01'] },
      { ...imaging, modifier: 'TC', values: ['0.00', '0.52', '0.52', '0.01'] },
    ];
  });
}

/** Empty cells. */
const blank = (count: number) => Array<string>(count).fill('');

const stackedHeaders = [
  [...blank(26), 'PHYSICIAN', '', '', 'NON-FACILITY', 'FACILITY', 'MP USED'],
  [
    ...blank(4),
    'NOT USED',
    '',
    '',
    'NON-FAC',
    '',
    'FACILITY',
    ...blank(16),
    'SUPERVISION',
    '',
    'DIAGNOSTIC',
    'PE USED',
    'PE USED',
    'FOR OPPS',
  ],
  [
    ...blank(3),
    'STATUS',
    'FOR MEDICARE',
    'WORK',
    'NON-FAC',
    'NA',
    'FACILITY',
    'NA',
    'MP',
    'NON-FACILITY',
    'FACILITY',
    'PCTC',
    'GLOB',
    'PRE',
    'INTRA',
    'POST',
    'MULT',
    'BILAT',
    'ASST',
    'CO-',
    'TEAM',
    'PRIC',
    'ENDO',
    'CONV',
    'OF DIAGNOSTIC',
    'CALCULATION',
    'IMAGING FAMILY',
    'FOR OPPS',
    'FOR OPPS',
    'PAYMENT',
  ],
  [
    'HCPCS',
    'MOD',
    'DESCRIPTION',
    'CODE',
    'PAYMENT',
    'RVU',
    'PE RVU',
    'INDICATOR',
    'PE RVU',
    'INDICATOR',
    'RVU',
    'TOTAL',
    'TOTAL',
    'IND',
    'DAYS',
    'OP',
    'OP',
    'OP',
    'PROC',
    'SURG',
    'SURG',
    'SURG',
    'SURG',
    'IND',
    'BASE',
    'FACTOR',
    'PROCEDURES',
    'FLAG',
    'INDICATOR',
    'PAYMENT AMOUNT',
    'PAYMENT AMOUNT',
    'AMOUNT',
  ],
];

export interface FeeFile extends GeneratedSize {
  /** Whether the file is the one for participants in advanced payment models, which has another conversion factor. */
  readonly qualifying?: boolean;
}

/** SYNTHETIC: relative values in the layout of PPRRVU, with the four rows of headers. Values and conversion factors are made up. */
export function* relativeValues({ seed, rows = 0, year = 2026, qualifying = false }: FeeFile): Iterable<string> {
  const blanks = ','.repeat(31);
  yield `${year} National Physician Fee Schedule Relative Value File October Release${blanks}${lineEnd}`;
  yield `SYNTHETIC: made-up codes and values in the layout of CMS.${blanks}${lineEnd}`;
  for (const row of stackedHeaders) yield `${row.join(',')}${lineEnd}`;
  const factor = qualifying ? '33.5700' : '33.4000';
  const chance = chanceOf(seed, 'mpfs');
  const demo = demoFees();
  for (let number = 0; number < Math.min(rows - demo.length, mostMadeUp); number += 1) {
    yield feeLine(madeUpFee(madeUpProcedure(number), chance), factor);
  }
  for (const fee of demo) yield feeLine(fee, factor);
}

function madeUpFee(code: string, chance: Chance): FeeLine {
  const value = (most: number) => (chance.below(most) / 100).toFixed(2);
  return {
    code,
    values: [value(2000), value(2000), value(1000), value(300)],
    globalDays: chance.pick(['000', '010', '090', 'XXX', 'ZZZ']),
    indicators: [chance.pick(['0', '2']), chance.pick(['0', '1']), chance.pick(['0', '1', '2']), '0', '0'],
  };
}

function feeLine(fee: FeeLine, factor: string): string {
  const { code, modifier = '', values, professionalTechnical = '0', globalDays = 'XXX' } = fee;
  const [work, nonFacility, facility, malpractice] = values;
  const total = (expense: string) => (Number(work) + Number(expense) + Number(malpractice)).toFixed(2);
  const cells = [
    ...[code, modifier, 'Synthetic service', 'A', '', work, nonFacility, '', facility, '', malpractice],
    ...[total(nonFacility), total(facility), professionalTechnical, globalDays, '0', '0', '0'],
    ...[...(fee.indicators ?? ['0', '0', '0', '0', '0']), '11', '', factor, '09', '0', '99', '0.00', '0.00', '0.00'],
  ];
  return `${cells.join(',')}${lineEnd}`;
}

/** Contractor, state, locality, name, indices without and with the floor; then the conversion factor of anesthesia. All values are made up. */
const localities = [
  ['15202', 'OH', '00', 'OHIO', '0.991', '1.000', '0.925', '0.989', '20.10'],
  ['01112', 'CA', '05', 'SAN FRANCISCO', '1.080', '1.080', '1.390', '0.480', '22.95'],
  ['13202', 'NY', '01', 'MANHATTAN', '1.055', '1.055', '1.190', '1.690', '22.50'],
  ['02102', 'AK', '01', 'ALASKA*', '1.500', '1.500', '1.120', '0.700', '28.00'],
] as const;

/** SYNTHETIC: geographic practice cost indices, with titles above and a note below. */
export function* costIndices({ year = 2026 }: GeneratedSize): Iterable<string> {
  yield `SYNTHETIC ADDENDUM E. ${year} GEOGRAPHIC PRACTICE COST INDICES (GPCIs) BY STATE AND MEDICARE LOCALITY,,,,,,,${lineEnd}`;
  yield `,,,,,,,${lineEnd}`;
  yield `Medicare Administrative Contractor (MAC),State,Locality Number,Locality Name,${year} PW GPCI (without 1.0 Floor),${year} PW GPCI (with 1.0 Floor),${year} PE GPCI,${year} MP GPCI${lineEnd}`;
  for (const [contractor, state, locality, name, ...indices] of localities) {
    yield `${[contractor, state, locality, name, ...indices.slice(0, 4)].join(',')}${lineEnd}`;
  }
  yield `,,,,,,,${lineEnd}* Work index of at least 1.5 by law.,,,,,,,${lineEnd}`;
}

/** SYNTHETIC: the price of an anesthesia unit in each locality. */
export function* anesthesiaFactors({ year = 2026 }: GeneratedSize): Iterable<string> {
  yield `Contractor,Locality,Locality Name,Qualifying APM ${year} National Anes CF of 20.6000,Non-Qualifying APM ${year} National Anes CF of 20.5000${lineEnd}`;
  for (const [contractor, , locality, name, , , , , factor] of localities) {
    yield `${contractor},${locality},${name},${(Number(factor) + 0.1).toFixed(2)},${factor}${lineEnd}`;
  }
}

/** SYNTHETIC: base units of made-up anesthesia codes, X8900 on. */
export function* anesthesiaBaseUnits({ seed, rows = 6, year = 2026 }: GeneratedSize): Iterable<string> {
  yield `SYNTHETIC ${year} Anesthesia Base Units by Code,,${lineEnd}CODE,DESCRIPTION,BASE UNIT(S)${lineEnd}`;
  const chance = chanceOf(seed, 'anesthesia');
  for (let number = 0; number < Math.min(rows, 100); number += 1) {
    yield `${madeUpProcedure(8900 + number)},Synthetic anesthesia,${number === 0 ? 5 : 3 + chance.below(20)}${lineEnd}`;
  }
}

/** ZIP codes of the demonstration, and one that lies in two localities. */
const demoZips = [
  ['OH', '43016', '15202', '00', ' ', '0'],
  ['OH', '43215', '15202', '00', ' ', '0'],
  ['OH', '45761', '15202', '00', 'R', '0'],
  ['CA', '94608', '01112', '05', ' ', '1'],
  ['AK', '99501', '02102', '01', 'B', '0'],
] as const;

/** SYNTHETIC: ZIP codes to localities, lines of 80. */
export function* zipLocalities({ seed, rows = 0, year = 2026 }: GeneratedSize): Iterable<string> {
  const chance = chanceOf(seed, 'zip');
  const demo = demoZips.map(([, zip]): string => zip);
  for (let number = 501, left = rows - demoZips.length; left > 0 && number < 100_000; number += 1) {
    const zip = String(number).padStart(5, '0');
    if (demo.includes(zip)) continue;
    const [contractor, state, locality] = localities[chance.below(localities.length)] ?? localities[0];
    yield zipLine([state, zip, contractor, locality, chance.percent(20) ? 'R' : ' ', '0'], year);
    left -= 1;
  }
  for (const zip of demoZips) yield zipLine(zip, year);
}

/** SYNTHETIC: the ZIP codes that lie in several localities, with their last four digits. */
export function* zipPlusFours({ rows = 0, year = 2026 }: GeneratedSize): Iterable<string> {
  for (let number = 1; number <= Math.max(rows, 2); number += 1) {
    // The last one is beyond the border of the locality.
    const [contractor, state, locality] = number === Math.max(rows, 2) ? localities[2] : localities[1];
    const plusFour = String(number).padStart(4, '0').slice(-4);
    const zip = String(94_608 + Math.floor(number / 10_000));
    yield `${state}${zip}${contractor}${locality}${' '.repeat(6)}1${plusFour}${' '.repeat(50)}${year}4${lineEnd}`;
  }
}

type ZipFields = readonly [
  state: string,
  zip: string,
  carrier: string,
  locality: string,
  rural: string,
  plusFour: string,
];

function zipLine([state, zip, carrier, locality, rural, plusFour]: ZipFields, year: number): string {
  return `${state}${zip}${carrier}${locality}${rural}${' '.repeat(5)}${plusFour}${' '.repeat(54)}${year}4${lineEnd}`;
}
