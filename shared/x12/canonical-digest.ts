import type { Delimiters } from './envelope.ts';

/** Computes a digest, such as `createHash('sha256')` of `node:crypto`. */
export interface Digest {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

const escapeMark = 0x1b;
const segmentMark = 0x1c;
const componentMark = 0x1d;
const repetitionMark = 0x1e;
const elementMark = 0x1f;

/**
 * Computes a digest of the content of segments, whatever their delimiters and line ends. Each delimiter is replaced by its own control
 * character (which is escaped if the data contains it). Empty elements and components at an end have no meaning and
 * are dropped. Two files with the same content have the same digest.
 */
export class CanonicalDigest {
  private readonly digest: Digest;
  private scratch = new Uint8Array(1 << 16);
  private length = 0;

  constructor(digest: Digest) {
    this.digest = digest;
  }

  /** Adds the segment in `bytes` from `start` to `end`, without its terminator. */
  add(bytes: Uint8Array, start: number, end: number, delimiters: Delimiters): void {
    this.reserve(2 * (end - start) + 1);
    const { element, component, repetition } = delimiters;
    const out = this.scratch;
    let at = this.length;
    const from = at;
    for (let index = start; index < end; index += 1) {
      const byte = bytes[index] as number;
      if (byte === element) {
        at = dropMarks(out, from, at, repetitionMark);
        out[at++] = elementMark;
      } else if (byte === component) out[at++] = componentMark;
      else if (byte === repetition) {
        at = dropMarks(out, from, at, componentMark);
        out[at++] = repetitionMark;
      } else if (byte >= escapeMark && byte <= elementMark) {
        out[at++] = escapeMark;
        out[at++] = byte + 0x20;
      } else out[at++] = byte;
    }
    at = dropMarks(out, from, at, elementMark);
    out[at++] = segmentMark;
    this.length = at;
  }

  /** The digest of everything that was added; nothing may be added after it. */
  finish(): Uint8Array {
    this.flush();
    return this.digest.digest();
  }

  private reserve(needed: number): void {
    if (this.length + needed <= this.scratch.length) return;
    this.flush();
    if (needed > this.scratch.length) this.scratch = new Uint8Array(needed);
  }

  private flush(): void {
    // The bytes need not be copied, because the digest has read them when the call returns.
    this.digest.update(this.scratch.subarray(0, this.length));
    this.length = 0;
  }
}

/** Steps back over marks from {@link componentMark} up to `highest`. */
function dropMarks(out: Uint8Array, from: number, to: number, highest: number): number {
  let at = to;
  while (at > from && (out[at - 1] as number) >= componentMark && (out[at - 1] as number) <= highest) at -= 1;
  return at;
}
