import type { ReadInterchanges } from '../loops/transaction-frame.ts';
import type { ClaimFinding } from './claim-finding.ts';

/** The place of a claim in its file. */
export interface ReadClaim {
  /** The claim's first byte (CLM), from the start of the file. */
  readonly byteOffset: number;
  /** Up to the end of its last segment. */
  readonly byteLength: number;
}

/** One transaction of a file that was read. */
export interface ReadClaimTransaction<File> {
  readonly groupControlNumber: string;
  readonly controlNumber: string;
  /** `837`, or the type of a transaction that was not read. */
  readonly type: string;
  /** The guide, such as `005010X222A1`. */
  readonly version: string;
  readonly byteOffset: number;
  readonly byteLength: number;
  /** Absent when the transaction holds no claims of this form; a finding says so. */
  readonly file?: File;
  /** One for each of `file.claims`, in the same order. */
  readonly claims: readonly ReadClaim[];
  readonly findings: readonly ClaimFinding[];
}

export type ReadClaimFile<File> = ReadInterchanges<ReadClaimTransaction<File>>;
