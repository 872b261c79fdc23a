import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import type { ByteRange } from '../../shared/x12/835/scanned-claim.ts';
import type { Delimiters } from '../../shared/x12/envelope.ts';
import { openInterchangePass } from '../../shared/x12/read-interchanges.ts';
import { readSegments } from '../../shared/x12/segments.ts';
import { unfoldedBytes } from './unfolded-bytes.ts';

/** One payment (ST) in a raw file. */
export interface RawPayment {
  /** Counts the 835 transactions of the file from 0. */
  readonly index: number;
  readonly interchangeControlNumber: string;
  readonly groupControlNumber: string;
  readonly transactionControlNumber: string;
  readonly byteOffset: number;
  /** From ST to before the first LX, CLP, PLB or SE. */
  readonly header: ByteRange;
  readonly providerAdjustments: readonly ByteRange[];
  readonly claims: readonly ByteRange[];
  readonly delimiters: Delimiters;
}

/** A raw file: its digest, its payments, and the place of each claim. */
export interface RawFile {
  readonly sha256: string;
  readonly payments: readonly RawPayment[];
  /** By the offset of the first byte: the claim's range and its payment. */
  readonly claimAt: ReadonlyMap<number, { readonly range: ByteRange; readonly payment: RawPayment }>;
  readonly paymentAt: ReadonlyMap<number, RawPayment>;
  read(range: ByteRange): Uint8Array;
}

/**
 * Reads a raw file once for its digest and structure; the content is not kept.
 * @returns undefined when there is no such file
 */
export function openRawFile(path: string): RawFile | undefined {
  const hash = createHash('sha256');
  const payments: RawPayment[] = [];
  let claims: ByteRange[] = [];
  const pass = openInterchangePass({
    transaction: () => {
      claims = [];
    },
    claim: ({ byteOffset, byteLength }) => void claims.push({ byteOffset, byteLength }),
    transactionEnd: ({ content, interchange, groupControlNumber, controlNumber, byteOffset }) => {
      if (content.kind !== 'remittance') return;
      payments.push({
        index: payments.length,
        interchangeControlNumber: interchange.controlNumber,
        groupControlNumber,
        transactionControlNumber: controlNumber,
        byteOffset,
        header: content.header,
        providerAdjustments: content.providerAdjustments,
        claims,
        delimiters: interchange.delimiters,
      });
    },
  });
  // For a folded file, the books count byte offsets without the file's line ends.
  const flat = unfoldedFile(path);
  if (flat !== undefined) {
    hash.update(flat);
    pass.push(flat);
  } else if (!feed(path, hash.update.bind(hash), pass)) return undefined;
  pass.finish();
  return {
    sha256: hash.digest('hex'),
    payments,
    claimAt: new Map(
      payments.flatMap((payment) => payment.claims.map((range) => [range.byteOffset, { range, payment }] as const)),
    ),
    paymentAt: new Map(payments.map((payment) => [payment.header.byteOffset, payment])),
    read: ({ byteOffset, byteLength }) =>
      flat?.subarray(byteOffset, byteOffset + byteLength) ?? readRange(path, { byteOffset, byteLength }),
  };
}

/** The bytes of a folded file without its line ends; undefined for any other file, and when there is no file. */
function unfoldedFile(path: string): Uint8Array | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch {
    return undefined;
  }
  try {
    return unfoldedBytes(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function feed(
  path: string,
  update: (bytes: Uint8Array) => unknown,
  pass: ReturnType<typeof openInterchangePass>,
): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch {
    return false;
  }
  try {
    for (;;) {
      const space = pass.space();
      const count = readSync(descriptor, space);
      if (count === 0) return true;
      update(space.subarray(0, count));
      pass.filled(count);
    }
  } finally {
    closeSync(descriptor);
  }
}

function readRange(path: string, { byteOffset, byteLength }: ByteRange): Uint8Array {
  const descriptor = openSync(path, 'r');
  try {
    const bytes = new Uint8Array(byteLength);
    return bytes.subarray(0, readSync(descriptor, bytes, 0, byteLength, byteOffset));
  } finally {
    closeSync(descriptor);
  }
}

/** Where the last segment of a range ends, without the line breaks after it. */
export function lengthOfSegments(bytes: Uint8Array, delimiters: Delimiters): number {
  let length = 0;
  for (const { byteOffset, byteLength } of readSegments(bytes, delimiters)) length = byteOffset + byteLength;
  return length;
}
