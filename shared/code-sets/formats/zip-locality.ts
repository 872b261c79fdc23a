import type { ZipLocalityRow } from '../../domain/code-set/rows.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { CodeSetFault, CodeSetFormat, FileHead, StatedRelease } from '../format.ts';
import { faultAt } from '../read/fault.ts';
import { fieldLike } from '../read/fixed-columns.ts';
import { type FileLine, rowsOfLines } from '../read/lines.ts';
import { SeenKeys } from '../read/unique.ts';
import { quarterRelease } from './quarters.ts';

/**
 * ZIP codes with their carrier and locality: `ZIP5_OCT2026.txt`, lines of 80: 1-2 state, 3-7 ZIP code, 8-12 carrier,
 * 13-14 locality, 15 rural, 21 whether the last four digits decide, 76-80 year and quarter. The companion
 * `ZIP9_OCT2026.txt` has the ZIP codes that are in several localities: 22-25 the last four digits.
 */
const wholeLine = /^[A-Z]{2}\d{5}[0-9A-Z]{5}\d\d.{61}(20\d\d)([1-4])$/;

const placeColumns = {
  state: 'TERM',
  carrier: 'TERM',
  locality: 'TERM',
  rural: 'TERM',
  needsPlusFour: 'BOOLEAN',
  line: 'INTEGER',
} as const;

export const zipLocality: CodeSetFormat<ZipLocalityRow> = {
  kind: 'zip-locality',
  recognises: (head) => wholeLine.test(firstLine(head)),
  stated: zipRelease,
  parts: { needed: ['zip5'], of: (head) => (hasPlusFour(head) ? 'zip9' : 'zip5') },
  read: (text, head) => {
    // With four more digits there are a million lines, so duplicates are not checked here; the artifact finds them.
    if (hasPlusFour(head)) return rowsOfLines(text, readPlusFour);
    const seen = new SeenKeys();
    return rowsOfLines(text, (line) => readZip(line, seen));
  },
  tables: [
    {
      name: 'rows',
      columns: { zip: 'TEXT', ...placeColumns },
      primaryKey: ['zip'],
      rowsOf: (row) => (row.plusFour === undefined ? [{ ...row }] : []),
    },
    {
      name: 'plusFour',
      columns: { zip: 'TEXT', plusFour: 'TEXT', ...placeColumns },
      primaryKey: ['zip', 'plusFour'],
      rowsOf: (row) => (row.plusFour === undefined ? [] : [{ ...row }]),
    },
  ],
};

function hasPlusFour(head: FileHead): boolean {
  return /^.{20}1\d{4}/.test(firstLine(head));
}

function firstLine(head: FileHead): string {
  return /^\ufeff?([^\r\n]*)/.exec(head.text)?.[1] ?? '';
}

function zipRelease(head: FileHead): StatedRelease {
  const [, year, quarter] = wholeLine.exec(firstLine(head)) ?? [];
  return year === undefined || quarter === undefined ? {} : quarterRelease(year, quarter);
}

function readZip(line: FileLine, seen: SeenKeys): Result<ZipLocalityRow, CodeSetFault> {
  const row = readPlace(line);
  return row.ok ? (seen.repeated(row.value.zip, line.number, 3) ?? row) : row;
}

function readPlusFour(line: FileLine): Result<ZipLocalityRow, CodeSetFault> {
  const row = readPlace(line);
  if (!row.ok) return row;
  const plusFour = fieldLike(line, [22, 25], /^\d{4}$/, 'the last four digits of the ZIP code');
  // With these digits the locality is certain.
  return plusFour.ok ? ok({ ...row.value, plusFour: plusFour.value, needsPlusFour: false }) : plusFour;
}

function readPlace(line: FileLine): Result<ZipLocalityRow, CodeSetFault> {
  if (line.text.length !== 80) return faultAt(line.number, line.text.length + 1, 'The line must have 80 columns.');
  const state = fieldLike(line, [1, 2], /^[A-Z]{2}$/, 'a state, two letters');
  if (!state.ok) return state;
  const zip = fieldLike(line, [3, 7], /^\d{5}$/, 'a ZIP code of five digits');
  if (!zip.ok) return zip;
  const carrier = fieldLike(line, [8, 12], /^[0-9A-Z]{5}$/, 'the number of a carrier');
  if (!carrier.ok) return carrier;
  const locality = fieldLike(line, [13, 14], /^\d\d$/, 'the number of a locality');
  if (!locality.ok) return locality;
  const rural = fieldLike(line, [15, 15], /^[RB]?$/, 'R, B or a blank');
  if (!rural.ok) return rural;
  const plusFour = fieldLike(line, [21, 21], /^[01]?$/, '0, 1 or a blank');
  if (!plusFour.ok) return plusFour;
  const quarter = fieldLike(line, [76, 80], /^20\d\d[1-4]$/, 'the year and the quarter');
  if (!quarter.ok) return quarter;
  return ok({
    line: line.number,
    zip: zip.value,
    state: state.value,
    carrier: carrier.value,
    locality: locality.value,
    rural: rural.value,
    needsPlusFour: plusFour.value === '1',
  });
}
