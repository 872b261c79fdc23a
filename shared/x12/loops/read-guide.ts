import type { Result } from '../../domain/result.ts';
import type { Delimiters } from '../envelope.ts';
import { finding } from '../finding.ts';
import type { ScanFailure } from '../segment-scanner.ts';
import type { Guide } from './guide.ts';
import { type LoopFinding, loopFinding } from './loop-finding.ts';
import { readContent } from './read-content.ts';
import type { LoopEnded } from './read-loops.ts';
import { readTransactions } from './read-transactions.ts';
import type { ReadInterchanges, TransactionFrame } from './transaction-frame.ts';

/** One transaction of a file that was read by a guide. */
export interface ReadTransaction<Content> extends Omit<TransactionFrame, 'findings'> {
  /** Absent when the transaction is of another type; a finding says so. */
  readonly content?: Content;
  readonly findings: readonly LoopFinding[];
}

/**
 * Reads a file by a guide, in the same way as {@link readTransactions}. Content without a place in the guide is a
 * finding with its byte offset. A missing required value is blank ('' or 0), with a finding; the writer refuses it.
 * @param ended called for each loop with its place in the file
 */
export function readByGuide<Content>(
  bytes: Uint8Array,
  guide: Guide<Content>,
  ended: LoopEnded = () => {},
): Result<ReadInterchanges<ReadTransaction<Content>>, ScanFailure> {
  return readTransactions(bytes, (frame, delimiters) => readOne(bytes, frame, { delimiters, guide, ended }));
}

interface ReadingBy<Content> {
  readonly delimiters: Delimiters;
  readonly guide: Guide<Content>;
  readonly ended: LoopEnded;
}

function readOne<Content>(
  bytes: Uint8Array,
  frame: TransactionFrame,
  { delimiters, guide, ended }: ReadingBy<Content>,
): ReadTransaction<Content> {
  const { groupControlNumber, controlNumber, type, version, byteOffset, byteLength } = frame;
  const head = { groupControlNumber, controlNumber, type, version, byteOffset, byteLength };
  const findings: LoopFinding[] = [...frame.findings];
  if (type !== guide.type) {
    return { ...head, findings: [...findings, loopFinding('transaction-of-another-type', byteOffset)] };
  }
  if (!guide.versions.test(version)) {
    findings.push(finding(version.startsWith('004010') ? 'version-4010' : 'version-unknown', byteOffset));
  }
  // The rules fill in exactly the fields that the guide's type has, blanks included. The compiler cannot check that;
  // only this cast relies on it.
  const content = readContent(bytes, frame, { delimiters, loop: guide.loop, findings, ended }) as Content;
  findings.sort((left, right) => left.byteOffset - right.byteOffset);
  return { ...head, content, findings };
}
