import { parseCents } from '../domain/money/cents.ts';
import type { FindingCode } from './finding.ts';

/** This many digits are always a safe integer, even when two zeros are added to turn dollars into cents. */
const safeDigits = 13;

/**
 * Reads a decimal amount of dollars (X12's R type) from bytes into integer cents, by the rules of `parseCents` and without
 * making a string.
 * @returns cents, or NaN when the bytes are not an amount: {@link amountFault} says why
 */
export function readCents(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  const sign = bytes[at];
  if (sign === 0x2d || sign === 0x2b) at += 1;
  if (end - at > safeDigits) return readLongCents(bytes, start, end);
  let value = 0;
  let digits = 0;
  let decimals = -1;
  for (; at < end; at += 1) {
    const byte = bytes[at] as number;
    const digit = byte - 0x30;
    if (digit >= 0 && digit <= 9) {
      digits += 1;
      if (decimals === -1) value = value * 10 + digit;
      else if (++decimals <= 2) value = value * 10 + digit;
      else if (digit !== 0) return Number.NaN;
    } else if (byte === 0x2e && decimals === -1) decimals = 0;
    else return Number.NaN;
  }
  if (digits === 0) return Number.NaN;
  if (decimals <= 0) value *= 100;
  else if (decimals === 1) value *= 10;
  return sign === 0x2d && value !== 0 ? -value : value;
}

function readLongCents(bytes: Uint8Array, start: number, end: number): number {
  const read = parseCents(longText(bytes, start, end));
  return read.ok ? read.value : Number.NaN;
}

/** An amount as text. A hostile text of a mebibyte is cut; what is left is still not an amount. */
function longText(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
}

/** Why these bytes are not an amount for {@link readCents}. */
export function amountFault(bytes: Uint8Array, start: number, end: number): FindingCode {
  const read = parseCents(longText(bytes, start, end));
  return read.ok ? 'amount-malformed' : read.failure.kind;
}
