import { detectDelimiters, headerLimit, isAlphanumeric } from './envelope.ts';

/**
 * Some programs fold a file into lines of a fixed length (80, say), even where that cuts a segment, an amount or a tag in two. Read as
 * they are, such lines give wrong sums. This code finds out whether a file is folded, and removes the line ends.
 */

/** At most this many bytes are examined. A line of a folded file has at most half as many. */
export const lookedAt = 1 << 16;

/** A file counts as folded if this many consecutive lines have one length and one of them ends inside a segment. */
const linesCompared = 12;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;

/** What the beginning of a file shows; `unknown` when more bytes are needed. */
type Fold = 'folded' | 'flat' | 'unknown';

/** The bytes without line ends. */
export function withoutLineEnds(bytes: Uint8Array): Uint8Array {
  let to = 0;
  const kept = new Uint8Array(bytes.length);
  for (const byte of bytes) {
    if (byte === lineFeed || byte === carriageReturn) continue;
    kept[to] = byte;
    to += 1;
  }
  return kept.subarray(0, to);
}

/**
 * Whether a file with this beginning is folded: its lines have one length, only the last one may be shorter, and one of them ends inside
 * a segment. The terminator is taken from the ISA segment without its line ends. A file whose terminator is a line end is not folded.
 * @param isWhole whether the bytes are all of the file
 */
export function foldOf(bytes: Uint8Array, isWhole: boolean): Fold {
  const start = beginningOf(bytes);
  const isSure = isWhole || bytes.length >= lookedAt;
  let length = -1;
  let at = start;
  const ends: number[] = [];
  for (let end = bytes.indexOf(lineFeed, at); end !== -1; end = bytes.indexOf(lineFeed, at)) {
    const textEnd = end > at && bytes[end - 1] === carriageReturn ? end - 1 : end;
    if (length === -1) length = textEnd - at;
    else if (textEnd - at !== length) {
      // The last line may be shorter, and blank ones may follow.
      const isLast = textEnd - at < length && isBlank(bytes, end);
      if (isLast && !isSure) return 'unknown';
      return isLast ? cutIn(bytes, start, ends) : 'flat';
    }
    ends.push(textEnd);
    at = end + 1;
    if (ends.length >= linesCompared) return cutIn(bytes, start, ends);
  }
  if (!isSure) return 'unknown';
  if (ends.length === 0 || (isWhole && bytes.length - at > length)) return 'flat';
  return cutIn(bytes, start, ends);
}

/** Where the first line begins: after a byte order mark and white space. */
function beginningOf(bytes: Uint8Array): number {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length && (bytes[at] as number) <= space) at += 1;
  return at;
}

function isBlank(bytes: Uint8Array, from: number): boolean {
  return bytes.subarray(from).every((byte) => byte <= space);
}

/** Whether one of the lines ends inside a segment. */
function cutIn(bytes: Uint8Array, start: number, ends: readonly number[]): Fold {
  const header = detectDelimiters(withoutLineEnds(bytes.subarray(start, start + 2 * headerLimit)), 0);
  if (!header.ok || isAlphanumeric(header.value.segment) || header.value.segment <= space) return 'flat';
  const { segment } = header.value;
  const isCut = ends.some((end) => bytes[end - 1] !== segment && end < bytes.length && !isBlank(bytes, end));
  return isCut ? 'folded' : 'flat';
}

/** Takes a file's bytes in pieces; `space` and `filled` save a copy. */
interface Taker {
  push(bytes: Uint8Array): void;
  space(): Uint8Array;
  filled(count: number): void;
}

/** A stage before a reader. It removes the line ends of a folded file, and passes every other file on unchanged. */
export interface Unfolding extends Taker {
  /** Passes on the bytes that were held back. */
  finish(): void;
  /** Whether the file is folded; known once its beginning is there. */
  isFolded(): boolean;
}

/** Starts the stage. It holds back the first bytes, at most 64 KiB, until it is known whether the file is folded. */
export function openUnfolding(taker: Taker, onFold: () => void): Unfolding {
  let held: Uint8Array | undefined;
  let length = 0;
  let fold: Fold = 'unknown';
  let own: Uint8Array | undefined;

  const handOn = (bytes: Uint8Array): void => taker.push(fold === 'folded' ? withoutLineEnds(bytes) : bytes);

  const decide = (isWhole: boolean): void => {
    const bytes = held?.subarray(0, length) ?? new Uint8Array(0);
    fold = foldOf(bytes, isWhole);
    if (fold === 'unknown') return;
    if (fold === 'folded') onFold();
    held = undefined;
    handOn(bytes);
  };

  const push = (bytes: Uint8Array): void => {
    if (fold !== 'unknown') {
      handOn(bytes);
      return;
    }
    held ??= new Uint8Array(lookedAt);
    const part = bytes.subarray(0, lookedAt - length);
    held.set(part, length);
    length += part.length;
    if (length === lookedAt || part.includes(lineFeed)) decide(false);
    if (part.length < bytes.length) handOn(bytes.subarray(part.length));
  };

  return {
    push,
    space: () => {
      if (fold === 'flat') return taker.space();
      own ??= new Uint8Array(lookedAt);
      return own;
    },
    filled: (count) => {
      if (fold === 'flat') taker.filled(count);
      else push((own as Uint8Array).subarray(0, count));
    },
    finish: () => {
      if (fold === 'unknown') decide(true);
    },
    isFolded: () => fold === 'folded',
  };
}

/** A file's bytes without the line ends of a fold. */
export async function* unfolded(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const bytes of source) yield withoutLineEnds(bytes);
}
