import { type ClaimId, idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import { invariant } from '../domain/result.ts';
import { digestOf, digestText } from '../store/digest.ts';
import type { Files } from '../store/files.ts';
import { claimIdOfControlNumber } from '../store/keys/claim.ts';
import { ledgerEntryKey } from '../store/keys/ledger.ts';
import type { Key } from '../store/keys/table.ts';
import type { ManifestChunk } from '../store/manifest.ts';
import type { Remittance } from '../store/remittances.ts';
import { type ReadClaim, readClaimsOfEach } from './remittance-source.ts';

/** A claim of a chunk, with the identity of its ledger entry. */
export interface ChunkClaim {
  readonly claim: ReadClaim;
  readonly entryId: string;
  readonly entryKey: Key;
  /** Digest of what the payer stated. If the same key comes with another digest, that is a conflict. */
  readonly inputHash: string;
}

/** All claims of a chunk that mean one claim of ours, in file order. */
export interface ClaimGroup {
  readonly patientControlNumber: string;
  /** The claim that the control number means, if it exists: ours, or one from another system. */
  readonly claimId: ClaimId;
  readonly claims: readonly ChunkClaim[];
}

/** Reads a chunk's claims from the raw file and groups them by control number. */
export async function readChunk(
  tenant: TenantId,
  remittance: Remittance,
  chunk: ManifestChunk,
  files: Files,
): Promise<ClaimGroup[]> {
  const [groups = []] = await readChunks(tenant, [{ remittance, chunk }], files);
  return groups;
}

/** A chunk with its remittance. */
export interface ChunkOfRemittance {
  readonly remittance: Remittance;
  readonly chunk: ManifestChunk;
}

/** Reads the claims of chunks of one file from its raw bytes and groups those of each chunk by control number. */
export async function readChunks(
  tenant: TenantId,
  chunks: readonly ChunkOfRemittance[],
  files: Files,
): Promise<ClaimGroup[][]> {
  const [first] = chunks;
  if (first === undefined) return [];
  const ranges = chunks.map(({ chunk }) => chunk);
  const read = await readClaimsOfEach(tenant, first.remittance.fileSha256, ranges, files);
  return chunks.map(({ remittance, chunk }, index) => {
    const claims = read[index] as ReadClaim[];
    invariant(claims.length === chunk.claims, 'a chunk holds the claims that its manifest counts');
    const paidCents = claims.reduce((sum, claim) => sum + claim.paidCents, 0);
    invariant(paidCents === chunk.paidCents, 'a chunk pays what its manifest says');
    return groupsOf(tenant, remittance, claims, chunk.part);
  });
}

function groupsOf(
  tenant: TenantId,
  remittance: Remittance,
  claims: readonly ReadClaim[],
  part: number | undefined,
): ClaimGroup[] {
  const occurrences = new Map<string, number>();
  const groups = new Map<ClaimId, ChunkClaim[]>();
  for (const claim of claims) {
    const { patientControlNumber, payerClaimNumber, statusCode } = claim;
    const name = digestText(patientControlNumber, payerClaimNumber, statusCode);
    const occurrence = (occurrences.get(name) ?? 0) + 1;
    occurrences.set(name, occurrence);
    const place = part === undefined ? String(occurrence) : `${part}.${occurrence}`;
    const digest = digestOf('claim-entry', tenant, remittance.identityDigest, name, place);
    const entryId = idFromDigest('ledgerEntry', digest);
    const { byteOffset: _offset, byteLength: _length, ...stated } = claim;
    const chunkClaim: ChunkClaim = {
      claim,
      entryId,
      entryKey: ledgerEntryKey(tenant, patientControlNumber, entryId),
      inputHash: digestText(JSON.stringify(stated)),
    };
    // Grouped by our claim id: two numbers can mean one claim, and a transaction writes a claim only once.
    const claimId = claimIdOfControlNumber(patientControlNumber);
    const group = groups.get(claimId);
    if (group === undefined) groups.set(claimId, [chunkClaim]);
    else group.push(chunkClaim);
  }
  return [...groups].map(([claimId, grouped]) => {
    const { patientControlNumber } = (grouped[0] as ChunkClaim).claim;
    return { patientControlNumber, claimId, claims: grouped };
  });
}
