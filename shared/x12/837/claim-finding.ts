import type { FindingCode } from '../finding.ts';
import type { LoopFindingCode } from '../loops/loop-finding.ts';

/** The findings of the 837 reader, apart from those of the engine and of the envelope. Messages name segments and elements, never values. */
const claimFindingMeanings = {
  'transaction-not-837': 'the transaction is not an 837; it is not read as claims',
  'guide-of-another-form': 'the transaction is an 837 of another form of claims; it is not read as claims',
  'guide-predetermination':
    'the transaction is a predetermination (005010X291, X292 or X300), read by the rules of the claim guide',
  'component-separator-differs':
    'the place of service (CLM05) uses another component separator than ISA16 states: use the same one in both',
  'patient-missing': 'a subscriber is not the patient, yet a claim follows without a patient',
  'self-with-dependent': 'a subscriber is said to be the patient, yet a dependent follows',
} as const;

export type ClaimFindingCode = keyof typeof claimFindingMeanings;

/** A finding about an 837, including this reader's codes. */
export interface ClaimFinding {
  readonly code: FindingCode | LoopFindingCode | ClaimFindingCode;
  readonly message: string;
  readonly byteOffset: number;
}

/** Makes a finding. */
export function claimFinding(code: ClaimFindingCode, byteOffset: number): ClaimFinding {
  return { code, message: claimFindingMeanings[code], byteOffset };
}
