import { type FindingCode, finding } from '../finding.ts';

/** The findings of the engine that reads loops. Messages name segments and elements, never values. */
export const loopFindingMeanings = {
  'delimiters-guessed': 'there is no ISA segment: the delimiters were taken from the first segment',
  'transaction-of-another-type': 'the transaction is of another type; it is not read',
  'segment-unknown': 'a segment has no place in the guide; it was not read',
  'segment-out-of-place': 'a segment comes after the end of its loop; it was read as a part of that loop',
  'segment-repeated': 'a segment or loop occurs more often than it can; this one was not read',
  'segment-beyond-limit': 'a segment or loop occurs more often than the guide allows; it was read',
  'segment-required': 'a required segment or loop is missing',
  'element-required': 'a required element is missing',
  'element-unknown': 'an element has no meaning in the guide; it was not read',
  'element-unreadable': 'an element has a value that cannot be read',
  'code-list-unknown': 'a code is of a list that the guide does not have; it was not read',
  'hierarchy-number-unexpected': 'a hierarchical level (HL) does not have the number that its place requires',
  'hierarchy-parent-unexpected': 'a hierarchical level (HL) does not name the level above it as its parent',
  'line-number-unexpected': 'a service line (LX) does not have the number that its place requires',
} as const;

export type LoopFindingCode = keyof typeof loopFindingMeanings;

/** A remark about a transaction that was read by loop rules. */
export interface LoopFinding {
  readonly code: FindingCode | LoopFindingCode;
  readonly message: string;
  readonly byteOffset: number;
}

/** The list for findings, which may also be that of a reader with codes of its own. */
export interface FindingList<Found = LoopFinding> {
  readonly length: number;
  push(found: Found | LoopFinding): unknown;
}

/** At most this many findings of a transaction are listed. */
const listLimit = 1000;

/** Makes a finding. `detail` names a segment, element or count, never a value. */
export function loopFinding(code: LoopFindingCode, byteOffset: number, detail?: string): LoopFinding {
  const meaning = loopFindingMeanings[code];
  return { code, message: detail === undefined ? meaning : `${meaning} (${detail})`, byteOffset };
}

/** Adds a finding, or says in the last place that the list is full. */
export function addLoopFinding<Found extends { readonly byteOffset: number } = LoopFinding>(
  findings: FindingList<Found>,
  found: Found | LoopFinding,
): void {
  if (findings.length < listLimit) findings.push(found);
  else if (findings.length === listLimit) findings.push(finding('findings-omitted', found.byteOffset));
}
