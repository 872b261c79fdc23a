import type { RemittanceClaim, RemittancePayment } from '../../domain/remittance/remittance.ts';
import type { ClaimGrouping, UnreadElement } from '../../domain/remittance/remittance-detail.ts';
import type { Result } from '../../domain/result.ts';
import type { Delimiters } from '../envelope.ts';
import { readSegments, type Segment } from '../segments.ts';
import { readClaimGrouping } from './claim-grouping.ts';
import { readDetailedClaim } from './remittance-claim-detail.ts';
import type { RemittanceFailure } from './remittance-failure.ts';
import type { FileSlice } from './remittance-payment.ts';
import { readDetailedPayment } from './remittance-payment-detail.ts';
import { unreadSegment } from './segment-elements.ts';

/** One claim of a remittance with the header of its group. */
export interface ReadClaim {
  readonly claim: Result<RemittanceClaim, RemittanceFailure>;
  readonly grouping?: ClaimGrouping;
}

/** One transaction of an 835, read as a whole. */
export interface ReadRemittance {
  readonly payment: Result<RemittancePayment, RemittanceFailure>;
  readonly groupings: readonly ClaimGrouping[];
  readonly claims: readonly ReadClaim[];
  /** Segments after the provider adjustments, where the guide allows none. */
  readonly unread: readonly UnreadElement[];
  /** Whether the trailer (SE) was there. */
  readonly complete: boolean;
}

/** Segments that end a transaction, whether or not they are its own trailer. */
const ends: ReadonlySet<string> = new Set(['SE', 'ST', 'GE', 'GS', 'IEA', 'ISA']);

/** Whether a segment ends the remittance: its trailer (SE), or a segment that can only come after it. */
export function endsRemittance(segmentId: string): boolean {
  return ends.has(segmentId);
}

interface Part {
  readonly kind: 'header' | 'grouping' | 'claim' | 'provider-adjustment';
  readonly start: number;
  end: number;
}

/**
 * Reads one transaction of an 835 with everything in it, for people to read. It is too slow for posting. Reading ends
 * at the transaction's trailer. If a payment or a claim cannot be read, the result says why, and the others are still
 * read. Never throws.
 * @param bytes from ST on; more may follow
 * @param byteOffset file offset of the first of them
 */
export function readRemittance(bytes: Uint8Array, delimiters: Delimiters, byteOffset: number): ReadRemittance {
  const { parts, strays, complete } = partsOf(bytes, delimiters);
  const slice = ({ start, end }: Part): FileSlice => ({
    bytes: bytes.subarray(start, end),
    byteOffset: byteOffset + start,
  });
  const header = parts.find((part) => part.kind === 'header') ?? { kind: 'header', start: 0, end: 0 };
  const adjustments = parts.filter((part) => part.kind === 'provider-adjustment').map(slice);
  const groupings: ClaimGrouping[] = [];
  const claims: ReadClaim[] = [];
  for (const part of parts) {
    const { bytes: own, byteOffset: at } = slice(part);
    if (part.kind === 'grouping') groupings.push(readClaimGrouping(own, delimiters, at));
    if (part.kind !== 'claim') continue;
    const grouping = groupings.at(-1);
    const claim = readDetailedClaim(own, delimiters, at);
    claims.push(grouping === undefined ? { claim } : { claim, grouping });
  }
  const payment = readDetailedPayment(slice(header), adjustments, delimiters);
  const unread = strays.map((segment) => unreadSegment({ bytes, delimiters, byteOffset }, segment));
  return { payment, groupings, claims, unread, complete };
}

interface Parts {
  readonly parts: readonly Part[];
  readonly strays: readonly Segment[];
  readonly complete: boolean;
}

function partsOf(bytes: Uint8Array, delimiters: Delimiters): Parts {
  const parts: Part[] = [];
  const strays: Segment[] = [];
  for (const segment of readSegments(bytes, delimiters)) {
    const last = parts.at(-1);
    if (endsRemittance(segment.id) && (segment.id !== 'ST' || last !== undefined)) {
      return { parts, strays, complete: segment.id === 'SE' };
    }
    const kind = kindOf(segment, last);
    const end = segment.byteOffset + segment.byteLength;
    if (kind !== undefined || last === undefined)
      parts.push({ kind: kind ?? 'header', start: segment.byteOffset, end });
    else if (last.kind === 'provider-adjustment') strays.push(segment);
    else last.end = end;
  }
  return { parts, strays, complete: false };
}

/** The part that a segment opens; undefined when it belongs to the part that is open. */
function kindOf({ id }: Segment, open: Part | undefined): Part['kind'] | undefined {
  if (open === undefined) return 'header';
  if (id === 'CLP') return 'claim';
  if (id === 'PLB') return 'provider-adjustment';
  if (id === 'LX') return 'grouping';
  if ((id === 'TS3' || id === 'TS2') && open.kind !== 'grouping') return 'grouping';
  return undefined;
}
