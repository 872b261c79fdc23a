import { fail, ok, type Result } from '../../domain/result.ts';
import type { Delimiters } from '../envelope.ts';
import { finding } from '../finding.ts';
import { openInterchangePass } from '../read-interchanges.ts';
import type { ScannedInterchange, ScannedTransactionEnd } from '../scanned-interchange.ts';
import type { ScanFailure } from '../segment-scanner.ts';
import { addLoopFinding, type LoopFinding } from './loop-finding.ts';
import { readFragment } from './read-fragment.ts';
import type { ReadInterchanges, TransactionFrame } from './transaction-frame.ts';

/**
 * Reads every transaction of a file, of all interchanges and groups, with `read`. Delimiters come from each ISA. Transactions without an
 * envelope (ST first) are read, with a finding. Never throws, whatever the bytes, unless `read` does.
 *
 * Failure: why no interchange could be read at all.
 */
export function readTransactions<Transaction>(
  bytes: Uint8Array,
  read: (frame: TransactionFrame, delimiters: Delimiters) => Transaction,
): Result<ReadInterchanges<Transaction>, ScanFailure> {
  const scanned: { interchange: ScannedInterchange; transactions: ScannedTransactionEnd[] }[] = [];
  const findings: LoopFinding[] = [];
  const pass = openInterchangePass({
    interchange: (interchange) => scanned.push({ interchange, transactions: [] }),
    transactionEnd: (transaction) => scanned.at(-1)?.transactions.push(transaction),
    finding: (found) => addLoopFinding(findings, found),
  });
  pass.push(bytes);
  const ended = pass.finish();
  if (!ended.ok && ended.failure.kind === 'envelope-missing-fragment' && scanned.length === 0) {
    return readFragment(bytes, ended.failure, read);
  }
  if (!ended.ok && scanned.length === 0) return fail(ended.failure);
  if (!ended.ok) addLoopFinding(findings, finding(ended.failure.kind, ended.failure.byteOffset));
  const interchanges = scanned.map(({ interchange, transactions }) => {
    const { controlNumber, version, usage, senderId, receiverId, byteOffset, delimiters } = interchange;
    const each = transactions.map((transaction) => read(transaction, delimiters));
    return { controlNumber, version, usage, senderId, receiverId, byteOffset, transactions: each };
  });
  return ok({ interchanges, findings });
}
