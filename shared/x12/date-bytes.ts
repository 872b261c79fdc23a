import type { FindingCode } from './finding.ts';

const monthLengths = new Uint8Array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);

/**
 * Says what is wrong with a date (CCYYMMDD) in bytes, without making a string; undefined when the date exists. It agrees with
 * `parseCompactDate`.
 */
export function dateFault(bytes: Uint8Array, start: number, end: number): FindingCode | undefined {
  if (end - start !== 8) return 'date-malformed';
  let number = 0;
  for (let at = start; at < end; at += 1) {
    const digit = (bytes[at] as number) - 0x30;
    if (digit < 0 || digit > 9) return 'date-malformed';
    number = number * 10 + digit;
  }
  const day = number % 100;
  const month = Math.floor(number / 100) % 100;
  const year = Math.floor(number / 10_000);
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = month > 12 ? 0 : month === 2 && !isLeap ? 28 : (monthLengths[month] as number);
  return day === 0 || day > length ? 'date-does-not-exist' : undefined;
}
