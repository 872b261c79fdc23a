import * as z from 'zod';
import type { TenantId } from '../domain/identity/ids.ts';
import { invariant } from '../domain/result.ts';
import { type ByteRange, spansOf } from './byte-range.ts';
import type { Files } from './files.ts';

/**
 * The result of one streaming pass over a remittance file: the place of each payment and of each chunk of its claims. It is written once to
 * S3 under its own digest and never changes, so that every worker and every retry works from the same manifest.
 *
 * It has a line of JSON for each payment, followed by one for each of its chunks. A worker reads only the lines of its payment or chunk, by
 * their place; otherwise the whole manifest would be read for each of many payments.
 */
const range = z.object({ byteOffset: z.int(), byteLength: z.int() });

/** What the file says about the transaction, and how to read it. */
const transaction = {
  interchangeControlNumber: z.string(),
  groupControlNumber: z.string(),
  transactionControlNumber: z.string(),
  delimiters: z.object({
    element: z.int(),
    component: z.int(),
    repetition: z.int(),
    segment: z.int(),
    filler: z.int(),
  }),
};

/** A chunk of claims, before it has a place in the manifest. */
const claimsOfChunk = {
  /** The places of the chunk's claims, in file order; adjacent claims are one range. `context`: the LX, TS3 and TS2 above them. */
  ranges: z.array(range.extend({ context: range.exactOptional() })),
  claims: z.int(),
  /** Sum of the claims' payments. */
  paidCents: z.int(),
  /**
   * Distinguishes the chunks of a control number that too many claims have. Within each chunk, occurrences of the
   * number are counted from the start.
   */
  part: z.int().exactOptional(),
};

const chunkSchema = z.object({
  ...claimsOfChunk,
  ...transaction,
  /** The chunk's number in its payment, and the number of claims in the chunks before it. */
  number: z.int(),
  claimsBefore: z.int(),
});

const paymentSchema = z.object({
  ...transaction,
  index: z.int(),
  /** The payer marked its interchange as a test. */
  isTest: z.literal(true).exactOptional(),
  /** The payment in the file: from its ST to the next payment, or to the end of the file. */
  range,
  header: range,
  providerAdjustments: z.array(range),
  /** Digest of the payment's content, independent of its delimiters. */
  contentDigest: z.string(),
  claims: z.int(),
  serviceLines: z.int(),
  failedClaims: z.int(),
  chargeCents: z.int(),
  paidCents: z.int(),
  providerAdjustmentCents: z.int(),
  paymentCents: z.int(),
  /** Why nothing of this payment may post: a code of `remittanceFailures`' quarantine reasons; absent when it may. */
  quarantine: z.string().optional(),
  /** The claim numbers of its reversals, ours and the payer's. They explain the payer's take-backs. */
  reversedNumbers: z.array(z.string()),
  /** The bytes of each of the payment's chunks in the manifest, in their order after the payment's own line. */
  chunkBytes: z.array(z.int()),
});

export type ManifestPayment = z.output<typeof paymentSchema>;
export type ManifestChunk = z.output<typeof chunkSchema>;

/** The claims of one chunk. */
export type ChunkClaims = Pick<ManifestChunk, keyof typeof claimsOfChunk>;

/** A payment from the streaming pass, with its claims divided into chunks. */
export type ScannedPayment = Omit<ManifestPayment, 'range' | 'chunkBytes'> & {
  readonly chunks: readonly ChunkClaims[];
};

/** A payment with its chunks. */
export type PlannedPayment = ManifestPayment & { readonly chunks: readonly ManifestChunk[] };

/** A payment of the manifest, with the place of its own line. */
export interface PlacedPayment {
  readonly payment: ManifestPayment;
  readonly place: ByteRange;
}

/** The manifest of a scanned file. The same payments always give the same bytes. */
export function manifestBytes(payments: readonly ScannedPayment[], fileBytes: number): Uint8Array {
  const lines = payments.flatMap(({ chunks, ...payment }, index) => {
    const { byteOffset } = payment.header;
    const end = payments[index + 1]?.header.byteOffset ?? fileBytes;
    const written = chunkLines(payment, chunks);
    const chunkBytes = written.map((line) => Buffer.byteLength(line));
    const own: ManifestPayment = { ...payment, range: { byteOffset, byteLength: end - byteOffset }, chunkBytes };
    return [lineOf(own), ...written];
  });
  return Buffer.from(lines.join(''));
}

function chunkLines(payment: Omit<ScannedPayment, 'chunks'>, chunks: readonly ChunkClaims[]): string[] {
  const { interchangeControlNumber, groupControlNumber, transactionControlNumber, delimiters } = payment;
  const numbers = { interchangeControlNumber, groupControlNumber, transactionControlNumber };
  let claimsBefore = 0;
  return chunks.map((chunk, number) => {
    const line = lineOf({ ...chunk, ...numbers, delimiters, number, claimsBefore } satisfies ManifestChunk);
    claimsBefore += chunk.claims;
    return line;
  });
}

const lineOf = (value: unknown): string => `${JSON.stringify(value)}\n`;

/** The place of each chunk of a payment in the manifest. */
export function chunkPlaces({ payment, place }: PlacedPayment): ByteRange[] {
  let byteOffset = place.byteOffset + place.byteLength;
  return payment.chunkBytes.map((byteLength) => {
    const chunk = { byteOffset, byteLength };
    byteOffset += byteLength;
    return chunk;
  });
}

/** The place of the next payment in the manifest. */
export function placeAfter({ payment, place }: PlacedPayment): number {
  return place.byteOffset + place.byteLength + payment.chunkBytes.reduce((sum, bytes) => sum + bytes, 0);
}

/** At most this much of a manifest is read at once: some hundred small payments. */
const windowBytes = 131_072;

/** The payments of a manifest from a place on, one window at a time, without their chunks. @param manifest its key and its size */
export async function* paymentsFrom(
  files: Files,
  manifest: { readonly key: string; readonly sizeBytes: number },
  start: number,
): AsyncGenerator<PlacedPayment> {
  let at = start;
  let length = windowBytes;
  while (at < manifest.sizeBytes) {
    const windowAt = at;
    const bytes = Buffer.from(await files.getRange(manifest.key, windowAt, length));
    for (let end = bytes.indexOf('\n'); end !== -1; end = bytes.indexOf('\n', at - windowAt)) {
      const line = bytes.subarray(at - windowAt, end + 1);
      const placed = { payment: paymentOf(line), place: { byteOffset: at, byteLength: line.length } };
      yield placed;
      at = placeAfter(placed);
      // The payment's chunks extend beyond the window. Reading continues after them.
      if (at - windowAt >= bytes.length) break;
    }
    invariant(at > windowAt || bytes.length === length, 'a manifest consists of whole lines');
    // A line that is longer than the window is read again with a larger one.
    length = at === windowAt ? 2 * length : windowBytes;
  }
}

function paymentOf(line: Uint8Array): ManifestPayment {
  return paymentSchema.parse(JSON.parse(Buffer.from(line).toString('utf8')));
}

/** Reads a payment without its chunks. */
export async function readManifestPayment(files: Files, key: string, place: ByteRange): Promise<ManifestPayment> {
  return paymentOf(await files.getRange(key, place.byteOffset, place.byteLength));
}

/** Reads a payment with all of its chunks. */
export async function readPlannedPayment(files: Files, key: string, place: ByteRange): Promise<PlannedPayment> {
  const payment = await readManifestPayment(files, key, place);
  return { ...payment, chunks: await readManifestChunks(files, key, chunkPlaces({ payment, place })) };
}

/** Reads chunks by their places; adjacent ones in one piece. */
export async function readManifestChunks(
  files: Files,
  key: string,
  places: readonly ByteRange[],
): Promise<ManifestChunk[]> {
  const chunks: ManifestChunk[] = [];
  for (const span of spansOf(places)) {
    const bytes = await files.getRange(key, span.byteOffset, span.byteLength);
    for (const { byteOffset, byteLength } of span.ranges) {
      const start = byteOffset - span.byteOffset;
      chunks.push(
        chunkSchema.parse(JSON.parse(Buffer.from(bytes.subarray(start, start + byteLength)).toString('utf8'))),
      );
    }
  }
  return chunks;
}

/** The key of a file's raw bytes in the bucket. */
export function remittanceObjectName(fileSha256: string): string {
  return `${fileSha256}.835`;
}

/** The input of the digests from which the ids of a file's remittances are made. */
export function remittanceName(tenant: TenantId, fileId: string, paymentIndex: number): readonly string[] {
  return ['remittance', tenant, fileId, String(paymentIndex)];
}
