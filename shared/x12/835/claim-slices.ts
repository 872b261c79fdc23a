import type { Delimiters } from '../envelope.ts';
import { segmentKey, segmentKeyAt } from '../segment-scanner.ts';
import { skipBetweenSegments, textEnd } from '../segments.ts';

/** The place of one claim in a slice of a remittance. */
export interface ClaimSlice {
  readonly start: number;
  readonly end: number;
}

const claimKey = segmentKey('CLP');

/** Splits consecutive claims (2100 loops) at each CLP, without decoding anything. Never throws. */
export function claimSlices(bytes: Uint8Array, delimiters: Delimiters): ClaimSlice[] {
  const starts: number[] = [];
  let at = skipBetweenSegments(bytes, 0, bytes.length, delimiters);
  while (at < bytes.length) {
    const found = bytes.indexOf(delimiters.segment, at);
    const end = found === -1 ? bytes.length : found;
    // The streaming pass uses the same rule, so that both count the same claims.
    if (segmentKeyAt(bytes, at, textEnd(bytes, at, end, delimiters), delimiters.element) === claimKey) starts.push(at);
    at = skipBetweenSegments(bytes, end + 1, bytes.length, delimiters);
  }
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? bytes.length }));
}
