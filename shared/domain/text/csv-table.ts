import { fail, ok, type Result } from '../result.ts';

/** A record of a small CSV file: its first line, and its trimmed cells. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * A fault in a file, with its place. Lines count from 1, the header included; `column` is its name, or its number when
 * it has none.
 */
export interface CsvFault {
  readonly line: number;
  readonly column?: string;
  readonly detail: string;
}

/** At most this many faults are reported at once. */
const mostFaults = 50;

/** A fault in words: `line 3, column price: …`. */
export function faultText({ line, column, detail }: CsvFault): string {
  return column === undefined ? `line ${line}: ${detail}` : `line ${line}, column ${column}: ${detail}`;
}

/** The possible names in a file's first line. */
export interface CsvColumns<Column extends string> {
  readonly columns: readonly Column[];
  /** The required ones, in words. */
  readonly wanted: string;
}

/** Reads the first line: the names of columns in any order, each known and named once. */
export function readHeader<Column extends string>(
  { line, cells }: CsvRecord,
  { columns, wanted }: CsvColumns<Column>,
): Result<readonly Column[], readonly CsvFault[]> {
  const names = cells.map((cell) => cell.toLowerCase().replaceAll('_', ' '));
  const faults = names.slice(0, mostFaults).flatMap((name, index): CsvFault[] => {
    const column = `number ${index + 1}`;
    if (!(columns as readonly string[]).includes(name)) return [{ line, column, detail: `unknown: ${wanted}` }];
    return names.indexOf(name) === index ? [] : [{ line, column, detail: 'this column is named twice' }];
  });
  return faults.length > 0 ? fail(faults) : ok(names as readonly string[] as readonly Column[]);
}

export type CellFault = Omit<CsvFault, 'line'>;

/** The cells of a record by column; collects their faults. */
export interface CellReader<Column extends string> {
  readonly faults: CellFault[];
  cell(column: Column): string;
  /** The value of a cell; undefined, with a fault, when it is unreadable. */
  value<Value>(column: Column, read: (text: string) => Result<Value, string>): Value | undefined;
}

/** Reads the cells of a record. Fails when it has more cells than the header. */
export function cellReader<Column extends string>(
  cells: readonly string[],
  columns: readonly Column[],
): Result<CellReader<Column>, readonly CellFault[]> {
  if (cells.length > columns.length) {
    return fail([{ column: `number ${columns.length + 1}`, detail: 'the line has more cells than the header' }]);
  }
  const faults: CellFault[] = [];
  const cell = (column: Column): string => cells[columns.indexOf(column)] ?? '';
  return ok({
    faults,
    cell,
    value: (column, read) => {
      const value = read(cell(column));
      if (value.ok) return value.value;
      faults.push({ column, detail: value.failure });
      return undefined;
    },
  });
}

/**
 * Reads each record into a row. `faultOf` checks a row that could be read against the rows before it. Every fault is
 * reported with its line, up to 50; with a fault there are no rows.
 */
export function readCsvRows<Row>(
  records: readonly CsvRecord[],
  read: (cells: readonly string[]) => Result<Row, readonly CellFault[]>,
  faultOf: (row: Row, line: number) => CellFault | undefined,
): Result<readonly Row[], readonly CsvFault[]> {
  const faults: CsvFault[] = [];
  const rows: Row[] = [];
  for (const { line, cells } of records) {
    if (faults.length >= mostFaults) break;
    const row = read(cells);
    if (!row.ok) {
      faults.push(...row.failure.map((fault) => ({ line, ...fault })));
      continue;
    }
    const fault = faultOf(row.value, line);
    if (fault !== undefined) faults.push({ line, ...fault });
    rows.push(row.value);
  }
  return faults.length === 0 ? ok(rows) : fail(faults.slice(0, mostFaults));
}
