import { type Finding, type FindingCode, finding } from '../finding.ts';

/** The findings of the 837 reader, apart from those about the envelope. Messages name segments and elements, never values. */
export const claimFindingMeanings = {
  'transaction-not-837': 'the transaction is not an 837; it is not read as claims',
  'guide-of-another-form': 'the transaction is an 837 of another form of claims; it is not read as claims',
  'guide-predetermination': 'the transaction is a predetermination (005010X291), read by the rules of the claim guide',
  'delimiters-guessed': 'there is no ISA segment: the delimiters were taken from the first segment',
  'segment-unknown': 'a segment has no place in a claim of this form; it was not read',
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
  'patient-missing': 'a subscriber is not the patient, yet a claim follows without a patient',
  'self-with-dependent': 'a subscriber is said to be the patient, yet a dependent follows',
} as const;

export type ClaimFindingCode = keyof typeof claimFindingMeanings;

/** A remark about an 837: {@link Finding} with this reader's codes as well. */
export interface ClaimFinding {
  readonly code: FindingCode | ClaimFindingCode;
  readonly message: string;
  readonly byteOffset: number;
}

/** At most this many findings of a transaction are listed. */
const claimFindingLimit = 1000;

/** Makes a finding. `detail` names a segment, element or count, never a value. */
export function claimFinding(code: ClaimFindingCode, byteOffset: number, detail?: string): ClaimFinding {
  const meaning = claimFindingMeanings[code];
  return { code, message: detail === undefined ? meaning : `${meaning} (${detail})`, byteOffset };
}

/** Adds a finding, or says in the last place that the list is full. */
export function addClaimFinding(findings: ClaimFinding[], found: ClaimFinding | Finding): void {
  if (findings.length < claimFindingLimit) findings.push(found);
  else if (findings.length === claimFindingLimit) findings.push(finding('findings-omitted', found.byteOffset));
}
