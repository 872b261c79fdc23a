import type { Delimiters } from '../envelope.ts';
import { segmentKey, segmentKeyAt } from '../segment-scanner.ts';
import { skipBetweenSegments, textEnd } from '../segments.ts';

/** Where one claim stands in a slice of a remittance. */
export interface ClaimSlice {
  readonly start: number;
  readonly end: number;
}

const claimKey = segmentKey('CLP');

/** Cuts a stretch of consecutive claims (2100 loops) apart at each CLP, without decoding anything. Never throws. */
export function claimSlices(bytes: Uint8Array, delimiters: Delimiters): ClaimSlice[] {
  const starts: number[] = [];
  let at = skipBetweenSegments(bytes, 0, bytes.length, delimiters);
  while (at < bytes.length) {
    const found = bytes.indexOf(delimiters.segment, at);
    const end = found === -1 ? bytes.length : found;
    // By the very rule of the streaming pass: what it counts as a claim is one here.
    if (segmentKeyAt(bytes, at, textEnd(bytes, at, end, delimiters), delimiters.element) === claimKey) starts.push(at);
    at = skipBetweenSegments(bytes, end + 1, bytes.length, delimiters);
  }
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? bytes.length }));
}
