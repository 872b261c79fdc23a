import * as z from 'zod';
import type { TenantId } from '../domain/identity/ids.ts';

/**
 * What one streaming pass over a remittance file found: where each payment and each chunk of its claims stands. It is written
 * once to S3 under its own digest and never changes, so that every worker and every retry works from the same plan.
 */
const range = z.object({ byteOffset: z.int(), byteLength: z.int() });

const chunk = z.object({
  /** Where the chunk's claims stand, in file order; neighbours are one range. `context`: the LX, TS3 and TS2 above them. */
  ranges: z.array(range.extend({ context: range.exactOptional() })),
  claims: z.int(),
  /** Sum of the claims' payments. */
  paidCents: z.int(),
  /** Tells parts of a number that too many claims bear from each other: occurrences are counted within a chunk. */
  part: z.int().exactOptional(),
});

const payment = z.object({
  index: z.int(),
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
  header: range,
  providerAdjustments: z.array(range),
  /** Digest of the payment's content, whatever its delimiters. */
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
  /** Claim numbers, ours and the payer's, of reversals: they explain what the payer takes back. */
  reversedNumbers: z.array(z.string()),
  chunks: z.array(chunk),
});

const manifestSchema = z.object({
  schemaVersion: z.literal(1),
  fileId: z.string(),
  fileSha256: z.string(),
  sizeBytes: z.int(),
  payments: z.array(payment),
});

export type Manifest = z.output<typeof manifestSchema>;
export type ManifestPayment = z.output<typeof payment>;
export type ManifestChunk = z.output<typeof chunk>;

/** Reads a manifest. @throws when it is not one: it is our own file. */
export function parseManifest(bytes: Uint8Array): Manifest {
  return manifestSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
}

/** The manifest's bytes; the same manifest always has the same ones. */
export function manifestBytes(manifest: Manifest): Uint8Array {
  return Buffer.from(JSON.stringify(manifest));
}

/** The name of a file's raw bytes in the bucket. */
export function remittanceObjectName(fileSha256: string): string {
  return `${fileSha256}.835`;
}

/** Digest inputs that name a file's remittances. */
export function remittanceName(tenant: TenantId, fileId: string, paymentIndex: number): readonly string[] {
  return ['remittance', tenant, fileId, String(paymentIndex)];
}
