import { isAscii as hasOnlyAscii } from 'node:buffer';
import type { Delimiters } from './envelope.ts';

/** A segment in a convenient form, which is too slow for the streaming pass. */
export interface Segment {
  readonly id: string;
  /** `elements[0]` is the id, so that `elements[1]` is the first element. Missing ones are absent, empty ones are ''. */
  readonly elements: readonly string[];
  /** Where the segment begins, from index 0 of the given bytes. */
  readonly byteOffset: number;
  /**
   * The segment’s length with its terminator, and with a carriage return before a newline. Line ends after it do not
   * count.
   */
  readonly byteLength: number;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Below this many bytes, a loop is faster than a call of the decoder. */
const fewBytes = 64;

/** Whether all bytes are ASCII, so that each character is at the position of its byte. */
export function isAscii(bytes: Uint8Array): boolean {
  const { length } = bytes;
  if (length > fewBytes) return hasOnlyAscii(bytes);
  let at = 0;
  while (at < length && (bytes[at] as number) < 0x80) at += 1;
  return at === length;
}

/** Decodes text: UTF-8 where it is valid, otherwise Latin-1, which never fails. */
export function decodeText(bytes: Uint8Array, start: number, end: number): string {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
  if (isAscii(view)) return view.toString('latin1');
  try {
    return strictUtf8.decode(view);
  } catch {
    return view.toString('latin1');
  }
}

/** Where the next segment begins: after white space, empty segments and filler. */
export function skipBetweenSegments(bytes: Uint8Array, from: number, to: number, delimiters: Delimiters): number {
  const { segment, filler } = delimiters;
  let at = from;
  while (at < to) {
    const byte = bytes[at] as number;
    if (byte > 0x20 && byte !== segment && byte !== filler) break;
    at += 1;
  }
  return at;
}

/** The end of a segment's text, when its terminator is at `end`: before a carriage return that belongs to a newline. */
export function textEnd(bytes: Uint8Array, start: number, end: number, delimiters: Delimiters): number {
  return delimiters.segment === 0x0a && end > start && bytes[end - 1] === 0x0d ? end - 1 : end;
}

/** Reads segments one by one from `from` to `to` (by default all of `bytes`). Never throws. */
export function* readSegments(
  bytes: Uint8Array,
  delimiters: Delimiters,
  from = 0,
  to = bytes.length,
): Generator<Segment, void, undefined> {
  const separator = String.fromCharCode(delimiters.element);
  let at = skipBetweenSegments(bytes, from, to, delimiters);
  while (at < to) {
    const found = bytes.indexOf(delimiters.segment, at);
    const end = found === -1 || found > to ? to : found;
    const elements = decodeElements(bytes, at, textEnd(bytes, at, end, delimiters), separator);
    yield { id: elements[0] ?? '', elements, byteOffset: at, byteLength: Math.min(end + 1, to) - at };
    at = skipBetweenSegments(bytes, end + 1, to, delimiters);
  }
}

/** The number of bytes up to the last terminator, all of them whole segments; 0 without a terminator. */
export function wholeSegmentsLength(bytes: Uint8Array, { segment }: Delimiters): number {
  return bytes.lastIndexOf(segment) + 1;
}

/** The elements of one segment from `start` to `end`, which is before its terminator. Element 0 is its id. */
export function decodeElements(bytes: Uint8Array, start: number, end: number, separator: string): string[] {
  // A separator beyond ASCII cannot be found in UTF-8 text. In Latin-1 it is one character.
  if (separator.charCodeAt(0) < 0x80) return decodeText(bytes, start, end).split(separator);
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start)
    .toString('latin1')
    .split(separator);
}

/** Splits a composite element into its components; an absent element has none. */
export function splitComponents(element: string | undefined, delimiters: Delimiters): readonly string[] {
  return element === undefined || element === '' ? [] : element.split(String.fromCharCode(delimiters.component));
}
