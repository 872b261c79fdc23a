import type { AddOnRow } from '../../domain/code-set/rows.ts';
import { ok, type Result } from '../../domain/result.ts';
import { addDays, type LocalDate } from '../../domain/time/local-date.ts';
import type { CodeSetFault, CodeSetFormat, FileHead, StatedRelease } from '../format.ts';
import { faultAt } from '../read/fault.ts';
import { fieldOf } from '../read/fixed-columns.ts';
import { rowsOfCsv } from '../read/headed-csv.ts';
import { type FileLine, rowsOfLines } from '../read/lines.ts';
import { quarterRelease } from './quarters.ts';

/**
 * NCCI add-on codes, in the two layouts that CMS publishes side by side: `AOC_V2026Q4-F-MCR.txt`, fixed width (1 type,
 * 2-6 add-on code, 7-13 its deletion, 14-18 primary code, 19-25 its deletion, 26-32 effective, 33-39 deletion of the
 * pair, 40 whether it has a note), and `AOC_V2026Q4-MCR.txt`, tab separated under headers. Days are YYYYDDD, the day of
 * the year. The primary `CCCCC` says that the contractor defines the primaries.
 */
const fixedLine = /^\ufeff?[123][0-9A-Z]{5}(?:\d{7}| {7})[0-9A-Z]{5}(?:\d{7}| {7})\d{7}(?:\d{7}| {7}|$)/;

/** At most this many title lines before the first row. */
const mostTitles = 10;

function isFixed(head: FileHead): boolean {
  return head.text
    .split(/\r?\n/)
    .slice(0, mostTitles)
    .some((line) => fixedLine.test(line));
}

const layout = {
  needed: {
    type: ['AOC_Edit_Type'],
    addOn: ['Add-On_Code'],
    addOnTo: ['AOC_DelDT', /^aoc deldt/],
    primary: ['Primary_Code'],
    primaryTo: ['Primary_Code_DelDT', /^primary code deldt/],
    from: ['AOC_Edit_EffDT', /^aoc edit effdt/],
    to: ['AOC_Edit_DelDT', /^aoc edit deldt/],
  },
  delimiter: '\t',
} as const;

export const ncciAddOn: CodeSetFormat<AddOnRow> = {
  kind: 'ncci-add-on',
  recognises: (head) => isFixed(head) || /^AOC_Edit_Type\tAdd-On_Code\t/im.test(head.text),
  stated: addOnRelease,
  read: (text, head) => (isFixed(head) ? rowsOfLines(text, fixedReader()) : readTable(text)),
  tables: [
    {
      name: 'rows',
      columns: { addOn: 'TEXT', primary: 'TEXT', from: 'DATE', to: 'DATE', type: 'INTEGER', line: 'INTEGER' },
      primaryKey: ['addOn', 'primary', 'from', 'line'],
      rowsOf: (row) => [{ ...row, primary: row.primary ?? '' }],
    },
  ],
};

/** The quarter in the name of the file. */
function addOnRelease(head: FileHead): StatedRelease {
  const named = /AOC_V(20\d\d)Q([1-4])/i.exec(head.name);
  return named === null ? {} : quarterRelease(named[1] as string, named[2] as string);
}

/** The fields of a row, and the column of each for a fault. */
interface Fields {
  readonly line: number;
  readonly values: Readonly<Record<keyof typeof layout.needed, string>>;
  readonly columns: Readonly<Record<keyof typeof layout.needed, number>>;
}

const fixedColumns = { type: 1, addOn: 2, addOnTo: 7, primary: 14, primaryTo: 19, from: 26, to: 33 };

/** Skips a notice above the rows: it has lower-case letters before its fortieth column, which rows do not. */
function fixedReader() {
  let hasBegun = false;
  return (line: FileLine): Result<AddOnRow | undefined, CodeSetFault> => {
    hasBegun ||= line.number > mostTitles || !/[a-z]/.test(line.text.slice(0, 39));
    return hasBegun ? readFixedLine(line) : ok(undefined);
  };
}

function readFixedLine(line: FileLine): Result<AddOnRow, CodeSetFault> {
  const values = {
    type: fieldOf(line, [1, 1]),
    addOn: fieldOf(line, [2, 6]),
    addOnTo: fieldOf(line, [7, 13]),
    primary: fieldOf(line, [14, 18]),
    primaryTo: fieldOf(line, [19, 25]),
    from: fieldOf(line, [26, 32]),
    to: fieldOf(line, [33, 39]),
  };
  return rowOf({ line: line.number, values, columns: fixedColumns });
}

function readTable(text: AsyncIterable<string>): AsyncGenerator<Result<readonly AddOnRow[], CodeSetFault>> {
  return rowsOfCsv(text, layout, ({ line, fields, columns }) => rowOf({ line, values: fields, columns }));
}

function rowOf({ line, values, columns }: Fields): Result<AddOnRow, CodeSetFault> {
  if (!/^[123]$/.test(values.type)) return faultAt(line, columns.type, 'The type of an add-on code is 1, 2 or 3.');
  if (!/^[0-9A-Z]{5}$/.test(values.addOn)) return faultAt(line, columns.addOn, 'An add-on code is missing.');
  if (!/^[0-9A-Z]{5}$/.test(values.primary))
    return faultAt(line, columns.primary, 'A primary code, or CCCCC, is missing.');
  const from = dayOfYear(values.from);
  if (from === undefined) return faultAt(line, columns.from, 'The effective day must be YYYYDDD.');
  const ends: LocalDate[] = [];
  for (const name of ['addOnTo', 'primaryTo', 'to'] as const) {
    if (values[name] === '') continue;
    const end = dayOfYear(values[name]);
    if (end === undefined) return faultAt(line, columns[name], 'A deletion day must be YYYYDDD, or blank.');
    ends.push(end);
  }
  return ok({
    line,
    addOn: values.addOn,
    type: Number(values.type) as 1 | 2 | 3,
    primary: values.primary === 'CCCCC' || values.primary === 'ZZZZZ' ? undefined : values.primary,
    from,
    // The earliest end of the two codes and the pair.
    to: ends.toSorted()[0],
  });
}

/** The day of `YYYYDDD`: 2026091 is 2026-04-01. Undefined when the year has no such day. */
function dayOfYear(text: string): LocalDate | undefined {
  const match = /^((?:19|20)\d\d)(\d{3})$/.exec(text);
  if (match === null || match[2] === '000') return undefined;
  const day = addDays(`${match[1]}-01-01` as LocalDate, Number(match[2]) - 1);
  return day.startsWith(match[1] as string) ? day : undefined;
}
