import { fail, ok, type Result } from '../../domain/result.ts';
import { type Delimiters, isAlphanumeric } from '../envelope.ts';
import { finding } from '../finding.ts';
import type { ScanFailure } from '../segment-scanner.ts';
import { readSegments } from '../segments.ts';
import { loopFinding } from './loop-finding.ts';
import type { ReadInterchanges, TransactionFrame } from './transaction-frame.ts';

const space = 0x20;
const colon = 0x3a;

/**
 * Finds the delimiters of a file that begins with ST: the element separator follows the id, and the elements are letters and
 * digits, so that the first other byte ends the segment. The component separator is taken to be a colon, as in nearly all files.
 */
function guessDelimiters(bytes: Uint8Array, at: number): Delimiters | undefined {
  const element = bytes[at + 2];
  if (bytes[at] !== 0x53 || bytes[at + 1] !== 0x54 || element === undefined) return undefined;
  const limit = Math.min(bytes.length, at + 100);
  for (let index = at + 3; index < limit; index += 1) {
    const byte = bytes[index] as number;
    if (byte === element || byte === space || isAlphanumeric(byte)) continue;
    if (byte === colon || element === colon) return undefined;
    const isLineEnd = byte === 0x0d && bytes[index + 1] === 0x0a;
    return { element, component: colon, repetition: 0x5e, segment: isLineEnd ? 0x0a : byte, filler: space };
  }
  return undefined;
}

/** The transactions of a file without an envelope, from ST to SE, or to the next ST, or to the end. */
function frames(bytes: Uint8Array, at: number, delimiters: Delimiters): TransactionFrame[] {
  const found: { -readonly [K in keyof TransactionFrame]: TransactionFrame[K] }[] = [];
  let isOpen = false;
  for (const { id, elements, byteOffset, byteLength } of readSegments(bytes, delimiters, at)) {
    if (id === 'ST') {
      const [, type = '', controlNumber = '', version = ''] = elements;
      found.push({ groupControlNumber: '', controlNumber, type, version, byteOffset, byteLength, findings: [] });
      isOpen = true;
    }
    const last = found.at(-1);
    if (last !== undefined && isOpen) last.byteLength = byteOffset + byteLength - last.byteOffset;
    if (id === 'SE') isOpen = false;
  }
  return found;
}

/** Reads a file that has no ISA segment but begins with ST. Failure: the given one, when the file begins with something else. */
export function readFragment<Transaction>(
  bytes: Uint8Array,
  failure: ScanFailure,
  read: (frame: TransactionFrame, delimiters: Delimiters) => Transaction,
): Result<ReadInterchanges<Transaction>, ScanFailure> {
  const { byteOffset } = failure;
  const delimiters = guessDelimiters(bytes, byteOffset);
  if (delimiters === undefined) return fail(failure);
  const transactions = frames(bytes, byteOffset, delimiters).map((frame) => read(frame, delimiters));
  const envelope = { controlNumber: '', version: '', usage: '', senderId: '', receiverId: '', byteOffset };
  return ok({
    interchanges: [{ ...envelope, transactions }],
    findings: [finding('envelope-missing-fragment', byteOffset), loopFinding('delimiters-guessed', byteOffset)],
  });
}
