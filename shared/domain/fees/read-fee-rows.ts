import { readCode } from '../encounter/written-code.ts';
import { type Cents, parseCents } from '../money/cents.ts';
import { isPlaceOfService } from '../practice/place-of-service.ts';
import { present } from '../present.ts';
import { fail, ok, type Result } from '../result.ts';
import {
  type CellFault,
  type CsvFault,
  type CsvRecord,
  cellReader,
  readCsvRows,
  readHeader,
} from '../text/csv-table.ts';
import { type Fee, feeName, mostFees, mostFeesOfCode } from './fee-schedule.ts';
import { kindsOfPlace } from './price.ts';

/** The columns of a file of fees, by the names in its first line, in any order. */
const feeColumns = ['procedure', 'modifiers', 'place', 'price', 'base units'] as const;
type FeeColumn = (typeof feeColumns)[number];

const largestPriceCents = 9_999_999_999;
const mostBaseUnits = 99;

/**
 * Reads the records of a file of fees: a header, then one row per line. Every fault is reported with its place, up to
 * 50; a file with a fault gives no rows.
 */
export function readFeeRows(records: readonly CsvRecord[]): Result<readonly Fee[], readonly CsvFault[]> {
  const [header, ...rest] = records;
  if (header === undefined) return fail([{ line: 1, detail: `the file is empty: ${wantedHeader}` }]);
  const columns = readColumns(header);
  if (!columns.ok) return columns;
  if (rest.length === 0) return fail([{ line: header.line, detail: 'the file has a header and no fees' }]);
  if (rest.length > mostFees) return fail([{ line: header.line, detail: `a schedule has at most ${mostFees} fees` }]);
  const lineOf = new Map<string, number>();
  const countOf = new Map<string, number>();
  const faultOf = (fee: Fee, line: number): CellFault | undefined => {
    const before = lineOf.get(feeName(fee));
    const ofCode = (countOf.get(fee.procedure) ?? 0) + 1;
    lineOf.set(feeName(fee), line);
    countOf.set(fee.procedure, ofCode);
    if (before !== undefined) {
      return { column: 'procedure', detail: `line ${before} has this procedure with the same modifiers and place` };
    }
    if (ofCode <= mostFeesOfCode) return undefined;
    return { column: 'procedure', detail: `a code has at most ${mostFeesOfCode} rows in a schedule` };
  };
  return readCsvRows(rest, (cells) => readRow(cells, columns.value), faultOf);
}

const wantedHeader = `its first line names the columns procedure and price, and any of ${feeColumns.filter((name) => name !== 'procedure' && name !== 'price').join(', ')}`;

type Columns = readonly FeeColumn[];

function readColumns(header: CsvRecord): Result<Columns, readonly CsvFault[]> {
  const names = readHeader(header, { columns: feeColumns, wanted: wantedHeader });
  if (!names.ok) return names;
  const { line } = header;
  if (!names.value.includes('procedure')) return fail([{ line, detail: `no column procedure: ${wantedHeader}` }]);
  if (!names.value.includes('price') && !names.value.includes('base units'))
    return fail([{ line, detail: `no column price: ${wantedHeader}` }]);
  return names;
}

function readRow(cells: readonly string[], columns: Columns): Result<Fee, readonly CellFault[]> {
  const reader = cellReader(cells, columns);
  if (!reader.ok) return reader;
  const { faults, value } = reader.value;
  const procedure = value('procedure', readProcedure);
  const modifiers = value('modifiers', readModifiers);
  const place = value('place', readPlace);
  const cents = value('price', readPrice);
  const baseUnits = value('base units', readBaseUnits);
  if (faults.length === 0 && (cents === undefined) === (baseUnits === undefined)) {
    faults.push({ column: 'price', detail: 'expected a price, or base units of anesthesia, and not both' });
  }
  if (faults.length > 0 || procedure === undefined || modifiers === undefined) return fail(faults);
  return ok({ procedure, modifiers, ...present({ place, cents, baseUnits }) });
}

/** A procedure, or a revenue code of four digits for a facility's line without one. */
function readProcedure(text: string): Result<string, string> {
  if (/^0\d{3}$/.test(text)) return ok(text);
  if (/^\d{1,4}$/.test(text)) {
    return fail(
      'a code has five characters: a spreadsheet may have dropped its leading zeros; format the column as text',
    );
  }
  return readCode('procedure', text);
}

/** Up to four modifiers separated by blanks, in alphabetical order. */
export function readModifiers(text: string): Result<readonly string[], string> {
  const modifiers = text
    .toUpperCase()
    .split(/[\s,;:]+/)
    .filter((part) => part !== '');
  if (modifiers.some((modifier) => !/^[A-Z0-9]{2}$/.test(modifier)) || modifiers.length > 4) {
    return fail('expected up to four modifiers of two characters with blanks between them, such as 26 GT');
  }
  return new Set(modifiers).size === modifiers.length ? ok([...modifiers].sort()) : fail('a modifier is named twice');
}

/** A place of service, or a kind of place; undefined for an empty cell. */
export function readPlace(text: string): Result<string | undefined, string> {
  if (text === '') return ok(undefined);
  const place = text.toLowerCase().replace(/^\d$/, '0$&');
  if ((kindsOfPlace as readonly string[]).includes(place) || isPlaceOfService(place)) return ok(place);
  return fail('expected a place of service such as 11, or facility, or non-facility');
}

/** `125`, `125.00`, `$1,250.00` */
export function readPrice(text: string): Result<Cents | undefined, string> {
  if (text === '') return ok(undefined);
  const plain = /^\$?\d{1,3}(,\d{3})+(\.\d*)?$/.test(text) ? text.replace(/[$,]/g, '') : text.replace(/^\$/, '');
  const parsed = parseCents(plain);
  if (parsed.ok && parsed.value >= 0 && parsed.value <= largestPriceCents) return parsed;
  return fail('expected dollars with up to two decimals, such as 125.50, from 0 to 99,999,999.99');
}

function readBaseUnits(text: string): Result<number | undefined, string> {
  if (text === '') return ok(undefined);
  const units = Number(text);
  if (/^\d{1,2}$/.test(text) && units <= mostBaseUnits) return ok(units);
  return fail(`expected whole base units of anesthesia, from 0 to ${mostBaseUnits}`);
}
