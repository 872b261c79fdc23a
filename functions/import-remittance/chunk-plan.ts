import { present } from '../../shared/domain/present.ts';
import type { ChunkClaims } from '../../shared/store/manifest.ts';
import type { ByteRange } from '../../shared/x12/835/scanned-claim.ts';

/** The part of a claim that the division into chunks needs. */
export interface PlannedClaim {
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly paidCents: number;
  readonly patientControlNumber: string;
  readonly payerClaimNumber: string;
  /** The LX, TS3 and TS2 segments that apply to the claim. */
  readonly context?: ByteRange;
}

/** A chunk has about this many claims, and is one message for a worker. */
const claimsPerChunk = 250;

/**
 * No claim has more answers than this in one payment. A number that more claims share does not identify one (`0`, for
 * example), so further claims with it start a new group.
 */
const claimsPerNumber = 500;

interface Range {
  readonly byteOffset: number;
  byteLength: number;
  readonly context?: ByteRange;
}

/** An open-addressed map from a number's hash to the first claim that had it; 12 bytes a slot, up to 3/4 full. */
class FirstBearer {
  private hashes = new Float64Array(1024);
  private claims = new Uint32Array(1024);
  private count = 0;

  /**
   * The first claim with this hash; the given claim when there is none, or when the first one does not accept it. If
   * different numbers have the same hash, their claims only end up in one chunk.
   */
  firstOf(hash: number, claim: number, takes: (first: number) => boolean): number {
    if (4 * this.count > 3 * this.hashes.length) this.grow();
    const slot = this.slotOf(hash);
    if (this.hashes[slot] === hash) {
      const first = this.claims[slot] as number;
      if (takes(first)) return first;
      this.claims[slot] = claim;
      return claim;
    }
    this.hashes[slot] = hash;
    this.claims[slot] = claim;
    this.count += 1;
    return claim;
  }

  private slotOf(hash: number): number {
    const mask = this.hashes.length - 1;
    let slot = (hash % this.hashes.length) & mask;
    while (this.hashes[slot] !== 0 && this.hashes[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const { hashes, claims } = this;
    this.hashes = new Float64Array(hashes.length * 2);
    this.claims = new Uint32Array(hashes.length * 2);
    for (let index = 0; index < hashes.length; index += 1) {
      const hash = hashes[index] as number;
      if (hash === 0) continue;
      const slot = this.slotOf(hash);
      this.hashes[slot] = hash;
      this.claims[slot] = claims[index] as number;
    }
  }
}

/** FNV-1a over two lanes, 52 bits, never 0. */
function hashOf(kind: number, text: string): number {
  let low = 0x811c9dc5 ^ kind;
  let high = 0x9e3779b9 ^ kind;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit ^ (low >>> 15), 0x85ebca6b);
  }
  return (high >>> 12) * 2 ** 32 + (low >>> 0) + 1;
}

/**
 * Splits a payment's claims into chunks of about {@link claimsPerChunk}. All claims that share a patient control number
 * or a payer's claim number (a claim, its reversal, its correction, its parts) are in one chunk, in file order, up to
 * 500 of them, because their order matters. Takes about 80 bytes per claim, including unused array space.
 */
export class ChunkPlan {
  private offsets = new Float64Array(1024);
  private lengths = new Uint32Array(1024);
  private paid = new Float64Array(1024);
  /** Union-find: each claim's parent; a root is the earliest claim of its group. */
  private parents = new Uint32Array(1024);
  /** The number of claims in a root's group. */
  private sizes = new Uint32Array(1024);
  private count = 0;
  private readonly bearers = new FirstBearer();
  /** Claims that start a new group for a number that too many claims have. */
  private readonly overflowing: number[] = [];
  /** The LX, TS3 and TS2 ranges in file order. To a claim applies the last one before it. */
  private readonly contexts: ByteRange[] = [];
  private readonly chunkSize: number;

  /** @param chunkSize about this many claims make a chunk */
  constructor(chunkSize = claimsPerChunk) {
    this.chunkSize = chunkSize;
  }

  add(claim: PlannedClaim): void {
    if (this.count === this.offsets.length) this.grow();
    const index = this.count;
    this.count += 1;
    this.offsets[index] = claim.byteOffset;
    this.lengths[index] = claim.byteLength;
    this.paid[index] = claim.paidCents;
    this.parents[index] = index;
    const { context } = claim;
    if (context !== undefined && context.byteOffset !== this.contexts.at(-1)?.byteOffset) this.contexts.push(context);
    this.sizes[index] = 1;
    this.join(index, this.bearerOf(1, claim.patientControlNumber, index));
    if (claim.payerClaimNumber !== '') this.join(index, this.bearerOf(2, claim.payerClaimNumber, index));
  }

  /** The chunks, each with its claims in file order. */
  chunks(): ChunkClaims[] {
    const chunkOf = this.assign();
    const chunks: { ranges: Range[]; claims: number; paidCents: number; part?: number }[] = [];
    let contextsBefore = 0;
    for (let index = 0; index < this.count; index += 1) {
      const number = chunkOf[this.root(index)] as number;
      chunks[number] ??= { ranges: [], claims: 0, paidCents: 0 };
      const chunk = chunks[number];
      const byteOffset = this.offsets[index] as number;
      const byteLength = this.lengths[index] as number;
      while ((this.contexts[contextsBefore]?.byteOffset ?? Infinity) < byteOffset) contextsBefore += 1;
      const context = this.contexts[contextsBefore - 1];
      const last = chunk.ranges.at(-1);
      const isNext = last !== undefined && last.byteOffset + last.byteLength === byteOffset;
      if (isNext && last.context?.byteOffset === context?.byteOffset) last.byteLength += byteLength;
      else chunk.ranges.push({ byteOffset, byteLength, ...present({ context }) });
      chunk.claims += 1;
      chunk.paidCents += this.paid[index] as number;
    }
    for (const index of this.overflowing) {
      const number = chunkOf[this.root(index)] as number;
      if (number > 0) (chunks[number] as { part?: number }).part = number;
    }
    return chunks;
  }

  /** The chunk for each group's root: groups in file order, and a full chunk is closed. */
  private assign(): Uint32Array {
    const chunkOf = new Uint32Array(this.count);
    let chunk = 0;
    let filled = 0;
    for (let index = 0; index < this.count; index += 1) {
      if (this.parents[index] !== index) continue;
      const size = this.sizes[index] as number;
      if (filled > 0 && filled + size > this.chunkSize) {
        chunk += 1;
        filled = 0;
      }
      chunkOf[index] = chunk;
      filled += size;
    }
    return chunkOf;
  }

  private root(index: number): number {
    let root = index;
    while (this.parents[root] !== root) {
      const grandparent = this.parents[this.parents[root] as number] as number;
      this.parents[root] = grandparent;
      root = grandparent;
    }
    return root;
  }

  private join(left: number, right: number): void {
    const leftRoot = this.root(left);
    const rightRoot = this.root(right);
    if (leftRoot === rightRoot) return;
    const [first, later] = leftRoot < rightRoot ? [leftRoot, rightRoot] : [rightRoot, leftRoot];
    this.parents[later] = first;
    this.sizes[first] = (this.sizes[first] as number) + (this.sizes[later] as number);
  }

  private bearerOf(kind: number, number: string, index: number): number {
    return this.bearers.firstOf(hashOf(kind, number), index, (first) => {
      const takes = (this.sizes[this.root(first)] as number) < claimsPerNumber;
      if (!takes) this.overflowing.push(index);
      return takes;
    });
  }

  private grow(): void {
    const size = this.count * 2;
    const grown = <Numbers extends Float64Array | Uint32Array>(from: Numbers, to: Numbers): Numbers => {
      to.set(from);
      return to;
    };
    this.offsets = grown(this.offsets, new Float64Array(size));
    this.lengths = grown(this.lengths, new Uint32Array(size));
    this.paid = grown(this.paid, new Float64Array(size));
    this.parents = grown(this.parents, new Uint32Array(size));
    this.sizes = grown(this.sizes, new Uint32Array(size));
  }
}
