import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Result } from '../../shared/domain/result.ts';
import type { ScannedClaim } from '../../shared/x12/835/scanned-claim.ts';
import type { Finding } from '../../shared/x12/finding.ts';
import { openInterchangePass } from '../../shared/x12/read-interchanges.ts';
import type { ScannedInterchange, ScannedTransactionEnd } from '../../shared/x12/scanned-interchange.ts';
import type { ScanFailure } from '../../shared/x12/segment-scanner.ts';

/** Everything that one pass reports to its visitor. */
export interface PassRecord {
  readonly interchanges: ScannedInterchange[];
  readonly transactions: ScannedTransactionEnd[];
  readonly claims: ScannedClaim[];
  readonly findings: Finding[];
  readonly result: Result<{ readonly bytes: number }, ScanFailure>;
}

/** Runs one pass over bytes in chunks of the given sizes (then the rest), and requests claims and canonical digests. */
export function passOver(bytes: Uint8Array, chunkSizes: readonly number[] = []): PassRecord {
  const record = { interchanges: [], transactions: [], claims: [], findings: [] } as Omit<PassRecord, 'result'>;
  const pass = openInterchangePass({
    interchange: (interchange) => void record.interchanges.push(interchange),
    transactionEnd: (transaction) => void record.transactions.push(transaction),
    claim: (claim) => void record.claims.push(claim),
    finding: (found) => void record.findings.push(found),
    canonicalDigest: () => createHash('sha256'),
  });
  let from = 0;
  for (const size of chunkSizes) {
    pass.push(bytes.subarray(from, from + size));
    from += size;
  }
  pass.push(bytes.subarray(from));
  return { ...record, result: pass.finish() };
}

/** The bytes of a synthetic remittance in `test/fixtures/835`. */
export function remittanceFixture(name: string): Buffer {
  return readFileSync(new URL(`../fixtures/835/${name}.edi`, import.meta.url));
}

/** The remittance figures of a transaction; throws when it is not a remittance. */
export function remittanceOf(transaction: ScannedTransactionEnd | undefined) {
  if (transaction?.content.kind !== 'remittance') throw new Error('the transaction is no remittance');
  return transaction.content;
}
