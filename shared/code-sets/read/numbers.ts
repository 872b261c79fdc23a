import { ok, type Result } from '../../domain/result.ts';
import type { CodeSetFault } from '../format.ts';
import { faultAt } from './fault.ts';
import type { HeadedRecord } from './headed-csv.ts';

/**
 * A decimal as an integer of its smallest decimal places: `1.3` with two places is 130. Read digit by digit, never
 * through floating point. A leading dollar sign and thousands commas are ignored. Undefined when it is not a decimal,
 * or has more places than the publisher's figures.
 */
function decimalAsInteger(text: string, places: number): number | undefined {
  const match = /^(\d{0,9})(?:\.(\d*))?$/.exec(text.replace(/^\$/, '').replaceAll(',', ''));
  const whole = match?.[1] ?? '';
  const fraction = (match?.[2] ?? '').replace(/0+$/, '');
  if (match === null || fraction.length > places || (whole === '' && (match[2] ?? '') === '')) return undefined;
  return Number(`${whole}${fraction.padEnd(places, '0')}`);
}

/** A cell with a decimal, as an integer of its smallest decimal places. */
export function decimalCell<Name extends string>(
  record: HeadedRecord<Name>,
  name: NoInfer<Name>,
  places: number,
): Result<number, CodeSetFault> {
  const value = decimalAsInteger(record.fields[name], places);
  if (value !== undefined) return ok(value);
  const column = record.columns[name];
  return faultAt(record.line, column, `This cell must hold a number with at most ${places} places after the point.`);
}

/** A cell with a whole number of at most six digits. */
export function wholeCell<Name extends string>(
  record: HeadedRecord<Name>,
  name: NoInfer<Name>,
): Result<number, CodeSetFault> {
  const value = record.fields[name];
  if (/^\d{1,6}$/.test(value)) return ok(Number(value));
  return faultAt(record.line, record.columns[name], 'This cell must hold a whole number.');
}
