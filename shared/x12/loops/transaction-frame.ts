import type { ScannedTransactionEnd } from '../scanned-interchange.ts';
import type { LoopFinding } from './loop-finding.ts';

/** The facts of a transaction before its content is read. */
export type TransactionFrame = Pick<
  ScannedTransactionEnd,
  'groupControlNumber' | 'controlNumber' | 'type' | 'version' | 'byteOffset' | 'byteLength' | 'findings'
>;

/** An interchange with the results for each of its transactions. */
export interface ReadInterchange<Transaction> {
  readonly controlNumber: string;
  readonly version: string;
  /** `P` production, `T` test. */
  readonly usage: string;
  readonly senderId: string;
  readonly receiverId: string;
  readonly byteOffset: number;
  readonly transactions: readonly Transaction[];
}

export interface ReadInterchanges<Transaction> {
  readonly interchanges: readonly ReadInterchange<Transaction>[];
  /** Findings outside transactions. */
  readonly findings: readonly LoopFinding[];
}
