import type { ProfessionalClaimFile } from '../../domain/claim/professional-claim.ts';
import type { ScannedTransactionEnd } from '../interchange-reader.ts';
import type { ClaimFinding } from './claim-finding.ts';

/** Where a claim stands in its file. */
export interface ReadClaim {
  /** The claim's first byte (CLM), from the start of the file. */
  readonly byteOffset: number;
  /** To the end of its last segment. */
  readonly byteLength: number;
  /** Whether the claim has no other payers: such a claim can be written again from its data. */
  readonly primaryOnly: boolean;
}

/** One transaction of a file that was read. */
export interface ReadClaimTransaction {
  readonly groupControlNumber: string;
  readonly controlNumber: string;
  /** `837`, or something else that was not read. */
  readonly type: string;
  /** The guide, such as `005010X222A1`. */
  readonly version: string;
  readonly byteOffset: number;
  readonly byteLength: number;
  /** Absent when the transaction is no professional claim; a finding says so. */
  readonly file?: ProfessionalClaimFile;
  /** Beside `file.claims`, one each. */
  readonly claims: readonly ReadClaim[];
  readonly findings: readonly ClaimFinding[];
}

export interface ReadClaimInterchange {
  readonly controlNumber: string;
  readonly version: string;
  /** `P` production, `T` test. */
  readonly usage: string;
  readonly senderId: string;
  readonly receiverId: string;
  readonly byteOffset: number;
  readonly transactions: readonly ReadClaimTransaction[];
}

export interface ReadClaimFile {
  readonly interchanges: readonly ReadClaimInterchange[];
  /** Findings outside transactions. */
  readonly findings: readonly ClaimFinding[];
}

/** What there is to know of a transaction before its claims are read. */
export type TransactionFrame = Pick<
  ScannedTransactionEnd,
  'groupControlNumber' | 'controlNumber' | 'type' | 'version' | 'byteOffset' | 'byteLength' | 'findings'
>;
