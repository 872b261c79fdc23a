import { type Delimiters, detectDelimiters, headerLimit, type InterchangeHeader, isAlphanumeric } from './envelope.ts';
import { type Finding, type FindingCode, finding } from './finding.ts';

/** A segment that is longer than this many bytes stops the reading. */
export const segmentLimit = 1 << 20;

/** The buffer holds the longest segment and this many bytes more. */
const windowSize = 1 << 18;

/** Receives what a {@link SegmentScanner} finds. Indexes are valid only during the call, because the buffer is reused. */
export interface SegmentSink {
  /** A new interchange begins. `base` is the file offset of the header's index 0. */
  interchange(header: InterchangeHeader, base: number): void;
  /**
   * A segment in `bytes` from `start` to `end` (without its terminator); `after` is the index after its terminator.
   * `key` is its id as {@link segmentKey} packs it, or 0 when it has none. `base` is the file offset of index 0.
   */
  segment(key: number, bytes: Uint8Array, start: number, end: number, after: number, base: number): void;
  remark(found: Finding): void;
  /** The following segments are in these bytes; only those before `limit` can be read. */
  window?(limit: number): void;
}

/** The interchange that bytes are from, and their place in the file. */
export interface ScanWithin {
  readonly delimiters: Delimiters;
  readonly byteOffset: number;
  /** The buffer of an earlier scanner that has finished: to make one takes longer than to read a small transaction. */
  readonly memory: Uint8Array;
}

/** The buffer of a scanner. */
export function scannerMemory(): Uint8Array {
  return new Uint8Array(segmentLimit + windowSize + 1);
}

/** Why reading stopped before the end of the file. */
export interface ScanFailure {
  readonly kind: FindingCode;
  readonly message: string;
  readonly byteOffset: number;
}

/** Packs a segment's id of two or three characters into a number. */
export function segmentKey(id: string): number {
  let key = 0;
  for (let index = 0; index < id.length; index += 1) key = (key << 8) | id.charCodeAt(index);
  return key;
}

/** So many segments are handed on at a time. */
const batch = 32;

/**
 * Splits a stream of byte chunks into segments, whatever the chunks' sizes, over several interchanges with their own
 * delimiters. It holds one buffer of little more than a mebibyte. Never throws, whatever the input.
 */
export class SegmentScanner {
  /** Set when reading has stopped: no interchange at the start, or a segment that is too long. Further chunks are ignored. */
  failure: ScanFailure | undefined;
  private readonly sink: SegmentSink;
  private readonly bytes: Uint8Array;
  /** The bytes in the buffer are from `at` (the next to be read) to `limit`. */
  private at = 0;
  private limit = 0;
  /** File offset of the buffer's index 0. */
  private base = 0;
  /** This many bytes from `at` on are known to hold no terminator. */
  private searched = 0;
  private delimiters: Delimiters | undefined;
  private leadingAt = -1;

  /** @param within where the bytes are from, when they do not begin with a header */
  constructor(sink: SegmentSink, within?: ScanWithin) {
    this.sink = sink;
    this.bytes = within?.memory ?? scannerMemory();
    this.delimiters = within?.delimiters;
    this.base = within?.byteOffset ?? 0;
  }

  /** Where to put the next bytes directly, to save a copy; then call {@link filled}. Never empty, at most 256 KiB. */
  space(): Uint8Array {
    this.compact();
    return this.bytes.subarray(this.limit, this.limit + windowSize);
  }

  /** Says how many bytes were put into {@link space}. */
  filled(count: number): void {
    if (this.failure !== undefined) return;
    this.limit += count;
    this.scan(false);
  }

  /** Takes the next bytes of the file. */
  push(chunk: Uint8Array): void {
    let from = 0;
    while (from < chunk.length && this.failure === undefined) {
      const space = this.space();
      const part = chunk.subarray(from, from + space.length);
      space.set(part);
      from += part.length;
      this.filled(part.length);
    }
  }

  /** Ends the file: what is left is read as the last segment. */
  finish(): void {
    if (this.failure !== undefined) return;
    this.scan(true);
    if (this.delimiters === undefined && this.failure === undefined) this.stop('file-empty', this.at);
  }

  /** Moves the unread bytes to the front of the buffer. */
  private compact(): void {
    if (this.at === 0) return;
    this.bytes.copyWithin(0, this.at, this.limit);
    this.base += this.at;
    this.limit -= this.at;
    this.at = 0;
  }

  private stop(kind: FindingCode, index: number): void {
    this.failure = { kind, ...finding(kind, this.base + index) };
  }

  private scan(isFinal: boolean): void {
    if (this.delimiters === undefined && !this.begin(isFinal)) return;
    while (this.failure === undefined && this.scanInterchange(isFinal)) {
      if (!this.readHeader(isFinal)) return;
    }
  }

  /** Skips what may come before the first header, and reads the header. */
  private begin(isFinal: boolean): boolean {
    if (this.base + this.at === 0 && this.bytes[0] === 0xef) {
      if (this.limit < 3 && !isFinal) return false;
      if (this.limit >= 3 && this.bytes[1] === 0xbb && this.bytes[2] === 0xbf) {
        this.sink.remark(finding('byte-order-mark', 0));
        this.at = 3;
      }
    }
    while (this.at < this.limit && (this.bytes[this.at] as number) <= 0x20) {
      if (this.leadingAt === -1) this.leadingAt = this.base + this.at;
      this.at += 1;
    }
    return this.at < this.limit && this.readHeader(isFinal);
  }

  /** Reads the header at `at`. False when more bytes are needed, or there is none. */
  private readHeader(isFinal: boolean): boolean {
    const available = this.limit - this.at;
    if (available < headerLimit && !isFinal) return false;
    const view = this.bytes.subarray(this.at, this.at + Math.min(available, headerLimit));
    const header = detectDelimiters(view, 0);
    if (!header.ok) {
      this.stop(header.failure.kind, this.at + header.failure.byteOffset);
      return false;
    }
    const base = this.base + this.at;
    if (this.delimiters === undefined && this.leadingAt !== -1) {
      this.sink.remark(finding('leading-whitespace', this.leadingAt));
    }
    this.delimiters = header.value;
    this.sink.interchange(header.value, base);
    for (const found of header.value.findings) {
      this.sink.remark({ ...found, byteOffset: base + found.byteOffset });
    }
    this.at += header.value.end;
    return true;
  }

  /** Reads segments up to the next header (true), or up to the end of the bytes (false). */
  private scanInterchange(isFinal: boolean): boolean {
    const { bytes, limit, sink, base } = this;
    const delimiters = this.delimiters as Delimiters;
    // With a terminator after the last byte, the search need not compare every index with the limit.
    bytes[limit] = delimiters.segment;
    sink.window?.(limit);
    while (this.handOnSome(delimiters) === batch);
    const { at } = this;
    if (at >= limit) return false;
    if (isHeaderStart(bytes, at, limit)) return true;
    const end = bytes.indexOf(delimiters.segment, at);
    if (end - at > segmentLimit) this.stop('segment-too-long', at);
    else if (isFinal) {
      sink.remark(finding('segment-unterminated', base + at));
      const textEnd = delimiters.segment === 0x0a && bytes[end - 1] === 0x0d ? end - 1 : end;
      sink.segment(segmentKeyAt(bytes, at, textEnd, delimiters.element), bytes, at, textEnd, limit, base);
      this.at = limit;
    } else this.searched = limit - at;
    return false;
  }

  /**
   * Hands on the next whole segments, at most a batch: up to the next header, or one that is cut off or too long. A loop
   * over the whole window would be compiled while it first runs, and again after each event that is new; a method that is
   * called often is compiled once.
   * @returns how many
   */
  private handOnSome({ segment, element, filler }: Delimiters): number {
    const { bytes, limit, sink, base } = this;
    const trimsReturn = segment === 0x0a;
    let { at, searched } = this;
    let count = 0;
    this.searched = 0;
    for (; count < batch; count += 1) {
      while (at < limit) {
        const byte = bytes[at] as number;
        if (byte > 0x20 && byte !== segment && byte !== filler) break;
        at += 1;
      }
      if (at >= limit || (bytes[at] === 0x49 && isHeaderStart(bytes, at, limit))) break;
      let end = at + searched;
      searched = 0;
      while (bytes[end] !== segment) end += 1;
      if (end === limit || end - at > segmentLimit) break;
      const textEnd = trimsReturn && bytes[end - 1] === 0x0d ? end - 1 : end;
      sink.segment(segmentKeyAt(bytes, at, textEnd, element), bytes, at, textEnd, end + 1, base);
      at = end + 1;
    }
    this.at = at;
    return count;
  }
}

function isHeaderStart(bytes: Uint8Array, at: number, limit: number): boolean {
  return (
    bytes[at] === 0x49 &&
    bytes[at + 1] === 0x53 &&
    bytes[at + 2] === 0x41 &&
    limit - at >= 4 &&
    !isAlphanumeric(bytes[at + 3] as number)
  );
}

/** The id of the segment from `start` to `end`, packed; 0 when it is not two or three characters. */
export function segmentKeyAt(bytes: Uint8Array, start: number, end: number, element: number): number {
  const length = end - start;
  if (length < 2) return 0;
  const two = ((bytes[start] as number) << 8) | (bytes[start + 1] as number);
  if (length === 2) return two;
  const third = bytes[start + 2] as number;
  if (third === element) return two;
  return length === 3 || bytes[start + 3] === element ? (two << 8) | third : 0;
}
