import type { ClaimBalance } from '../domain/claim/balance.ts';
import { statusText } from '../domain/claim/status.ts';
import type { PayerTerms } from '../domain/deadline/payer-terms.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { entrySource, type LedgerEntry, ledgerEntry } from '../domain/ledger/entry.ts';
import type { Logger } from '../domain/logger.ts';
import { present } from '../domain/present.ts';
import type { ClaimPosting } from '../domain/remittance/post/claim-posting.ts';
import type { RemittanceClaim } from '../domain/remittance/remittance.ts';
import type { RulesFor } from '../domain/remittance/rules/posting-rules.ts';
import { invariant } from '../domain/result.ts';
import type { Instant } from '../domain/time/local-date.ts';
import type { ExceptionItem } from '../store/exceptions.ts';
import { wireEntryId } from '../store/keys/ledger.ts';
import { entryItem } from '../store/ledger.ts';
import type { ManifestChunk } from '../store/manifest.ts';
import type { Remittance } from '../store/remittances.ts';
import type { Item, Write } from '../store/table.ts';
import { waitingWrite } from '../store/waiting.ts';
import { sourceElements } from '../x12/source-elements.ts';
import { postingEffects } from './claim-booking.ts';
import type { ChunkClaim, ClaimGroup } from './read-chunk.ts';

/** The data that all bookings of a chunk share. */
export interface BookingContext {
  readonly tenant: TenantId;
  readonly remittance: Remittance;
  /** The chunk that is booked. */
  readonly chunk: Pick<
    ManifestChunk,
    'number' | 'interchangeControlNumber' | 'groupControlNumber' | 'transactionControlNumber'
  >;
  /** The time limits of the contracts with the payment's payers, for denials. */
  readonly terms: ReadonlyMap<string, PayerTerms>;
  readonly at: Instant;
  readonly logger: Logger;
  /** The control number of the claim that two attempts died on. It is not tried a third time. */
  readonly quarantined?: string | undefined;
  /** The rules that decide everything in the remittance. */
  readonly rules: RulesFor;
  /**
   * Whether a person sees all of this before it is booked, or has approved it. If so, waiting claims may post too, even
   * those of payers whose payments need approval.
   */
  readonly isSeen: boolean;
  /** Digests of the bookings that a person approved; absent when no approval was needed. A booking that is not among them is not made. */
  readonly approved?: ReadonlySet<string>;
}

/** The result of a booking, for a person who reviews it before it is booked. */
export interface Decided {
  /** `offset`: two claims that waited settle each other, and no entry is booked. */
  readonly kind: ClaimPosting['kind'] | 'offset';
  /** What the payer stated. For a claim that waited, the payer stated it in an earlier remittance. */
  readonly claim: RemittanceClaim;
  readonly waited?: true;
  readonly entry?: LedgerEntry;
  /** The claim's balance before and after the booking; absent when the claim is not ours, or does not change. */
  readonly before?: ClaimBalance | undefined;
  readonly after?: ClaimBalance | undefined;
  /** The denials and exceptions that the booking opens. */
  readonly exceptions: readonly ExceptionItem[];
}

/** A claim of a chunk with what it posts, and the balance that this was decided on. */
export interface DecidedClaim {
  readonly group: ClaimGroup;
  readonly claim: ChunkClaim;
  readonly posting: ClaimPosting;
  readonly before: ClaimBalance | undefined;
}

/** Books one entry of a claim, with the claim's balance and exceptions, in one transaction. */
export interface Booking {
  readonly group: ClaimGroup;
  /** The entry of a claim of this chunk; absent when the booking is about an earlier claim that waited. */
  readonly item?: Item;
  readonly decided: Decided;
  readonly writes: readonly Write[];
  /** The approximate size of all items together. */
  readonly bytes: number;
  /** Whether a claim's balance changes with it. */
  readonly touchesClaim: boolean;
}

/** Makes the writes that book one claim. */
export function bookingOf(
  context: BookingContext,
  { group, claim: chunkClaim, posting, before }: DecidedClaim,
): Booking {
  const { tenant, remittance, terms, at } = context;
  const entry = claimEntry(context, chunkClaim, posting, before);
  const effects = postingEffects(tenant, {
    posting,
    claim: chunkClaim.claim,
    before,
    terms,
    remittanceId: remittance.id,
    entryId: chunkClaim.entryId,
    ledgerEntryId: wireEntryId(chunkClaim.entryKey),
    noticeOn: entry.effectiveOn,
    at,
  });
  const { after, exceptions, denials } = effects;
  const item = {
    ...entryItem(tenant, group.patientControlNumber, entry, chunkClaim.inputHash),
    ...outcomeOf(posting, before, at),
    exceptions: exceptions.length,
    ...(denials.length === 0 ? {} : { denials: denials.length }),
  };
  const waiting = posting.waits ? [waitingWriteOf(context, group, chunkClaim, exceptions)] : [];
  const writes: Write[] = [{ put: item, condition: { absent: true } }, ...effects.writes, ...waiting];
  return {
    group,
    item,
    decided: { kind: posting.kind, claim: chunkClaim.claim, entry, before, after, exceptions },
    writes,
    bytes: bytesOf([item, waiting], writes),
    touchesClaim: after !== undefined,
  };
}

/** The approximate size of a booking's items: the given ones, and a kilobyte for each write. */
export function bytesOf(items: unknown, writes: readonly Write[]): number {
  return JSON.stringify(items).length + 1000 * writes.length;
}

/** Stores what the payer stated, until something else of the claim posts. */
function waitingWriteOf(
  { tenant, remittance }: BookingContext,
  group: ClaimGroup,
  { claim, entryId }: ChunkClaim,
  exceptions: readonly ExceptionItem[],
): Write {
  const { payerIds, paymentDate } = remittance;
  const [exception] = exceptions;
  invariant(exception !== undefined, 'a claim that waits has an exception');
  const dated = present({ paymentDate });
  return waitingWrite(tenant, group.patientControlNumber, { entryId, claim, payerIds, ...dated }, exception.id);
}

/** The entry of one claim of the chunk. */
export function claimEntry(
  { remittance, chunk }: BookingContext,
  { claim, entryId }: ChunkClaim,
  posting: ClaimPosting,
  before: ClaimBalance | undefined,
): LedgerEntry {
  const { reverses, reversesPart, rulesVersion, adjudication, notes, legs } = posting;
  return ledgerEntry({
    id: entryId,
    kind: posting.entryKind,
    effectiveOn: remittance.paymentDate ?? remittance.postedOn,
    postedOn: remittance.postedOn,
    entityId: remittance.entityId,
    claimId: before?.claimId,
    patientId: before?.patientId,
    providerId: before?.providerId,
    facilityId: before?.facilityId,
    remittanceId: remittance.id,
    ...{ reverses, reversesPart, rulesVersion, adjudication },
    source: entrySource(remittance, chunk, claim, sourceElements.claimPayment),
    notes,
    legs,
  });
}

/**
 * For the claim's history: when the posting changed the claim, and the states before and after. When the claim did not
 * change: the version and the state on which that was decided, so that it can be decided again by other rules.
 */
export function outcomeOf(posting: ClaimPosting, before: ClaimBalance | undefined, at: Instant) {
  if (before === undefined) return {};
  if (posting.after === undefined || posting.waits) return { upon: `${before.version} ${statusText(before)}` };
  return { at, from: statusText(before), to: statusText(posting.after), claimVersion: before.version + 1 };
}
