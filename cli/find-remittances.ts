import { readSync } from 'node:fs';
import { present } from '../shared/domain/present.ts';
import type { ByteRange, ScannedClaim } from '../shared/x12/835/scanned-claim.ts';
import type { Delimiters } from '../shared/x12/envelope.ts';
import type { Finding } from '../shared/x12/finding.ts';
import { openInterchangePass } from '../shared/x12/read-interchanges.ts';
import type { ScannedTransactionEnd } from '../shared/x12/scanned-interchange.ts';

/** One remittance (ST) of a file, as the streaming pass found it. */
export interface FoundRemittance extends ByteRange {
  readonly controlNumber: string;
  readonly version: string;
  readonly delimiters: Delimiters;
  readonly claims: number;
  readonly findings: readonly Finding[];
}

/** The remittances of a file. */
export interface FoundRemittances {
  readonly remittances: readonly FoundRemittance[];
  /** The claim that was asked for, with its remittance's index. */
  readonly claim?: ByteRange & { readonly remittance: number };
  /** Why the file, or the rest of it, could not be read. */
  readonly stopped?: string;
}

/**
 * Finds every remittance of an open file in one streaming pass.
 * @param claimNumber the claim to look for, counted from 1 through the whole file
 */
export function findRemittances(descriptor: number, claimNumber?: number): FoundRemittances {
  const remittances: FoundRemittance[] = [];
  let claims = 0;
  let wanted: (ByteRange & { readonly remittance: number }) | undefined;
  const pass = openInterchangePass({
    claim: ({ byteOffset, byteLength }: ScannedClaim) => {
      claims += 1;
      if (claims === claimNumber) wanted = { byteOffset, byteLength, remittance: remittances.length };
    },
    transactionEnd: (transaction) => {
      const found = remittanceOf(transaction);
      if (found !== undefined) remittances.push(found);
    },
  });
  for (;;) {
    const count = readSync(descriptor, pass.space());
    if (count === 0) break;
    pass.filled(count);
  }
  const finished = pass.finish();
  return {
    remittances,
    ...present({ claim: wanted }),
    ...(finished.ok ? {} : { stopped: `${finished.failure.message} (byte ${finished.failure.byteOffset})` }),
  };
}

function remittanceOf(transaction: ScannedTransactionEnd): FoundRemittance | undefined {
  const { content, controlNumber, version, byteOffset, byteLength, findings } = transaction;
  if (content.kind !== 'remittance') return undefined;
  const { delimiters } = transaction.interchange;
  return { controlNumber, version, delimiters, claims: content.totals.claims, byteOffset, byteLength, findings };
}

/** Reads part of an open file. */
export function readRange(descriptor: number, { byteOffset, byteLength }: ByteRange): Uint8Array {
  const bytes = new Uint8Array(byteLength);
  let filled = 0;
  while (filled < byteLength) {
    const count = readSync(descriptor, bytes, filled, byteLength - filled, byteOffset + filled);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}
