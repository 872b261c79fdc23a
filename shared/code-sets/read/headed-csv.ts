import { ok, type Result } from '../../domain/result.ts';
import { type LocalDate, parseCompactDate, parseLocalDate } from '../../domain/time/local-date.ts';
import type { CodeSetFault, FileHead } from '../format.ts';
import { type CsvRecord, csvRecords } from './csv.ts';
import { faultAt } from './fault.ts';
import { oneRow, rowsOfEach } from './rows.ts';

/**
 * A header that publishers use for a column. Case, blanks and line breaks are ignored. A pattern is matched against
 * lower case with single blanks.
 */
export type ColumnHeader = string | RegExp;

/** The columns that a reader needs, each with the headers that publishers use. */
export interface CsvLayout<Name extends string, Optional extends string = never> {
  readonly needed: Readonly<Record<Name, readonly ColumnHeader[]>>;
  readonly optional?: Readonly<Record<Optional, readonly ColumnHeader[]>>;
  /** How many records the words of a header occupy, one below the other. One by default. */
  readonly stacked?: number;
  readonly delimiter?: ',' | '\t' | '|';
}

/** A record under its headers. */
export interface HeadedRecord<Name extends string> {
  readonly line: number;
  /** An optional column that the file lacks has an empty field. */
  readonly fields: Readonly<Record<Name, string>>;
  /** The number of each column, 0 where the file lacks it. */
  readonly columns: Readonly<Record<Name, number>>;
}

/** At most this many records of titles and notices above the headers. */
const mostTitles = 20;

/**
 * Reads a CSV file whose columns are recognised by their headers. Ends with a fault when no record has all required
 * headers, or when a record has another number of cells than the headers.
 */
export async function* headedRecords<Name extends string, Optional extends string = never>(
  text: AsyncIterable<string>,
  layout: CsvLayout<Name, Optional>,
): AsyncGenerator<Result<readonly HeadedRecord<Name | Optional>[], CodeSetFault>> {
  const titles: CsvRecord[] = [];
  let header: Header<Name | Optional> | undefined;
  for await (const records of csvRecords(text, layout.delimiter)) {
    if (!records.ok) {
      yield records;
      return;
    }
    const batch: HeadedRecord<Name | Optional>[] = [];
    for (const record of records.value) {
      if (header === undefined) {
        header = headerOf(stackedOver(record, titles, layout.stacked), layout);
        if (header === undefined && titles.push(record) > mostTitles) break;
        continue;
      }
      const headed = underHeader(record, header);
      if (!headed.ok) {
        yield headed;
        return;
      }
      batch.push(headed.value);
    }
    if (header === undefined && titles.length > mostTitles) break;
    if (batch.length > 0) yield ok(batch);
  }
  if (header === undefined) yield missingHeader(titles, layout);
}

/** Whether the beginning of a file has these headers in one of its first lines. */
export function hasHeaders(head: FileHead, names: readonly (readonly ColumnHeader[])[], delimiter = ','): boolean {
  const lines = head.text.replace(/^\ufeff/, '').split(/\r?\n/);
  return lines.slice(0, mostTitles).some((line) => {
    const cells = line.split(delimiter).map((cell) => plainHeader(cell.replaceAll('"', '')));
    return names.every((choices) => choices.some((choice) => cells.some((cell) => isHeader(cell, choice))));
  });
}

interface Header<Name extends string> {
  readonly columns: Readonly<Record<Name, number>>;
  readonly cells: number;
}

function plainHeader(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')
    .trim();
}

function headerOf<Name extends string, Optional extends string>(
  record: CsvRecord,
  layout: CsvLayout<Name, Optional>,
): Header<Name | Optional> | undefined {
  const cells = record.cells.map(plainHeader);
  const columnOf = (choices: readonly ColumnHeader[]) =>
    cells.findIndex((cell) => choices.some((choice) => isHeader(cell, choice))) + 1;
  const columns: Record<string, number> = {};
  for (const [name, choices] of Object.entries<readonly ColumnHeader[]>(layout.needed)) {
    columns[name] = columnOf(choices);
    if (columns[name] === 0) return undefined;
  }
  for (const [name, choices] of Object.entries<readonly ColumnHeader[]>(layout.optional ?? {}))
    columns[name] = columnOf(choices);
  return { columns: columns as Record<Name | Optional, number>, cells: cells.length };
}

function isHeader(cell: string, header: ColumnHeader): boolean {
  return typeof header === 'string' ? plainHeader(header) === cell : header.test(cell);
}

/** A pattern as plain words, for the person who reads the fault. */
function wordsOf(header: ColumnHeader): string {
  return typeof header === 'string' ? header : header.source.replace(/\(\?<?[!=][^)]*\)|\\[a-z]|[\^$?+*\\]/g, '');
}

/** A record whose cells are joined to the cells of the records above it, to make the words of headers. */
function stackedOver(record: CsvRecord, above: readonly CsvRecord[], stacked = 1): CsvRecord {
  if (stacked === 1) return record;
  const rows = [...above.slice(1 - stacked), record];
  return { ...record, cells: record.cells.map((_, place) => rows.map((row) => row.cells[place] ?? '').join(' ')) };
}

/** Names the missing header, by the record that has most of the headers. */
function missingHeader<Name extends string, Optional extends string>(
  titles: readonly CsvRecord[],
  layout: CsvLayout<Name, Optional>,
): Result<never, CodeSetFault> {
  const needed = Object.values<readonly ColumnHeader[]>(layout.needed);
  const missingIn = (record: CsvRecord) => {
    const cells = record.cells.map(plainHeader);
    return needed.filter((choices) => !choices.some((choice) => cells.some((cell) => isHeader(cell, choice))));
  };
  const stacked = titles.map((title, place) => stackedOver(title, titles.slice(0, place), layout.stacked));
  const nearest = stacked.toSorted((left, right) => missingIn(left).length - missingIn(right).length)[0];
  const missing = nearest === undefined ? needed : missingIn(nearest);
  const names = missing.map((choices) => wordsOf(choices[0] as ColumnHeader)).join(', ');
  return faultAt(nearest?.line ?? 1, 1, `The headers lack: ${names}.`);
}

function underHeader<Name extends string>(
  record: CsvRecord,
  header: Header<Name>,
): Result<HeadedRecord<Name>, CodeSetFault> {
  if (record.cells.length !== header.cells) {
    const column = Math.min(record.cells.length, header.cells) + 1;
    return faultAt(record.line, column, `The record has ${record.cells.length} cells, the headers ${header.cells}.`);
  }
  const fields: Record<string, string> = {};
  for (const [name, column] of Object.entries<number>(header.columns)) fields[name] = record.cells[column - 1] ?? '';
  return ok({ line: record.line, fields: fields as Record<Name, string>, columns: header.columns });
}

/** A cell that must have a form; `expected` describes it. */
export function cellLike<Name extends string>(
  record: HeadedRecord<Name>,
  name: NoInfer<Name>,
  form: RegExp,
  expected: string,
): Result<string, CodeSetFault> {
  const value = record.fields[name];
  return form.test(value) ? ok(value) : faultAt(record.line, record.columns[name], `This cell must hold ${expected}.`);
}

/** A day as `YYYY-MM-DD`, `YYYYMMDD` or `M/D/YYYY`. */
export function dayCell<Name extends string>(
  record: HeadedRecord<Name>,
  name: NoInfer<Name>,
): Result<LocalDate, CodeSetFault> {
  const value = record.fields[name];
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(value);
  const iso =
    american === null ? value : `${american[3]}-${american[1]?.padStart(2, '0')}-${american[2]?.padStart(2, '0')}`;
  const date = /^\d{8}$/.test(iso) ? parseCompactDate(iso) : parseLocalDate(iso);
  if (date.ok) return date;
  return faultAt(record.line, record.columns[name], 'This cell must hold a day: YYYY-MM-DD, YYYYMMDD or M/D/YYYY.');
}

/** A day, or nothing. */
export function optionalDayCell<Name extends string>(
  record: HeadedRecord<Name>,
  name: NoInfer<Name>,
): Result<LocalDate | undefined, CodeSetFault> {
  return record.fields[name] === '' ? ok(undefined) : dayCell(record, name);
}

/**
 * Reads each record into a row. `readRecord` returns undefined for a record that is not a row, such as a note. Ends at
 * the first fault.
 */
export function rowsOfCsv<Row, Name extends string, Optional extends string = never>(
  text: AsyncIterable<string>,
  layout: CsvLayout<Name, Optional>,
  readRecord: (record: HeadedRecord<Name | Optional>) => Result<Row | undefined, CodeSetFault>,
): AsyncGenerator<Result<readonly Row[], CodeSetFault>, boolean> {
  return rowsOfEach(headedRecords(text, layout), (record) => oneRow(readRecord(record)));
}
