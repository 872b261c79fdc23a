import type { ZipLocalityRow } from '../../domain/code-set/rows.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { CodeSetFault, CodeSetFormat, FileHead, StatedRelease } from '../format.ts';
import { faultAt } from '../read/fault.ts';
import { fieldLike } from '../read/fixed-columns.ts';
import { type FileLine, rowsOfLines } from '../read/lines.ts';
import { SeenKeys } from '../read/unique.ts';
import { quarterRelease } from './quarters.ts';

/**
 * ZIP codes with their carrier and locality: `ZIP5_OCT2026.txt`, lines of 80: 1-2 state, 3-7 ZIP code, 8-12 carrier, 13-14 locality, 15 rural, 21 whether
 * the last four digits decide, 76-80 year and quarter.
 */
const wholeLine = /^[A-Z]{2}\d{5}[0-9A-Z]{5}\d\d.{61}(20\d\d)([1-4])$/;

export const zipLocality: CodeSetFormat<ZipLocalityRow> = {
  kind: 'zip-locality',
  recognises: (head) => wholeLine.test(firstLine(head)),
  stated: zipRelease,
  read: (text) => {
    const seen = new SeenKeys();
    return rowsOfLines(text, (line) => readLine(line, seen));
  },
  tables: [
    {
      name: 'rows',
      columns: {
        zip: 'TEXT',
        state: 'TERM',
        carrier: 'TERM',
        locality: 'TERM',
        rural: 'TERM',
        needsPlusFour: 'BOOLEAN',
        line: 'INTEGER',
      },
      primaryKey: ['zip'],
    },
  ],
};

function firstLine(head: FileHead): string {
  return /^\ufeff?([^\r\n]*)/.exec(head.text)?.[1] ?? '';
}

function zipRelease(head: FileHead): StatedRelease {
  const [, year, quarter] = wholeLine.exec(firstLine(head)) ?? [];
  return year === undefined || quarter === undefined ? {} : quarterRelease(year, quarter);
}

function readLine(line: FileLine, seen: SeenKeys): Result<ZipLocalityRow, CodeSetFault> {
  if (line.text.length !== 80) return faultAt(line.number, line.text.length + 1, 'The line must have 80 columns.');
  const state = fieldLike(line, [1, 2], /^[A-Z]{2}$/, 'a state, two letters');
  if (!state.ok) return state;
  const zip = fieldLike(line, [3, 7], /^\d{5}$/, 'a ZIP code of five digits');
  if (!zip.ok) return zip;
  const repeated = seen.repeated(zip.value, line.number, 3);
  if (repeated !== undefined) return repeated;
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
