import { parseCents } from '../../domain/money/cents.ts';
import type { Delimiters } from '../envelope.ts';
import { readSegments, type Segment, splitComponents } from '../segments.ts';

/*
 * A second reader of remittances, used only to prove the books. Posting must not use it: the proof finds what the first
 * reader overlooks only if both are independent.
 */

/** An amount that a payer stated, with its place. */
export interface StatedAmount {
  /** In the form of ledger entries: `CO-45` of a CAS, `WO` of a PLB. */
  readonly reason: string;
  readonly cents: number;
  readonly byteOffset: number;
  /** The PLB's reference; empty when there is none. */
  readonly reference: string;
}

/** The content of one claim's bytes (CLP to before the next one). */
export interface StatedClaim {
  readonly statusCode: string;
  readonly paidCents: number;
  readonly paidAt: number;
  readonly adjustments: readonly StatedAmount[];
  readonly lines: readonly {
    /** Our own line number where the payer returns it (REF*6R, `3` or `L3`). */
    readonly number: number | undefined;
    readonly adjustments: readonly StatedAmount[];
  }[];
}

/** The content of one payment's bytes: BPR02, negated for a debit, and its PLB pairs. */
export interface StatedPayment {
  readonly paymentCents: number;
  readonly paymentAt: number;
  readonly providerAdjustments: readonly StatedAmount[];
}

/** Thrown when bytes do not state what an entry says that they state. */
export class NotStated extends Error {
  override readonly name = 'NotStated';
}

interface Slice {
  readonly bytes: Uint8Array;
  readonly byteOffset: number;
  readonly delimiters: Delimiters;
}

/** Reads a claim's bytes. @throws NotStated when they are not a claim, or an amount in them is malformed */
export function readStatedClaim(slice: Slice): StatedClaim {
  const [first, ...rest] = readSegments(slice.bytes, slice.delimiters);
  if (first === undefined || first.id !== 'CLP') throw new NotStated('the bytes do not begin with a claim (CLP)');
  const own: StatedAmount[] = [];
  const lines: { number: number | undefined; adjustments: StatedAmount[] }[] = [];
  for (const segment of rest) {
    const line = lines.at(-1);
    if (segment.id === 'CLP') throw new NotStated('the bytes hold more than one claim');
    if (segment.id === 'SVC') lines.push({ number: undefined, adjustments: [] });
    if (segment.id === 'CAS') (line?.adjustments ?? own).push(...adjustmentsOf(slice, segment));
    if (segment.id === 'REF' && segment.elements[1] === '6R' && line !== undefined) {
      const digits = /^L?([1-9]\d{0,2})$/.exec(segment.elements[2] ?? '')?.[1];
      line.number = digits === undefined ? undefined : Number(digits);
    }
  }
  return {
    statusCode: first.elements[2] ?? '',
    paidCents: amountAt(slice, first, 4),
    paidAt: offsetOf(slice, first, 4),
    adjustments: own,
    lines,
  };
}

/** Reads a payment's header and its PLB segments. @throws NotStated */
export function readStatedPayment(header: Slice, providerAdjustments: readonly Slice[]): StatedPayment {
  const payment = [...readSegments(header.bytes, header.delimiters)].find((segment) => segment.id === 'BPR');
  if (payment === undefined) throw new NotStated('the bytes hold no payment (BPR)');
  const amount = amountAt(header, payment, 2);
  const pairs = providerAdjustments.flatMap((slice) =>
    [...readSegments(slice.bytes, slice.delimiters)].flatMap((segment) => pairsOf(slice, segment)),
  );
  return {
    paymentCents: payment.elements[3] === 'D' ? -amount : amount,
    paymentAt: offsetOf(header, payment, 2),
    providerAdjustments: pairs,
  };
}

/** The triples of a CAS: from the second element on, reason, amount and quantity repeat. */
function adjustmentsOf(slice: Slice, segment: Segment): StatedAmount[] {
  const found: StatedAmount[] = [];
  const group = segment.elements[1] ?? '';
  for (let position = 2; position < segment.elements.length; position += 3) {
    const cents = amountAt(slice, segment, position + 1);
    if (cents === 0) continue;
    const reason = shortWord(`${group}-${segment.elements[position] ?? ''}`);
    found.push({ reason, cents, byteOffset: offsetOf(slice, segment, position + 1), reference: '' });
  }
  return found;
}

/** The pairs of a PLB: from the third element on, reason with reference and amount repeat. */
function pairsOf(slice: Slice, segment: Segment): StatedAmount[] {
  if (segment.id !== 'PLB') throw new NotStated('the bytes are not a provider-level adjustment (PLB)');
  const found: StatedAmount[] = [];
  for (let position = 3; position < segment.elements.length; position += 2) {
    const cents = amountAt(slice, segment, position + 1);
    if (cents === 0) continue;
    const [code = '', reference = ''] = splitComponents(segment.elements[position], slice.delimiters);
    found.push({
      reason: shortWord(code) || '?',
      cents,
      byteOffset: offsetOf(slice, segment, position + 1),
      reference,
    });
  }
  return found;
}

/** Entries have every code as one short word, whatever the payer wrote, so stated codes are cut in the same way. */
function shortWord(code: string): string {
  return code.replace(/[^A-Za-z0-9.-]/g, '?').slice(0, 12);
}

/** An absent amount is zero. */
function amountAt(slice: Slice, segment: Segment, position: number): number {
  const text = segment.elements[position] ?? '';
  if (text === '') return 0;
  const amount = parseCents(text);
  if (amount.ok) return amount.value;
  const element = `${segment.id}${String(position).padStart(2, '0')}`;
  throw new NotStated(`${element} at byte ${offsetOf(slice, segment, position)} is no amount`);
}

function offsetOf({ bytes, byteOffset, delimiters }: Slice, segment: Segment, position: number): number {
  let at = segment.byteOffset;
  const end = segment.byteOffset + segment.byteLength;
  for (let separators = 0; at < end && separators < position; at += 1) {
    if (bytes[at] === delimiters.element) separators += 1;
  }
  return byteOffset + at;
}
