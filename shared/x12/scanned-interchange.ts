import type { ScannedClaim, ScannedRemittance } from './835/scanned-claim.ts';
import type { ScannedCharges } from './837/scanned-charges.ts';
import type { Digest } from './canonical-digest.ts';
import type { Delimiters } from './envelope.ts';
import type { Finding } from './finding.ts';

/** An interchange (ISA) as its header names it. */
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
  readonly byteOffset: number;
  readonly delimiters: Delimiters;
}

/** The start of a transaction (ST). */
export interface ScannedTransaction {
  /** Counts from 0 within the file. */
  readonly index: number;
  readonly interchange: ScannedInterchange;
  readonly groupControlNumber: string;
  /** ST01, such as `835`. */
  readonly type: string;
  /** The guide: ST03 where it is given, else GS08. */
  readonly version: string;
  readonly controlNumber: string;
  readonly byteOffset: number;
}

/** The end of a transaction: everything that one pass can say about it. */
export interface ScannedTransactionEnd extends ScannedTransaction {
  /** From ST to the end of SE, or to where it breaks off. */
  readonly byteLength: number;
  /** Whether the transaction has its trailer (SE): otherwise the file may be cut off. */
  readonly complete: boolean;
  readonly segmentCountRight: boolean;
  readonly findings: readonly Finding[];
  readonly content: ScannedRemittance | ScannedCharges | { readonly kind: 'other' };
}

/** Is told what a pass over a file finds, in file order. Every member may be left out; what is not asked for is not made. */
export interface InterchangeVisitor {
  readonly interchange?: (interchange: ScannedInterchange) => void;
  readonly transaction?: (transaction: ScannedTransaction) => void;
  /** Every claim (CLP) of an 835, once it is complete. */
  readonly claim?: (claim: ScannedClaim, transaction: ScannedTransaction) => void;
  readonly transactionEnd?: (transaction: ScannedTransactionEnd) => void;
  /** Findings outside transactions. */
  readonly finding?: (found: Finding) => void;
  /** Makes the digest of each 835's canonical content. */
  readonly canonicalDigest?: () => Digest;
}

/** Reads the content of one transaction in a pass over its file, from after ST to before SE. */
export interface TransactionReader {
  // Called for every segment of a file: an object for its arguments would halve the speed.
  segment(key: number, bytes: Uint8Array, start: number, end: number, after: number, base: number): void;
  /** Says where the content ends in the file. */
  finish(end: number): void;
  /** What the transaction comes to, once it is finished. */
  content(): ScannedTransactionEnd['content'];
  /** Whether everything that the transaction lists could be kept. */
  isWhole(): boolean;
}

/** Begins to read a transaction. Findings are added to those given. */
export type OpenTransactionReader = (
  start: ScannedTransaction,
  findings: Finding[],
  visitor: InterchangeVisitor,
) => TransactionReader;
