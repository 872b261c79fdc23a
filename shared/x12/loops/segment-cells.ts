import type { Delimiters } from '../envelope.ts';
import { decodeText, isAscii } from '../segments.ts';
import { type ElementRule, type Fields, place, type ReadCells } from './element-rules.ts';
import { addLoopFinding, type FindingList, loopFinding } from './loop-finding.ts';
import type { SegmentPlan } from './read-plan.ts';

/** Bytes are decoded in blocks: one call for thousands of segments. The first ones are small, because most transactions are. */
const firstBlock = 1 << 10;
const largestBlock = 1 << 16;

/**
 * The segment being read. One object serves all segments of a transaction: it knows where elements begin, and makes
 * texts only of requested ones.
 */
export class SegmentCells implements ReadCells {
  /** The segment's id as `segmentKey` packs it. */
  key = 0;
  byteOffset = 0;
  byteEnd = 0;
  /** The loop that the segment is in, for findings. */
  loop = '';
  readonly #delimiters: Delimiters;
  readonly #element: number;
  readonly #findings: FindingList;
  /** The block that was decoded last, and its place in the bytes. */
  #block = '';
  #blockStart = 0;
  #blockEnd = 0;
  #isPlain = true;
  #blockSize = firstBlock;
  #limit = 0;
  /**
   * The text that contains the segment, and the positions at which its elements begin. One more position marks the
   * segment's end.
   */
  #text = '';
  #starts = new Int32Array(64);
  #count = 0;
  /** The element whose components were searched last, with their beginnings. */
  #composite = -1;
  #partStarts = new Int32Array(64);
  #parts = 0;

  constructor(delimiters: Delimiters, findings: FindingList) {
    this.#delimiters = delimiters;
    this.#element = delimiters.element;
    this.#findings = findings;
  }

  /** Announces that further segments are in other bytes; only those before `limit` can be read. */
  window(limit: number): void {
    this.#blockEnd = 0;
    this.#blockStart = 0;
    this.#limit = limit;
  }

  /** Goes to the segment from `start` to `end`, which is before its terminator. */
  split(bytes: Uint8Array, start: number, end: number): void {
    if (start < this.#blockStart || end > this.#blockEnd) this.#decode(bytes, start, end);
    this.#composite = -1;
    if (this.#isPlain) this.#splitPlain(bytes, start, end);
    else this.#splitOther(bytes, start, end);
  }

  /** Sets which segment it is, and its place in the file. */
  mark(key: number, byteOffset: number, byteEnd: number): void {
    this.key = key;
    this.byteOffset = byteOffset;
    this.byteEnd = byteEnd;
  }

  get id(): string {
    return this.element(0);
  }

  element(at: number): string {
    const starts = this.#starts;
    return at > this.#count ? '' : this.#text.slice(starts[at], (starts[at + 1] as number) - 1);
  }

  /**
   * The first component of an element, packed like `segmentKey`; 0 when it is empty, -1 when it is not a code of at
   * most four characters.
   */
  code(at: number): number {
    if (at > this.#count) return 0;
    const text = this.#text;
    const { component } = this.#delimiters;
    const end = (this.#starts[at + 1] as number) - 1;
    let packed = 0;
    for (let index = this.#starts[at] as number; index < end; index += 1) {
      const code = text.charCodeAt(index);
      if (code === component) break;
      if (code <= 0x20 || code > 0x7e || packed > 0xff_ffff) return -1;
      packed = (packed << 8) | code;
    }
    return packed;
  }

  part(at: number, component: number): string {
    if (this.#composite !== at) this.#splitParts(at);
    const starts = this.#partStarts;
    if (component > this.#parts) return '';
    return this.#text.slice(starts[component - 1], (starts[component] as number) - 1);
  }

  parts(at: number): number {
    if (this.#composite !== at) this.#splitParts(at);
    return this.#parts;
  }

  components(at: number): readonly string[] {
    if (this.#composite !== at) this.#splitParts(at);
    const found: string[] = [];
    for (let component = 1; component <= this.#parts; component += 1) found.push(this.part(at, component));
    return found;
  }

  repetitions(at: number): readonly string[] {
    const { repetition } = this.#delimiters;
    const text = this.element(at);
    if (text === '') return [];
    return repetition === -1 ? [text] : text.split(String.fromCharCode(repetition));
  }

  remark(code: Parameters<ReadCells['remark']>[0], at: string): void {
    const detail = `${this.id}${nameElement(at)} in ${this.loop}`;
    addLoopFinding(this.#findings, loopFinding(code, this.byteOffset, detail));
  }

  /** Reads the fields of a segment and adds a finding for every element that no rule covers. */
  read({ reads, needs, wholes, parts }: SegmentPlan, into: Fields): void {
    const starts = this.#starts;
    const count = this.#count;
    for (let index = 0; index < reads.length; index += 1) {
      if ((needs[index] as number) > count) continue;
      const read = reads[index] as ElementRule['read'];
      read(this, into);
    }
    for (let at = 1; at <= count; at += 1) {
      const isEmpty = (starts[at + 1] as number) - (starts[at] as number) === 1;
      if (wholes[at] !== 1 && !isEmpty) this.#checkParts(at, parts[at]);
    }
  }

  #checkParts(at: number, known: readonly (true | undefined)[] = []): void {
    const count = this.parts(at);
    for (let component = 1; component <= count; component += 1) {
      if (known[component] === true || this.part(at, component) === '') continue;
      this.remark('element-unknown', count === 1 ? String(at) : place(at, component));
    }
  }

  #decode(bytes: Uint8Array, start: number, end: number): void {
    const limit = Math.min(this.#limit, Math.max(end, start + this.#blockSize));
    this.#blockSize = Math.min(2 * this.#blockSize, largestBlock);
    const block = Buffer.from(bytes.buffer, bytes.byteOffset + start, limit - start);
    this.#isPlain = isAscii(block);
    this.#block = this.#isPlain ? block.toString('latin1') : '';
    this.#blockStart = start;
    this.#blockEnd = limit;
  }

  /** In ASCII, each character is at the position of its byte. */
  #splitPlain(bytes: Uint8Array, start: number, end: number): void {
    this.#text = this.#block;
    // An element has a separator, so there are fewer elements than bytes.
    if (end - start + 2 > this.#starts.length) this.#starts = new Int32Array(2 * (end - start));
    const starts = this.#starts;
    const element = this.#element;
    const next = 1 - this.#blockStart;
    let count = 0;
    starts[0] = start - this.#blockStart;
    for (let at = start; at < end; at += 1) {
      if (bytes[at] !== element) continue;
      count += 1;
      starts[count] = at + next;
    }
    starts[count + 1] = end + next;
    this.#count = count;
  }

  #splitOther(bytes: Uint8Array, start: number, end: number): void {
    const { element } = this.#delimiters;
    // A separator beyond ASCII cannot be found in UTF-8 text. In Latin-1 it is one character.
    const isLatin = element >= 0x80;
    const view = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
    const text = isLatin ? view.toString('latin1') : decodeText(bytes, start, end);
    this.#text = text;
    if (text.length + 2 > this.#starts.length) this.#starts = new Int32Array(2 * text.length);
    this.#starts[0] = 0;
    this.#count = splitText(text, element, text.length, this.#starts);
  }

  #splitParts(at: number): void {
    this.#composite = at;
    this.#parts = 0;
    if (at > this.#count) return;
    const from = this.#starts[at] as number;
    const end = (this.#starts[at + 1] as number) - 1;
    if (from === end) return;
    if (end - from + 2 > this.#partStarts.length) this.#partStarts = new Int32Array(2 * (end - from));
    this.#partStarts[0] = from;
    this.#parts = 1 + splitText(this.#text, this.#delimiters.component, end, this.#partStarts);
  }
}

/**
 * Records where the parts of a text up to `end` begin, and where one more part would begin. The first begins at
 * `starts[0]`.
 * @returns how many separators there are
 */
function splitText(text: string, separator: number, end: number, starts: Int32Array): number {
  let count = 0;
  for (let at = starts[0] as number; at < end; at += 1) {
    if (text.charCodeAt(at) !== separator) continue;
    count += 1;
    starts[count] = at + 1;
  }
  starts[count + 1] = end + 1;
  return count;
}

/** `5-1` in the usual form: `05-1`. */
function nameElement(at: string): string {
  return /^\d(?:-|$)/.test(at) ? `0${at}` : at;
}
