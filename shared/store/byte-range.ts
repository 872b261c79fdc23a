/** Part of a file. */
export interface ByteRange {
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** Ranges that are fetched with one request. */
export interface Span<Range extends ByteRange = ByteRange> extends ByteRange {
  readonly ranges: readonly Range[];
}

/** Ranges with at most this gap are fetched together: another request costs more than these bytes. */
const gapBytes = 65_536;
/** Joined ranges are at most this large, unless a single range is larger. */
const pieceBytes = 8_000_000;

/** Joins ranges that are close together, in their order. */
export function spansOf<Range extends ByteRange>(ranges: readonly Range[]): Span<Range>[] {
  const spans: { byteOffset: number; byteLength: number; readonly ranges: Range[] }[] = [];
  for (const range of ranges) {
    const last = spans.at(-1);
    const end = range.byteOffset + range.byteLength;
    const isNear =
      last !== undefined &&
      range.byteOffset >= last.byteOffset &&
      range.byteOffset - (last.byteOffset + last.byteLength) <= gapBytes;
    if (isNear && end - last.byteOffset <= pieceBytes) {
      last.byteLength = Math.max(last.byteLength, end - last.byteOffset);
      last.ranges.push(range);
    } else spans.push({ byteOffset: range.byteOffset, byteLength: range.byteLength, ranges: [range] });
  }
  return spans;
}
