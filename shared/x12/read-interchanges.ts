import { fail, ok, type Result } from '../domain/result.ts';
import type { Digest } from './canonical-digest.ts';
import { finding } from './finding.ts';
import { InterchangeReader } from './interchange-reader.ts';
import type { InterchangeVisitor, OpenTransactionReader } from './scanned-interchange.ts';
import { type ScanFailure, SegmentScanner } from './segment-scanner.ts';
import { openUnfolding } from './unfold.ts';

/** One pass over one file, fed chunk by chunk. */
export interface InterchangePass {
  /** Takes the next bytes. */
  push(chunk: Uint8Array): void;
  /** Where to put the next bytes directly, at most 256 KiB, to save a copy. Then call `filled`. */
  space(): Uint8Array;
  filled(count: number): void;
  /** Whether the file is folded into lines of a fixed length. Then line ends are neither read nor counted. */
  isFolded(): boolean;
  /** Ends the pass and closes what is still open. Failure: why nothing, or nothing more, could be read. */
  finish(): Result<{ readonly bytes: number }, ScanFailure>;
}

/**
 * Starts one streaming pass over a file of X12 interchanges, which calls the visitor. Holds little more than one
 * mebibyte, whatever the file. Throws only if the visitor does.
 * @param readers the readers of each type of transaction's content, where they differ from the default
 */
export function openInterchangePass(
  visitor: InterchangeVisitor,
  readers?: ReadonlyMap<string, OpenTransactionReader>,
): InterchangePass {
  const reader = new InterchangeReader(visitor, readers);
  const scanner = new SegmentScanner(reader);
  let bytes = 0;
  const counting = {
    push(chunk: Uint8Array) {
      bytes += chunk.length;
      scanner.push(chunk);
    },
    space: () => scanner.space(),
    filled(count: number) {
      bytes += count;
      scanner.filled(count);
    },
  };
  const unfolding = openUnfolding(counting, () => reader.remark(finding('file-folded', 0)));
  return {
    push: unfolding.push,
    space: unfolding.space,
    filled: unfolding.filled,
    isFolded: unfolding.isFolded,
    finish() {
      unfolding.finish();
      scanner.finish();
      reader.finish(scanner.failure?.byteOffset ?? bytes);
      return scanner.failure === undefined ? ok({ bytes }) : fail(scanner.failure);
    },
  };
}

/**
 * Reads a whole stream (of a file or an S3 object) in one pass, and computes the digest of its raw bytes. The
 * stream is read to its end even when the pass stops early, so that the digest is that of the whole file. Throws the
 * stream's errors.
 */
export async function readInterchanges(
  source: AsyncIterable<Uint8Array>,
  visitor: InterchangeVisitor,
  digest?: Digest,
): Promise<{ readonly outcome: Result<{ readonly bytes: number }, ScanFailure>; readonly isFolded: boolean }> {
  const pass = openInterchangePass(visitor);
  for await (const chunk of source) {
    digest?.update(chunk);
    pass.push(chunk);
  }
  const outcome = pass.finish();
  return { outcome, isFolded: pass.isFolded() };
}
