import { fail, ok, type Result } from '../../domain/result.ts';
import type { Delimiters } from '../envelope.ts';
import { finding } from '../finding.ts';
import type { ScannedInterchange, ScannedTransactionEnd } from '../interchange-reader.ts';
import { openInterchangePass } from '../read-interchanges.ts';
import type { ScanFailure } from '../segment-scanner.ts';
import { readSegments } from '../segments.ts';
import type { ReadClaimFile, ReadClaimTransaction, TransactionFrame } from './claim-file.ts';
import { addClaimFinding, type ClaimFinding, claimFinding } from './claim-finding.ts';
import { flatten, type PlacedClaim, type TransactionNode } from './claim-tree.ts';
import { readFragment } from './read-fragment.ts';
import { LoopReader } from './read-loops.ts';
import { transactionLoop } from './transaction-loops.ts';

/**
 * Reads a file of professional claims (837P: 005010X222, A1 and A2; 4010X098 and 005010X291 with a finding) into the domain's
 * claims. Delimiters come from each ISA; several interchanges, groups and transactions are read. Whatever has no place in the
 * data is a finding with its byte offset; nothing throws, whatever the bytes. A transaction without an envelope (ST first) is
 * read with a finding. Required values that a file lacks are blank ('' or 0) and a finding; the writer refuses them.
 *
 * Failure: why no interchange could be read at all.
 */
export function readProfessionalClaimFile(bytes: Uint8Array): Result<ReadClaimFile, ScanFailure> {
  const scanned: { interchange: ScannedInterchange; transactions: ScannedTransactionEnd[] }[] = [];
  const findings: ClaimFinding[] = [];
  const pass = openInterchangePass({
    interchange: (interchange) => scanned.push({ interchange, transactions: [] }),
    transactionEnd: (transaction) => scanned.at(-1)?.transactions.push(transaction),
    finding: (found) => addClaimFinding(findings, found),
  });
  pass.push(bytes);
  const ended = pass.finish();
  if (!ended.ok && ended.failure.kind === 'envelope-missing-fragment' && scanned.length === 0) {
    return readFragment(bytes, ended.failure, readTransaction);
  }
  if (!ended.ok && scanned.length === 0) return fail(ended.failure);
  if (!ended.ok) addClaimFinding(findings, finding(ended.failure.kind, ended.failure.byteOffset));
  const interchanges = scanned.map(({ interchange, transactions }) => {
    const { controlNumber, version, usage, senderId, receiverId, byteOffset, delimiters } = interchange;
    const read = transactions.map((transaction) => readTransaction(bytes, transaction, delimiters));
    return { controlNumber, version, usage, senderId, receiverId, byteOffset, transactions: read };
  });
  return ok({ interchanges, findings });
}

/** Institutional and dental guides, of claims and of predeterminations. */
const otherGuides = /X(?:223|224|292|300|096|097)/;

function guideFinding(type: string, version: string, byteOffset: number): ClaimFinding | undefined {
  if (type !== '837') return claimFinding('transaction-not-837', byteOffset);
  if (otherGuides.test(version)) return claimFinding('guide-not-professional', byteOffset);
  if (version.startsWith('005010X222')) return undefined;
  if (version.startsWith('005010X291')) return claimFinding('guide-predetermination', byteOffset);
  return finding(version.startsWith('004010') ? 'version-4010' : 'version-unknown', byteOffset);
}

function readTransaction(bytes: Uint8Array, frame: TransactionFrame, delimiters: Delimiters): ReadClaimTransaction {
  const { groupControlNumber, controlNumber, type, version, byteOffset, byteLength } = frame;
  const findings: ClaimFinding[] = [...frame.findings];
  const guide = guideFinding(type, version, byteOffset);
  if (guide !== undefined) findings.push(guide);
  const head = { groupControlNumber, controlNumber, type, version, byteOffset, byteLength };
  if (type !== '837' || otherGuides.test(version)) return { ...head, claims: [], findings };
  const ranges = new Map<object, { byteOffset: number; byteLength: number }>();
  const reader = new LoopReader(transactionLoop, byteOffset, delimiters, findings, (loop, fields, begin, end) => {
    if (loop.name === 'claim') ranges.set(fields, { byteOffset: begin, byteLength: end - begin });
  });
  for (const segment of readSegments(bytes, delimiters, byteOffset, byteOffset + byteLength)) {
    if (segment.id !== 'ST' && segment.id !== 'SE') reader.take(segment);
  }
  // The rules fill in exactly what the types say, blanks included: the one place where that is taken on trust.
  const tree = reader.finish() as unknown as TransactionNode;
  const { file, claims: placed } = flatten(tree);
  const claims = placed.map((claim) => {
    const range = ranges.get(claim.node) ?? { byteOffset, byteLength: 0 };
    remarkPatient(claim, range.byteOffset, findings);
    return { ...range, primaryOnly: isPrimaryOnly(claim) };
  });
  findings.sort((left, right) => left.byteOffset - right.byteOffset);
  return { ...head, file, claims, findings };
}

function remarkPatient({ claim, subscriber }: PlacedClaim, byteOffset: number, findings: ClaimFinding[]): void {
  if (claim.dependent === undefined && subscriber.isPatient !== true) {
    addClaimFinding(findings, claimFinding('patient-missing', byteOffset));
  }
  if (claim.dependent !== undefined && subscriber.isPatient === true) {
    addClaimFinding(findings, claimFinding('self-with-dependent', byteOffset));
  }
}

function isPrimaryOnly({ claim }: PlacedClaim): boolean {
  return claim.otherCoverages === undefined && claim.serviceLines.every((line) => line.adjudications === undefined);
}
