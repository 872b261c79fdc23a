import { type ClaimId, idFromDigest, type TenantId } from '../../domain/identity/ids.ts';
import type { RemittanceClaim } from '../../domain/remittance/remittance.ts';
import { invariant } from '../../domain/result.ts';
import { digestOf, digestText } from '../../store/digest.ts';
import { type Files, fileKey } from '../../store/files.ts';
import { claimIdOfControlNumber, type Key, ledgerEntryKey } from '../../store/keys.ts';
import { type ManifestChunk, type ManifestPayment, remittanceObjectName } from '../../store/manifest.ts';
import type { Remittance } from '../../store/remittances.ts';
import { claimSlices } from '../../x12/claim-slices.ts';
import { readRemittanceClaim } from '../../x12/remittance-claim.ts';

/** A claim as the payer states it; `isUnreadable` when only its own segment could be read. */
type ReadClaim = RemittanceClaim & { readonly isUnreadable?: true };

/** A claim of a chunk, with what its ledger entry is known by. */
export interface ChunkClaim {
  readonly claim: ReadClaim;
  readonly entryId: string;
  readonly entryKey: Key;
  /** Digest of what the payer stated: the same key with another digest is a conflict. */
  readonly inputHash: string;
}

/** All claims of a chunk that stand for one claim of ours, in file order. */
export interface ClaimGroup {
  readonly patientControlNumber: string;
  /** What the control number stands for: our claim, or one that was born in another system, if either is there. */
  readonly claimId: ClaimId;
  readonly claims: readonly ChunkClaim[];
}

/** Ranges that are no further apart are fetched in one piece: a request costs more than these bytes. */
const gapBytes = 65_536;

/** Reads a chunk's claims from the raw file and groups them by control number. */
export async function readChunk(
  tenant: TenantId,
  remittance: Remittance,
  payment: ManifestPayment,
  chunk: ManifestChunk,
  files: Files,
): Promise<ClaimGroup[]> {
  const object = fileKey(tenant, 'remittance', remittanceObjectName(remittance.fileSha256));
  const claims: ReadClaim[] = [];
  for (const span of spansOf(chunk.ranges)) {
    const bytes = await files.getRange(object, span.byteOffset, span.byteLength);
    for (const range of span.ranges) {
      const start = range.byteOffset - span.byteOffset;
      claims.push(...claimsIn(bytes.subarray(start, start + range.byteLength), range.byteOffset, payment));
    }
  }
  invariant(claims.length === chunk.claims, 'a chunk holds the claims that its manifest counts');
  const paidCents = claims.reduce((sum, claim) => sum + claim.paidCents, 0);
  invariant(paidCents === chunk.paidCents, 'a chunk pays what its manifest says');
  return groupsOf(tenant, remittance, claims, chunk.part);
}

type Range = ManifestChunk['ranges'][number];

interface Span extends Range {
  readonly ranges: readonly Range[];
}

function spansOf(ranges: readonly Range[]): Span[] {
  const spans: { byteOffset: number; byteLength: number; ranges: Range[] }[] = [];
  for (const range of ranges) {
    const last = spans.at(-1);
    if (last !== undefined && range.byteOffset - (last.byteOffset + last.byteLength) <= gapBytes) {
      last.byteLength = range.byteOffset + range.byteLength - last.byteOffset;
      last.ranges.push(range);
    } else spans.push({ ...range, ranges: [range] });
  }
  return spans;
}

function claimsIn(bytes: Uint8Array, byteOffset: number, payment: ManifestPayment): ReadClaim[] {
  return claimSlices(bytes, payment.delimiters).map(({ start, end: claimEnd }) => {
    const read = readRemittanceClaim(bytes.subarray(start, claimEnd), payment.delimiters, byteOffset + start);
    if (read.ok) return read.value;
    // The streaming pass read every amount, so that the claim's own segment can be read: its cash is booked, and a person looks.
    const end = bytes.indexOf(payment.delimiters.segment, start);
    const own = readRemittanceClaim(
      bytes.subarray(start, end === -1 ? undefined : end + 1),
      payment.delimiters,
      byteOffset + start,
    );
    invariant(own.ok, 'the amounts of an admitted payment can be read');
    return { ...own.value, byteLength: claimEnd - start, isUnreadable: true as const };
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
    // By our id of it: two numbers can name one claim, and a transaction writes a claim once.
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
