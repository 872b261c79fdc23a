import type { Delimiters } from '../envelope.ts';
import { segmentKey, segmentKeyAt } from '../segment-scanner.ts';
import { skipBetweenSegments, textEnd } from '../segments.ts';
import type { Fields } from './element-rules.ts';
import type { FindingList } from './loop-finding.ts';
import type { LoopRule } from './loop-rules.ts';
import { type LoopEnded, LoopReader } from './read-loops.ts';
import { SegmentCells } from './segment-cells.ts';
import type { TransactionFrame } from './transaction-frame.ts';

interface ContentReading {
  readonly delimiters: Delimiters;
  readonly loop: LoopRule;
  readonly findings: FindingList;
  readonly ended: LoopEnded;
}

const envelopeKeys: ReadonlySet<number> = new Set(['ST', 'SE'].map(segmentKey));

/** Reads a transaction of a file that is held in memory, from after ST to before SE, by the rules of a loop. Never throws. */
export function readContent(
  bytes: Uint8Array,
  { byteOffset, byteLength }: Pick<TransactionFrame, 'byteOffset' | 'byteLength'>,
  { delimiters, loop, findings, ended }: ContentReading,
): Fields {
  const reader = new LoopReader(loop, byteOffset, { findings, ended });
  const cells = new SegmentCells(delimiters, findings);
  const limit = byteOffset + byteLength;
  cells.window(limit);
  for (let at = skipBetweenSegments(bytes, byteOffset, limit, delimiters); at < limit; ) {
    const found = bytes.indexOf(delimiters.segment, at);
    const end = found === -1 || found > limit ? limit : found;
    const text = textEnd(bytes, at, end, delimiters);
    const key = segmentKeyAt(bytes, at, text, delimiters.element);
    if (!envelopeKeys.has(key)) {
      cells.mark(key, at, Math.min(end + 1, limit));
      cells.split(bytes, at, text);
      reader.take(cells);
    }
    at = skipBetweenSegments(bytes, end + 1, limit, delimiters);
  }
  return reader.finish();
}
