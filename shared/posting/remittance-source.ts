import type { TenantId } from '../domain/identity/ids.ts';
import type { LedgerEntry } from '../domain/ledger/entry.ts';
import type { RemittanceClaim } from '../domain/remittance/remittance.ts';
import { invariant } from '../domain/result.ts';
import { type ByteRange, spansOf } from '../store/byte-range.ts';
import { type Files, fileKey } from '../store/files.ts';
import { remittanceFileKey, remittanceKey } from '../store/keys/remittance.ts';
import { type ManifestPayment, readManifestPayment, remittanceObjectName } from '../store/manifest.ts';
import { bodyOfItem, type Remittance, type RemittanceFile } from '../store/remittances.ts';
import type { Table } from '../store/table.ts';
import { type ClaimParties, readClaimParties } from '../x12/835/claim-parties.ts';
import { claimSlices } from '../x12/835/claim-slices.ts';
import { readRemittanceClaim } from '../x12/835/remittance-claim.ts';
import { readDetailedClaim } from '../x12/835/remittance-claim-detail.ts';

/** Reads again, from the raw file, what a payer stated. The manifest has the place of each claim. */

/** What reading needs. */
export interface SourceDeps {
  readonly table: Table;
  readonly files: Files;
}

/** A claim as the payer states it; `isUnreadable` when only its own segment could be read. */
export type ReadClaim = RemittanceClaim & { readonly isUnreadable?: true };

/** Ranges of a remittance file with claims, and how they are read. */
interface ClaimRanges {
  readonly ranges: readonly ByteRange[];
  readonly delimiters: ManifestPayment['delimiters'];
}

/** Reads the claims of several chunks of a remittance file, for each in the order of its ranges. */
export async function readClaimsOfEach(
  tenant: TenantId,
  fileSha256: string,
  chunks: readonly ClaimRanges[],
  files: Files,
): Promise<ReadClaim[][]> {
  const object = fileKey(tenant, 'remittance', remittanceObjectName(fileSha256));
  const claims: ReadClaim[][] = chunks.map(() => []);
  const ranges = chunks.flatMap(({ ranges: own, delimiters }, index) =>
    own.map(({ byteOffset, byteLength }) => ({ byteOffset, byteLength, delimiters, index })),
  );
  for (const span of spansOf(ranges)) {
    const bytes = await files.getRange(object, span.byteOffset, span.byteLength);
    for (const { byteOffset, byteLength, delimiters, index } of span.ranges) {
      const start = byteOffset - span.byteOffset;
      const own = claims[index] as ReadClaim[];
      own.push(...claimsOf(bytes.subarray(start, start + byteLength), byteOffset, delimiters));
    }
  }
  return claims;
}

/** Reads the claims in some ranges of a remittance file, in the order of the ranges. */
export async function readClaimsIn(
  tenant: TenantId,
  fileSha256: string,
  ranges: ClaimRanges,
  files: Files,
): Promise<ReadClaim[]> {
  const [claims = []] = await readClaimsOfEach(tenant, fileSha256, [ranges], files);
  return claims;
}

function claimsOf(bytes: Uint8Array, byteOffset: number, delimiters: ManifestPayment['delimiters']): ReadClaim[] {
  return claimSlices(bytes, delimiters).map(({ start, end: claimEnd }) => {
    const read = readRemittanceClaim(bytes.subarray(start, claimEnd), delimiters, byteOffset + start);
    if (read.ok) return read.value;
    // The streaming pass could read every amount, so the claim's own segment is readable: its cash is booked, and a person looks at it.
    const end = bytes.indexOf(delimiters.segment, start);
    const own = readRemittanceClaim(
      bytes.subarray(start, end === -1 ? undefined : end + 1),
      delimiters,
      byteOffset + start,
    );
    invariant(own.ok, 'the amounts of an admitted payment can be read');
    return { ...own.value, byteLength: claimEnd - start, isUnreadable: true as const };
  });
}

/** A remittance with its part of the file's manifest. */
export interface PlannedRemittance {
  readonly remittance: Remittance;
  readonly planned: ManifestPayment;
  readonly manifestKey: string;
}

/** Reads a remittance and its payment in the manifest; undefined when there is none, or its file has no manifest. */
export async function readPlannedRemittance(
  tenant: TenantId,
  remittanceId: string,
  { table, files }: SourceDeps,
): Promise<PlannedRemittance | undefined> {
  const item = await table.get(remittanceKey(tenant, remittanceId));
  if (item === undefined) return undefined;
  const remittance = bodyOfItem<Remittance>(item);
  const fileItem = await table.get(remittanceFileKey(tenant, remittance.fileId));
  const manifest = fileItem === undefined ? undefined : bodyOfItem<RemittanceFile>(fileItem).manifest;
  if (manifest === undefined) return undefined;
  const planned = await readManifestPayment(files, manifest.key, remittance.manifestPlace);
  return { remittance, planned, manifestKey: manifest.key };
}

/** A payer's statement about a claim, with the parties that it names. */
export interface StatedClaim extends PlannedRemittance {
  readonly claim: ReadClaim;
  readonly parties: ClaimParties;
}

/** Reads again the claim that an entry was booked from; undefined when the entry does not come from a remittance. */
export async function readStatedClaim(
  tenant: TenantId,
  entry: Pick<LedgerEntry, 'remittanceId' | 'source'>,
  deps: SourceDeps,
): Promise<StatedClaim | undefined> {
  const { remittanceId, source } = entry;
  if (remittanceId === undefined || source === undefined) return undefined;
  const planned = await readPlannedRemittance(tenant, remittanceId, deps);
  if (planned === undefined) return undefined;
  const { delimiters } = planned.planned;
  const object = fileKey(tenant, 'remittance', remittanceObjectName(source.fileSha256));
  const bytes = await deps.files.getRange(object, source.byteOffset, source.byteLength);
  const [claim] = claimsOf(bytes, source.byteOffset, delimiters);
  return claim === undefined ? undefined : { ...planned, claim, parties: readClaimParties(bytes, delimiters) };
}

/**
 * Reads a payer's answer to a claim again, with everything it states; undefined when the entry does not come from a
 * remittance.
 * @throws when the bytes can no longer be read, although posting has read them
 */
export async function readAnswer(
  tenant: TenantId,
  { remittanceId, source }: Pick<LedgerEntry, 'remittanceId' | 'source'>,
  deps: SourceDeps,
): Promise<RemittanceClaim | undefined> {
  if (remittanceId === undefined || source === undefined) return undefined;
  const planned = await readPlannedRemittance(tenant, remittanceId, deps);
  if (planned === undefined) return undefined;
  const object = fileKey(tenant, 'remittance', remittanceObjectName(source.fileSha256));
  const bytes = await deps.files.getRange(object, source.byteOffset, source.byteLength);
  const read = readDetailedClaim(bytes, planned.planned.delimiters, source.byteOffset);
  invariant(read.ok, 'a claim that was posted can be read');
  return read.value;
}
