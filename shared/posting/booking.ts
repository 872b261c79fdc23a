import type { ClaimBalance } from '../domain/claim/balance.ts';
import { statusText } from '../domain/claim/status.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { entrySource, type LedgerEntry, ledgerEntry } from '../domain/ledger/entry.ts';
import type { Logger } from '../domain/logger.ts';
import { present } from '../domain/present.ts';
import type { PayerTerms } from '../domain/remittance/denial/denials.ts';
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

/** What every booking of a chunk has in common. */
export interface BookingContext {
  readonly tenant: TenantId;
  readonly remittance: Remittance;
  /** The chunk that is booked. */
  readonly chunk: Pick<
    ManifestChunk,
    'number' | 'interchangeControlNumber' | 'groupControlNumber' | 'transactionControlNumber'
  >;
  /** What the contracts with the payment's payers say of time, for what they deny. */
  readonly terms: ReadonlyMap<string, PayerTerms>;
  readonly at: Instant;
  readonly logger: Logger;
  /** The control number at which two attempts died: it is not tried a third time. */
  readonly quarantined?: string | undefined;
  /** By which everything of the remittance is decided. */
  readonly rules: RulesFor;
  /** A person sees all of this before it is booked, or saw and approved it: then what waited may post too, whoever's payments wait. */
  readonly isSeen: boolean;
  /** Digests of the bookings that a person approved; absent when nobody needed to. What is not among them is not booked so. */
  readonly approved?: ReadonlySet<string>;
}

/** What a booking comes to, for whoever looks at it before it is booked. */
export interface Decided {
  /** `offset`: two claims that waited settle each other, and no entry is booked. */
  readonly kind: ClaimPosting['kind'] | 'offset';
  /** What the payer stated; of a claim that waited, in an earlier remittance. */
  readonly claim: RemittanceClaim;
  readonly waited?: true;
  readonly entry?: LedgerEntry;
  /** The claim's balance as it was decided upon, and as it would be; absent when the claim is not ours, or stays as it is. */
  readonly before?: ClaimBalance | undefined;
  readonly after?: ClaimBalance | undefined;
  /** What opens for a person. */
  readonly exceptions: readonly ExceptionItem[];
}

/** One booking of a claim: an entry, and with it the claim's balance and exceptions, in one transaction. */
export interface Booking {
  readonly group: ClaimGroup;
  /** The entry of a claim of this chunk; absent when the booking is about a claim that came before and waited. */
  readonly item?: Item;
  readonly decided: Decided;
  readonly writes: readonly Write[];
  /** About how large the items are together. */
  readonly bytes: number;
  /** Whether a claim's balance changes with it. */
  readonly touchesClaim: boolean;
}

/** Makes the writes that book one claim. `before` is the balance that the posting was decided on. */
export function bookingOf(
  context: BookingContext,
  group: ClaimGroup,
  chunkClaim: ChunkClaim,
  posting: ClaimPosting,
  before: ClaimBalance | undefined,
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

/** About how large the items of a booking are together: those given, and a kilobyte for each write. */
export function bytesOf(items: unknown, writes: readonly Write[]): number {
  return JSON.stringify(items).length + 1000 * writes.length;
}

/** Keeps what the payer stated, for when something else of the claim posts. */
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
 * What the posting made of the claim, for its history: when, and from which state to which. Where it made nothing of it, upon which
 * version and state of the claim that was decided: enough to decide it once more, by other rules.
 */
export function outcomeOf(posting: ClaimPosting, before: ClaimBalance | undefined, at: Instant) {
  if (before === undefined) return {};
  if (posting.after === undefined || posting.waits) return { upon: `${before.version} ${statusText(before)}` };
  return { at, from: statusText(before), to: statusText(posting.after), claimVersion: before.version + 1 };
}
