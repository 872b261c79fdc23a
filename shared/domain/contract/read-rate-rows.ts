import { readModifiers, readPlace, readPrice } from '../fees/read-fee-rows.ts';
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
import { type LocalDate, parseLocalDate } from '../time/local-date.ts';
import { mostRateRows, type RateKind, type RateRow, rateKinds, rowName } from './rate-row.ts';

/** The columns of a file of rates, named in its first line, in any order. */
const rateColumns = [
  ...['rate', 'code', 'revenue', 'drg', 'modifiers', 'place', 'amount', 'percent', 'fee schedule'],
  ...['per', 'from day', 'to day', 'carve out', 'from', 'to', 'clause'],
] as const satisfies readonly string[];
type RateColumn =
  | ('rate' | 'code' | 'revenue' | 'drg' | 'modifiers' | 'place' | 'amount' | 'percent' | 'fee schedule')
  | ('per' | 'from day' | 'to day' | 'carve out' | 'from' | 'to' | 'clause');

/** A rate without its position. */
export type UnnumberedRate = Omit<RateRow, 'number'>;

const wanted = `its first line names the column rate, and any of ${rateColumns.slice(1).join(', ')}`;

/**
 * Reads the records of a file of rates: a header, then one rate per line. Every fault is reported with its place, up to
 * 50; a file with a fault gives no rates.
 */
export function readRateRows(records: readonly CsvRecord[]): Result<readonly RateRow[], readonly CsvFault[]> {
  const [header, ...rest] = records;
  if (header === undefined) return fail([{ line: 1, detail: `the file is empty: ${wanted}` }]);
  const columns = readHeader<RateColumn>(header, { columns: rateColumns as readonly RateColumn[], wanted });
  if (!columns.ok) return columns;
  const { line: top } = header;
  if (!columns.value.includes('rate')) return fail([{ line: top, detail: `no column rate: ${wanted}` }]);
  if (rest.length === 0) return fail([{ line: top, detail: 'the file has a header and no rates' }]);
  if (rest.length > mostRateRows) return fail([{ line: top, detail: `a contract has at most ${mostRateRows} rates` }]);
  const lineOf = new Map<string, number>();
  const faultOf = (row: UnnumberedRate, line: number): CellFault | undefined => {
    const before = lineOf.get(rowName(row));
    lineOf.set(rowName(row), line);
    return before === undefined
      ? undefined
      : { column: 'rate', detail: `line ${before} is for the same, on the same days` };
  };
  const rows = readCsvRows(rest, (cells) => readRow(cells, columns.value), faultOf);
  return rows.ok ? ok(rows.value.map((row, index) => ({ ...row, number: index + 1 }))) : rows;
}

function readRow(
  cells: readonly string[],
  columns: readonly RateColumn[],
): Result<UnnumberedRate, readonly CellFault[]> {
  const reader = cellReader(cells, columns);
  if (!reader.ok) return reader;
  const { faults, cell, value } = reader.value;
  const kind = value('rate', readKind);
  const code = value('code', readNamed(/^[A-Z0-9]{5}$/, 'X9003, X9001-X9005 or J*'));
  const revenue = value('revenue', readNamed(/^\d{4}$/, '0120, 0110-0119 or 036*'));
  const drg = value('drg', readNamed(/^\d{3}$/, '470 or 469-470'));
  const modifiers = value('modifiers', readModifiers) ?? [];
  const place = value('place', readPlace);
  const cents = value('amount', readPrice);
  const basisPoints = value('percent', readPercent);
  const feeScheduleId = value('fee schedule', readSchedule);
  const per = value('per', readOneOf(['unit', 'line']));
  const fromDay = value('from day', readDay);
  const toDay = value('to day', readDay);
  const carveOut = value('carve out', readOneOf(['yes', 'no']));
  const from = value('from', readDate);
  const to = value('to', readDate);
  const clause = cell('clause') === '' ? undefined : cell('clause').slice(0, 80);
  if (faults.length > 0 || kind === undefined) return fail(faults);
  const perLine = per === 'line' ? (true as const) : undefined;
  const isCarveOut = carveOut === 'yes' ? (true as const) : undefined;
  const row = {
    ...{ kind, modifiers },
    ...present({ code, revenue, drg, place, cents, basisPoints, feeScheduleId, perLine }),
    ...present({ fromDay, toDay, isCarveOut, from, to, clause }),
  };
  const wrong = faultsOfRate(row);
  return wrong.length > 0 ? fail(wrong.map(({ field, detail }) => ({ column: columnOf[field], detail }))) : ok(row);
}

/** A field that does not fit the kind of a rate. */
export interface RateFault {
  readonly field: keyof typeof columnOf;
  readonly detail: string;
}

const columnOf = {
  cents: 'amount',
  basisPoints: 'percent',
  feeScheduleId: 'fee schedule',
  perLine: 'per',
  fromDay: 'from day',
  toDay: 'to day',
  drg: 'drg',
  isCarveOut: 'carve out',
  to: 'to',
} as const;

/** The conflicts in a rate. */
export function faultsOfRate(row: UnnumberedRate): readonly RateFault[] {
  const { kind, cents, basisPoints, feeScheduleId, perLine, fromDay, toDay, isCarveOut, from, to } = row;
  const isAmount = kind === 'fee' || kind === 'case-rate' || kind === 'per-diem';
  const isShare = kind.startsWith('percent');
  const isWhole = kind === 'case-rate' || kind === 'per-diem';
  const faults: (RateFault | undefined)[] = [
    wrong('cents', isAmount !== (cents !== undefined), isAmount ? `${kind} needs an amount` : `${kind} has no amount`),
    wrong(
      'basisPoints',
      isShare !== (basisPoints !== undefined),
      isShare ? `${kind} needs a percentage` : `${kind} has no percentage`,
    ),
    wrong(
      'feeScheduleId',
      (kind === 'percent-of-schedule') !== (feeScheduleId !== undefined),
      kind === 'percent-of-schedule' ? 'needs the id of a fee schedule' : `${kind} has no fee schedule`,
    ),
    wrong('perLine', perLine === true && kind !== 'fee', 'only a fee is for the line'),
    wrong('fromDay', kind !== 'per-diem' && fromDay !== undefined, 'only a rate by the day has days'),
    wrong('toDay', kind !== 'per-diem' && toDay !== undefined, 'only a rate by the day has days'),
    wrong('toDay', fromDay !== undefined && toDay !== undefined && toDay < fromDay, 'comes before the first day'),
    wrong('isCarveOut', isWhole && isCarveOut === true, 'what is paid beside a rate for the claim is a rate of lines'),
    wrong('to', from !== undefined && to !== undefined && to < from, 'comes before the first day'),
  ];
  return faults.filter((fault) => fault !== undefined);
}

function wrong(field: RateFault['field'], isWrong: boolean, detail: string): RateFault | undefined {
  return isWrong ? { field, detail } : undefined;
}

function readKind(text: string): Result<RateKind, string> {
  const kind = text.toLowerCase().replaceAll(' ', '-');
  return Object.hasOwn(rateKinds, kind)
    ? ok(kind as RateKind)
    : fail(`expected one of ${Object.keys(rateKinds).join(', ')}`);
}

/** A code, a range of codes, or a prefix with an asterisk. */
const readNamed =
  (shape: RegExp, example: string) =>
  (text: string): Result<string | undefined, string> => {
    const plain = text.toUpperCase();
    if (plain === '') return ok(undefined);
    const [from = '', to = from, ...more] = plain.split('-');
    if (more.length === 0 && shape.test(from) && shape.test(to) && from <= to) return ok(plain);
    return /^[A-Z0-9]{1,4}\*$/.test(plain)
      ? ok(plain)
      : fail(`expected a code, a range or a beginning, such as ${example}`);
  };

/** `112.5`, `112.5%`: in hundredths of a percent. */
function readPercent(text: string): Result<number | undefined, string> {
  if (text === '') return ok(undefined);
  const [, whole = '', decimals = ''] = /^(\d{1,4})(?:\.(\d{1,2}))?\s*%?$/.exec(text) ?? [];
  const points = Number(`${whole}${decimals.padEnd(2, '0')}`);
  if (whole !== '' && points >= 1 && points <= 200_000) return ok(points);
  return fail('expected a percentage with up to two decimals, such as 112.5, up to 2000');
}

function readSchedule(text: string): Result<string | undefined, string> {
  if (text === '') return ok(undefined);
  return /^fee_[0-9A-HJKMNP-TV-Z]{26}$/.test(text) ? ok(text) : fail('expected the id of a fee schedule, fee_…');
}

const readOneOf =
  (words: readonly string[]) =>
  (text: string): Result<string | undefined, string> => {
    const plain = text.toLowerCase();
    if (plain === '') return ok(undefined);
    return words.includes(plain) ? ok(plain) : fail(`expected ${words.join(' or ')}`);
  };

function readDay(text: string): Result<number | undefined, string> {
  if (text === '') return ok(undefined);
  return /^[1-9]\d{0,2}$/.test(text) ? ok(Number(text)) : fail('expected a day of the stay, from 1 to 999');
}

function readDate(text: string): Result<LocalDate | undefined, string> {
  if (text === '') return ok(undefined);
  const read = parseLocalDate(text);
  return read.ok ? ok(read.value) : fail('expected a day, such as 2026-01-31');
}
