import { type Chance, chanceOf } from '../chance.ts';
import { demoProcedures, madeUpProcedure, mostMadeUp } from './made-up-procedures.ts';
import { type GeneratedSize, lineEnd } from './options.ts';

const notice = 'SYNTHETIC: made-up edits in the layout of CMS. They mean nothing to any payer.';

/** Pairs of the demonstration: column 1, column 2, effective, deletion, indicator, rationale. */
const demoPairs = [
  ['X9010', 'X9002', '20200101', '*', '1', 'Misuse of Column Two code with Column One code'],
  ['X9010', 'X9003', '20200101', '*', '1', 'Misuse of Column Two code with Column One code'],
  ['X9010', 'X9004', '20200101', '*', '1', 'Misuse of Column Two code with Column One code'],
  ['X9010', 'X9011', '20210401', '*', '1', 'Standards of medical / surgical practice'],
  ['X9011', 'X9013', '20220101', '20220101', '9', 'More extensive procedure'],
  ['X9012', 'X9013', '20180101', '20251231', '1', 'Mutually exclusive procedures'],
  ['X9012', 'X9020', '20180101', '*', '1', 'Standards of medical / surgical practice'],
  ['X9025', 'X9022', '20190101', '*', '0', 'Laboratory panel'],
] as const;

const rationales = [
  'Standards of medical / surgical practice',
  'Misuse of Column Two code with Column One code',
  'More extensive procedure',
  'Mutually exclusive procedures',
  'HCPCS/CPT procedure code definition',
  'CPT Manual or CMS manual coding instruction',
] as const;

/** Which part of the release a file is, and how many rows all four have together. */
export interface PtpPart extends GeneratedSize {
  readonly part: 1 | 2 | 3 | 4;
}

export const ptpParts = [1, 2, 3, 4] as const;

/** SYNTHETIC: one of the four parts of NCCI's pairs, sorted by both columns. The last part has the demonstration's pairs. */
export function* ncciPtp({ seed, rows = 0, part }: PtpPart): Iterable<string> {
  yield `${notice}${lineEnd}Column1/Column2 Edits${lineEnd}`;
  yield `Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale${lineEnd}`;
  yield `\t\tprior to 1996\tDate\tDate\t0=not allowed\t${lineEnd}\t\t\t\t*=no data\t1=allowed\t${lineEnd}\t\t\t\t\t9=not applicable\t${lineEnd}`;
  const mine = Math.floor((rows * part) / 4) - Math.floor((rows * (part - 1)) / 4);
  const chance = chanceOf(seed, 'ptp', String(part));
  yield* madeUpPairs(mine, part, chance);
  if (part === 4) for (const [column1, column2, ...rest] of demoPairs) yield pairLine([column1, column2, '', ...rest]);
}

/** Each part has a quarter of the codes in column 1, as the official parts have ranges of codes. */
function* madeUpPairs(count: number, part: number, chance: Chance): Iterable<string> {
  const firsts = mostMadeUp / 4;
  let lines = '';
  let written = 0;
  for (let first = 0; first < firsts && written < count; first += 1) {
    const column1 = madeUpProcedure((part - 1) * firsts + first);
    const still = Math.ceil((count - written) / (firsts - first));
    const step = Math.max(1, Math.floor((mostMadeUp - 1) / still));
    for (let index = 0; index < still && written < count; index += 1) {
      lines += madeUpLine(column1, madeUpProcedure((index * step) % mostMadeUp), chance);
      written += 1;
    }
    if (lines.length < 1 << 16) continue;
    yield lines;
    lines = '';
  }
  if (lines !== '') yield lines;
}

function madeUpLine(column1: string, column2: string, chance: Chance): string {
  const year = 1996 + chance.below(30);
  const isDeleted = chance.percent(30);
  const deletion = isDeleted ? `${year + chance.below(2026 - year)}1231` : '*';
  const indicator = isDeleted && chance.percent(20) ? '9' : chance.pick(['0', '1', '1']);
  const effective = `${year}${chance.pick(['0101', '0401', '0701', '1001'])}`;
  return pairLine([
    column1,
    column2,
    year === 1996 ? '*' : '',
    effective,
    deletion,
    indicator,
    chance.pick(rationales),
  ]);
}

function pairLine(cells: readonly string[]): string {
  return `${cells.join('\t')}${lineEnd}`;
}

const mueHeaders = {
  practitioner: 'Practitioner Services MUE Values',
  outpatient: 'Outpatient Hospital Services MUE Values',
  equipment: 'DME Supplier Services MUE Values',
} as const;

export interface MueFile extends GeneratedSize {
  readonly setting: keyof typeof mueHeaders;
}

const adjudications = {
  1: '1 Line Edit',
  2: '2 Date of Service Edit: Policy',
  3: '3 Date of Service Edit: Clinical',
} as const;

/** Units and adjudication of the demonstration's codes: one visit a day, a few of everything else. */
function demoUnits(code: string): readonly [number, 1 | 2 | 3] {
  if (code < 'X9010') return [1, 2];
  if (code < 'X9020') return [3, 3];
  return code < 'X9030' ? [2, 3] : [2, 1];
}

/** SYNTHETIC: medically unlikely edits of a setting, with a notice of several lines in the first cell, and line breaks in a header. */
export function* mue({ seed, rows = 0, setting }: MueFile): Iterable<string> {
  yield `"${notice}\n\nThe values are made up.\n",,,${lineEnd}`;
  yield `"HCPCS/\nCPT Code",${mueHeaders[setting]},MUE Adjudication Indicator,MUE Rationale${lineEnd}`;
  const chance = chanceOf(seed, 'mue', setting);
  for (let number = 0; number < Math.min(rows - demoProcedures.length, mostMadeUp); number += 1) {
    const adjudication = adjudications[chance.pick<1 | 2 | 3>([1, 2, 3])];
    yield `${madeUpProcedure(number)},${1 + chance.below(20)},${adjudication},Clinical: Data${lineEnd}`;
  }
  for (const code of demoProcedures) {
    const [units, adjudication] = demoUnits(code);
    yield `${code},${units},${adjudications[adjudication]},"Nature of service, made up"${lineEnd}`;
  }
}

/** Add-on codes of the demonstration: type, add-on, primary, effective, deletion of the pair, note. */
const demoAddOns = [
  ['1', 'X9032', 'X9031', '2020001', '', ''],
  ['1', 'X9032', 'X9033', '2020001', '2024366', ''],
  ['2', 'X9091', 'CCCCC', '2026001', '', 'Contractor Defined Primary Codes'],
  ['3', 'X9024', 'X9023', '2015001', '', ''],
] as const;

export interface AddOnFile extends GeneratedSize {
  /** `fixed`: lines of fixed width. `table`: tab separated under headers. CMS publishes both. */
  readonly layout: 'fixed' | 'table';
}

/** SYNTHETIC: add-on codes with their primaries. */
export function* addOns({ seed, rows = 0, layout }: AddOnFile): Iterable<string> {
  if (layout === 'table') {
    yield `${notice}${lineEnd}`;
    yield 'AOC_Edit_Type\tAdd-On_Code\tAOC_DelDT\tPrimary_Code\tPrimary_Code_DelDT\tAOC_Edit_EffDT\tAOC_Edit_DelDT\tSpecial_Instruction_Notes';
    yield lineEnd;
  }
  const write = layout === 'table' ? addOnCells : addOnColumns;
  const chance = chanceOf(seed, 'add-on');
  for (let number = 0; number < rows - demoAddOns.length; number += 1) {
    const addOn = madeUpProcedure(Math.floor(number / 8) % mostMadeUp);
    const primary = madeUpProcedure((number * 7 + 1) % mostMadeUp);
    const effective = `${2013 + chance.below(12)}${chance.pick(['001', '091', '182', '274'])}`;
    yield write(['1', addOn, primary, effective, chance.percent(10) ? '2025365' : '', '']);
  }
  for (const addOn of demoAddOns) yield write(addOn);
}

type AddOnCells = readonly [
  type: string,
  addOn: string,
  primary: string,
  effective: string,
  deletion: string,
  note: string,
];

function addOnCells([type, addOn, primary, effective, deletion, note]: AddOnCells): string {
  return `${[type, addOn, '', primary, '', effective, deletion, note].join('\t')}${lineEnd}`;
}

function addOnColumns([type, addOn, primary, effective, deletion, note]: AddOnCells): string {
  const blank = ' '.repeat(7);
  return `${type}${addOn}${blank}${primary}${blank}${effective}${deletion.padEnd(7)}${note.padEnd(58)}${lineEnd}`;
}
