import type { ScannedClaim, ScannedRemittance } from './835/scanned-claim.ts';
import type { ScannedCharges } from './837/scanned-charges.ts';
import type { ScannedClaimAcknowledgement, ScannedClaimStatus } from './acknowledgement/claim-acknowledgement.ts';
import type { FunctionalAcknowledgement } from './acknowledgement/functional-acknowledgement.ts';
import type { InterchangeAcknowledgement } from './acknowledgement/interchange-acknowledgement.ts';
import type { Digest } from './canonical-digest.ts';
import type { Delimiters } from './envelope.ts';
import type { Finding } from './finding.ts';

/** An interchange, as its header (ISA) describes it. */
export interface ScannedInterchange {
  /** Counts from 0 within the file. */
  readonly index: number;
  readonly controlNumber: string;
  /** ISA12, such as `00501`. */
  readonly version: string;
  /** ISA15: P production, T test. */
  readonly usage: string;
  readonly senderId: string;
  readonly receiverId: string;
  /** ISA09 and ISA10: `YYMMDD` and `HHMM`. */
  readonly date: string;
  readonly time: string;
  readonly byteOffset: number;
  readonly delimiters: Delimiters;
  /** The elements of ISA, without padding: `elements[13]` is ISA13. */
  readonly elements: readonly string[];
}

/** A functional group, as its header describes it. */
export interface ScannedGroup {
  /** The elements of GS, trimmed: `elements[8]` is GS08. */
  readonly elements: readonly string[];
  readonly byteOffset: number;
}

/** The start of a transaction (ST). */
export interface ScannedTransaction {
  /** Counts from 0 within the file. */
  readonly index: number;
  readonly interchange: ScannedInterchange;
  readonly groupControlNumber: string;
  /** GS02 and GS03: the sending and the receiving application. */
  readonly applicationSender: string;
  readonly applicationReceiver: string;
  /** ST01, such as `835`. */
  readonly type: string;
  /** The guide: ST03 if there is one, otherwise GS08. */
  readonly version: string;
  readonly controlNumber: string;
  readonly byteOffset: number;
}

/** Everything that the pass found out about a transaction, at its end. */
export interface ScannedTransactionEnd extends ScannedTransaction {
  /** From ST to the end of SE, or to where it is cut off. */
  readonly byteLength: number;
  /** Whether the transaction has its trailer (SE): otherwise the file may be cut off. */
  readonly complete: boolean;
  readonly segmentCountRight: boolean;
  readonly findings: readonly Finding[];
  readonly content:
    | ScannedRemittance
    | ScannedCharges
    | FunctionalAcknowledgement
    | ScannedClaimAcknowledgement
    | { readonly kind: 'other' };
}

/** Receives what a pass over a file finds, in file order. All members are optional; without one, its argument is not made. */
export interface InterchangeVisitor {
  readonly interchange?: (interchange: ScannedInterchange) => void;
  readonly group?: (group: ScannedGroup) => void;
  readonly transaction?: (transaction: ScannedTransaction) => void;
  /** Every claim (CLP) of an 835, once it is complete. */
  readonly claim?: (claim: ScannedClaim, transaction: ScannedTransaction) => void;
  /** Every TA1. A TA1 is outside of groups. */
  readonly interchangeAcknowledgement?: (
    acknowledgement: InterchangeAcknowledgement,
    interchange: ScannedInterchange,
  ) => void;
  /** Every claim of a claim acknowledgement (277CA), once it is complete. */
  readonly claimStatus?: (status: ScannedClaimStatus, transaction: ScannedTransaction) => void;
  readonly transactionEnd?: (transaction: ScannedTransactionEnd) => void;
  /** Findings outside transactions. */
  readonly finding?: (found: Finding) => void;
  /** Makes the digest of each 835's canonical content. */
  readonly canonicalDigest?: () => Digest;
}

/** Reads the content of one transaction during the pass over its file, from after ST to before SE. */
export interface TransactionReader {
  // Called for each segment of a file. With its arguments in an object, reading would be half as fast.
  segment(key: number, bytes: Uint8Array, start: number, end: number, after: number, base: number): void;
  /** The following segments are in these bytes; only those before `limit` can be read. */
  window?(limit: number): void;
  /** Reports the file offset where the content ends. */
  finish(end: number): void;
  /** The result of the transaction, once it is finished. */
  content(): ScannedTransactionEnd['content'];
  /** Whether no list of the transaction was cut. */
  isWhole(): boolean;
}

/** Begins to read a transaction. Findings are added to those given. */
export type OpenTransactionReader = (
  start: ScannedTransaction,
  findings: Finding[],
  visitor: InterchangeVisitor,
) => TransactionReader;
