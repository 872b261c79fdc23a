import type { Delimiters } from './envelope.ts';
import { skipBetweenSegments } from './segments.ts';

/** Where one claim stands in a slice of a remittance. */
export interface ClaimSlice {
  readonly start: number;
  readonly end: number;
}

const claimMark = [0x43, 0x4c, 0x50] as const;

/** Cuts a stretch of consecutive claims (2100 loops) apart at each CLP, without decoding anything. Never throws. */
export function claimSlices(bytes: Uint8Array, delimiters: Delimiters): ClaimSlice[] {
  const starts: number[] = [];
  let at = skipBetweenSegments(bytes, 0, bytes.length, delimiters);
  while (at < bytes.length) {
    const isClaim =
      claimMark.every((byte, index) => bytes[at + index] === byte) && bytes[at + 3] === delimiters.element;
    if (isClaim) starts.push(at);
    const end = bytes.indexOf(delimiters.segment, at);
    if (end === -1) break;
    at = skipBetweenSegments(bytes, end + 1, bytes.length, delimiters);
  }
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? bytes.length }));
}
