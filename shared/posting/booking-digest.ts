import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { LedgerEntry, Leg } from '../domain/ledger/entry.ts';
import type { PostingException } from '../domain/remittance/failures.ts';
import { digestOf } from '../store/digest.ts';
import type { Booking } from './booking.ts';

/** An approved plan keeps this many bytes of the digest of each claim's booking. */
export const keptDigestBytes = 8;

/** Digest of everything about a claim that a person approves: what the payer stated, the claim's version, what would be booked. */
export function bookingDigest(booking: Booking): Buffer {
  return digestOf('booking', bookingText(booking));
}

/** The part of a booking's digest that an approved plan keeps, as text. */
export function keptDigest(booking: Booking): string {
  return bookingDigest(booking).subarray(0, keptDigestBytes).toString('hex');
}

/** The kept digests of a part of an approved plan. */
export function keptDigestsOf(bytes: Uint8Array): ReadonlySet<string> {
  const kept = new Set<string>();
  for (let start = 0; start < bytes.length; start += keptDigestBytes) {
    kept.add(Buffer.from(bytes.subarray(start, start + keptDigestBytes)).toString('hex'));
  }
  return kept;
}

/** Written member by member, because the order of members from the table is not certain. */
function bookingText({ item, decided }: Booking): string {
  const { kind, entry, before, after, exceptions } = decided;
  return JSON.stringify([
    kind,
    item?.hash ?? null,
    before?.version ?? null,
    entry === undefined ? null : entryParts(entry),
    after === undefined ? null : balanceParts(after),
    exceptions.map(exceptionParts),
  ]);
}

function entryParts(entry: LedgerEntry): readonly unknown[] {
  const { adjudication, notes = [], legs } = entry;
  return [
    [entry.id, entry.kind, entry.entityId, entry.period, entry.effectiveOn],
    [entry.rulesVersion ?? null, entry.reverses ?? null, entry.reversesPart ?? null],
    adjudication === undefined
      ? null
      : [
          ...[adjudication.payerId, adjudication.share, adjudication.filing ?? null],
          ...[adjudication.payerClaimNumber, adjudication.lines ?? null],
        ],
    notes.map((note) => [note.meaning, note.reason, note.cents, note.line ?? null]),
    legs.map(legParts),
  ];
}

function balanceParts({ state, payers, patientCents, waiting }: ClaimBalance): readonly unknown[] {
  return [
    state.kind,
    payers.map((payer) => [
      [payer.payerId, payer.receivableCents, payer.status],
      [payer.answeredLines ?? null, payer.forwardedBy ?? null, payer.patientProtection ?? null],
    ]),
    patientCents,
    waiting ?? null,
  ];
}

export function legParts({ account, cents, payerId, share, line, reason, reference }: Leg): readonly unknown[] {
  return [account, cents, payerId ?? null, share ?? null, line ?? null, reason ?? null, reference ?? null];
}

export function exceptionParts({
  code,
  cents,
  facts,
}: {
  readonly code: string;
  readonly cents?: number;
  readonly facts: PostingException['facts'];
}): readonly unknown[] {
  return [code, cents ?? null, Object.entries(facts).sort(([left], [right]) => (left < right ? -1 : 1))];
}
