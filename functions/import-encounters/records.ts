import type { Intake, IntakeRefusal } from '../../shared/domain/intake/intake.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { valuesOf } from './row-values.ts';

/** The part of a file that is one encounter. */
export interface SourceRecord {
  readonly text: string;
  readonly byteOffset: number;
  readonly byteLength: number;
  /** Its first line, from 1. */
  readonly line: number;
  readonly lines: number;
}

/** Reads some bytes of the file, fewer at its end. */
export type ReadBytes = (offset: number, length: number) => Promise<Uint8Array>;

const longestRecord = 500_000;
const windowBytes = 1_000_000;
const [lineFeed, carriageReturn, quotationMark] = [10, 13, 34];

/** Where the next record starts, and how records are separated. */
interface Place {
  readonly byte: number;
  readonly line: number;
}

/**
 * The records of a file from a position on, one by one, with one window of the file in memory at a time. Consecutive
 * rows of one visit are one record. Only the limits of records are found here.
 */
export async function* recordsFrom(
  { format, sizeBytes, mapping }: Pick<Intake, 'format' | 'sizeBytes' | 'mapping'>,
  read: ReadBytes,
  from: Place,
  header: readonly string[],
): AsyncGenerator<Result<SourceRecord, { readonly code: IntakeRefusal; readonly line: number }>> {
  let at = from.byte;
  let line = from.line;
  const keyOf = keyReader(mapping, header);
  while (at < sizeBytes) {
    const bytes = await read(at, windowBytes);
    const isEnd = at + bytes.length >= sizeBytes;
    let start = 0;
    for (;;) {
      const end = recordEnd({ format, keyOf }, bytes, start, isEnd);
      if (end === undefined) break;
      const slice = bytes.subarray(start, end);
      const lines = linesIn(slice);
      if (slice.length > longestRecord) return yield fail({ code: 'record-too-long', line });
      const text = new TextDecoder('utf-8', { ignoreBOM: false }).decode(slice);
      yield ok({ text, byteOffset: at + start, byteLength: end - start, line, lines });
      start = end;
      line += lines;
    }
    if (start === 0) return yield fail({ code: 'record-too-long', line });
    at += start;
  }
}

function linesIn(bytes: Uint8Array): number {
  let count = 0;
  bytes.forEach((byte, index) => {
    if (byte === lineFeed || (byte === carriageReturn && bytes[index + 1] !== lineFeed)) count += 1;
  });
  return count;
}

type KeyOfRow = ((row: string) => string | undefined) | undefined;

/** Where the record that begins at `start` ends; undefined when the end is beyond the window. */
function recordEnd(
  { format, keyOf }: { readonly format: Intake['format']; readonly keyOf: KeyOfRow },
  bytes: Uint8Array,
  start: number,
  isEnd: boolean,
): number | undefined {
  if (start >= bytes.length) return undefined;
  const end = isEnd ? bytes.length : undefined;
  if (format === 'json-lines') return afterLine(bytes, start) ?? end;
  if (format === 'hl7') return nextMessage(bytes, start) ?? end;
  let row = afterRow(bytes, start) ?? end;
  if (row === undefined || keyOf === undefined) return row;
  const key = keyOf(textOf(bytes.subarray(start, row)));
  while (key !== undefined && row < bytes.length) {
    const next: number | undefined = afterRow(bytes, row) ?? end;
    // Whether the next row is of this visit is unknown until it is complete.
    if (next === undefined) return bytes.length - row > longestRecord ? row : undefined;
    const text = textOf(bytes.subarray(row, next));
    // A blank row belongs to no visit.
    if (text.trim() !== '' && keyOf(text) !== key) return row;
    row = next;
  }
  return row < bytes.length || isEnd ? row : undefined;
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

function afterLine(bytes: Uint8Array, start: number): number | undefined {
  const found = bytes.indexOf(lineFeed, start);
  return found === -1 ? undefined : found + 1;
}

/** A row ends with a line feed outside quotation marks. */
export function afterRow(bytes: Uint8Array, start: number): number | undefined {
  let isQuoted = false;
  for (let index = start; index < bytes.length; index += 1) {
    if (bytes[index] === quotationMark) isQuoted = !isQuoted;
    else if (bytes[index] === lineFeed && !isQuoted) return index + 1;
  }
  return undefined;
}

/** A message ends where the next one begins. Batch and file headers before the first message belong to it. */
function nextMessage(bytes: Uint8Array, start: number): number | undefined {
  const own = messageAt(bytes, start);
  return own === undefined ? undefined : messageAt(bytes, own + 1);
}

/** Where the next line with `MSH` begins. */
function messageAt(bytes: Uint8Array, from: number): number | undefined {
  for (let index = from; index + 3 < bytes.length; index += 1) {
    const before = index === 0 ? lineFeed : bytes[index - 1];
    if (before !== lineFeed && before !== carriageReturn) continue;
    if (bytes[index] === 77 && bytes[index + 1] === 83 && bytes[index + 2] === 72) return index;
  }
  return undefined;
}

/** Reads the key of a visit's rows: the column of its `externalId`, if there is one. */
function keyReader(mapping: Intake['mapping'], header: readonly string[]): KeyOfRow {
  const name = Object.entries(mapping?.columns ?? {}).find(([, pointer]) => pointer === '/externalId')?.[0];
  const column = name === undefined ? -1 : header.indexOf(name);
  return column === -1 ? undefined : (row) => valuesOf(row)?.[column] || undefined;
}
