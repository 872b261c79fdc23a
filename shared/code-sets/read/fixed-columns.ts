import { ok, type Result } from '../../domain/result.ts';
import { type LocalDate, parseCompactDate } from '../../domain/time/local-date.ts';
import type { CodeSetFault } from '../format.ts';
import { faultAt } from './fault.ts';
import type { FileLine } from './lines.ts';

/** The first and the last column of a field. They count from 1. */
export type Columns = readonly [first: number, last: number];

/** The text of a field, trimmed. In a shorter line the field is empty. */
export function fieldOf(line: FileLine, [first, last]: Columns): string {
  return line.text.slice(first - 1, last).trim();
}

/** A field that must have a form; `expected` describes it. */
export function fieldLike(
  line: FileLine,
  columns: Columns,
  form: RegExp,
  expected: string,
): Result<string, CodeSetFault> {
  const raw = line.text.slice(columns[0] - 1, columns[1]);
  const value = raw.trim();
  // If a value starts after its field's first column, the line has been shifted.
  if (form.test(value) && (value === '' || !raw.startsWith(' '))) return ok(value);
  return faultAt(line.number, columns[0], `Columns ${columns[0]} to ${columns[1]} must hold ${expected}.`);
}

/** A day as `YYYYMMDD`. */
export function dayField(line: FileLine, columns: Columns): Result<LocalDate, CodeSetFault> {
  const date = parseCompactDate(fieldOf(line, columns));
  if (date.ok) return date;
  return faultAt(line.number, columns[0], `Columns ${columns[0]} to ${columns[1]} must hold a day as YYYYMMDD.`);
}

/** A day as `YYYYMMDD`, or blanks. */
export function optionalDayField(line: FileLine, columns: Columns): Result<LocalDate | undefined, CodeSetFault> {
  return fieldOf(line, columns) === '' ? ok(undefined) : dayField(line, columns);
}

/** Refuses a line with text in columns that the layout leaves blank. */
export function blankColumns(line: FileLine, columns: readonly number[]): Result<undefined, CodeSetFault> {
  const filled = columns.find((column) => (line.text[column - 1] ?? ' ') !== ' ');
  if (filled === undefined) return ok(undefined);
  return faultAt(line.number, filled, `Column ${filled} must be blank.`);
}
