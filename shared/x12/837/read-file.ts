import type { Result } from '../../domain/result.ts';
import type { Delimiters } from '../envelope.ts';
import { finding } from '../finding.ts';
import { addLoopFinding } from '../loops/loop-finding.ts';
import { readContent } from '../loops/read-content.ts';
import type { LoopEnded } from '../loops/read-loops.ts';
import { readTransactions } from '../loops/read-transactions.ts';
import type { TransactionFrame } from '../loops/transaction-frame.ts';
import type { ScanFailure } from '../segment-scanner.ts';
import type { ReadClaimFile, ReadClaimTransaction } from './claim-file.ts';
import { type ClaimFinding, claimFinding } from './claim-finding.ts';
import type { ClaimForm } from './claim-form.ts';

/**
 * Reads a file of claims of one form into the domain's claims, in the same way as {@link readTransactions}. Content
 * without a field in the data is a finding with its byte offset. A missing required value is blank ('' or 0), with a
 * finding; the writer refuses it. Failure: why no interchange could be read at all.
 */
export function readClaimFile<File>(
  bytes: Uint8Array,
  form: ClaimForm<File>,
): Result<ReadClaimFile<File>, ScanFailure> {
  return readTransactions(bytes, (frame, delimiters) => readTransaction(bytes, frame, delimiters, form));
}

/** The findings about a transaction's guide. */
export function guideFinding(
  { type, version, byteOffset }: Pick<TransactionFrame, 'type' | 'version' | 'byteOffset'>,
  form: Pick<ClaimForm<unknown>, 'guides' | 'otherGuides'>,
): ClaimFinding | undefined {
  if (type !== '837') return claimFinding('transaction-not-837', byteOffset);
  if (form.otherGuides.test(version)) return claimFinding('guide-of-another-form', byteOffset);
  const guide = form.guides.find((each) => each.version.test(version));
  if (guide !== undefined) return guide.finding && claimFinding(guide.finding, byteOffset);
  return finding(version.startsWith('004010') ? 'version-4010' : 'version-unknown', byteOffset);
}

function readTransaction<File>(
  bytes: Uint8Array,
  frame: TransactionFrame,
  delimiters: Delimiters,
  form: ClaimForm<File>,
): ReadClaimTransaction<File> {
  const { groupControlNumber, controlNumber, type, version, byteOffset, byteLength } = frame;
  const findings: ClaimFinding[] = [...frame.findings];
  const guide = guideFinding(frame, form);
  if (guide !== undefined) findings.push(guide);
  const head = { groupControlNumber, controlNumber, type, version, byteOffset, byteLength };
  if (type !== '837' || form.otherGuides.test(version)) return { ...head, claims: [], findings };
  const ranges = new Map<object, { byteOffset: number; byteLength: number }>();
  const ended: LoopEnded = ({ loop, fields, byteOffset: begin, byteEnd }) => {
    if (loop.name === 'claim') ranges.set(fields, { byteOffset: begin, byteLength: byteEnd - begin });
  };
  const tree = readContent(bytes, frame, { delimiters, loop: form.transactionLoop, findings, ended });
  const read = form.fromTree(tree);
  const claims = read.claims.map(({ node, findings: remarks }) => {
    const range = ranges.get(node) ?? { byteOffset, byteLength: 0 };
    for (const code of remarks) addLoopFinding(findings, claimFinding(code, range.byteOffset));
    return range;
  });
  findings.sort((left, right) => left.byteOffset - right.byteOffset);
  return { ...head, file: read.file, claims, findings };
}
