import type { ClaimBalance, ClaimState } from '../../domain/claim/balance.ts';
import type { TenantId } from '../../domain/identity/ids.ts';
import type { LedgerEntry } from '../../domain/ledger/entry.ts';
import type { ClaimPosting } from '../../domain/remittance/claim-posting.ts';
import type { PayerTerms } from '../../domain/remittance/denials.ts';
import type { Instant } from '../../domain/time/local-date.ts';
import { postingEffects } from '../../store/claim-booking.ts';
import { wireEntryId } from '../../store/keys.ts';
import { entryItem } from '../../store/ledger.ts';
import type { ManifestPayment } from '../../store/manifest.ts';
import type { Remittance } from '../../store/remittances.ts';
import type { Item, Write } from '../../store/table.ts';
import { waitingWrite } from '../../store/waiting.ts';
import { sourceElements } from '../../x12/source-elements.ts';
import type { Logger } from '../logger.ts';
import type { ChunkClaim, ClaimGroup } from './read-chunk.ts';

/** What every booking of a chunk has in common. */
export interface BookingContext {
  readonly tenant: TenantId;
  readonly remittance: Remittance;
  readonly payment: ManifestPayment;
  /** What the contracts with the payment's payers say of time, for what they deny. */
  readonly terms: ReadonlyMap<string, PayerTerms>;
  readonly at: Instant;
  /** The chunk's number in its payment. */
  readonly chunk: number;
  readonly logger: Logger;
  /** The control number at which two attempts died: it is not tried a third time. */
  readonly quarantined?: string | undefined;
}

/** One claim's booking: an entry, and with it the claim's balance, denials and exceptions, in one transaction. */
export interface Booking {
  readonly group: ClaimGroup;
  /** The entry of a claim of this chunk; absent when the booking is about a claim that came before and waited. */
  readonly item?: Item;
  readonly writes: readonly Write[];
  /** The claim's balance as written; undefined when it stays as it was. */
  readonly after: ClaimBalance | undefined;
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
  const { entryId } = chunkClaim;
  const entry = entryOf(context, chunkClaim, posting, before);
  const effects = postingEffects(tenant, {
    posting,
    claim: chunkClaim.claim,
    before,
    terms,
    remittanceId: remittance.id,
    entryId,
    ledgerEntryId: wireEntryId(chunkClaim.entryKey),
    noticeOn: entry.effectiveOn,
    at,
  });
  const item = {
    ...entryItem(tenant, group.patientControlNumber, entry, chunkClaim.inputHash),
    ...outcomeOf(posting, before, at),
    exceptions: effects.exceptions.length,
    ...(effects.denials.length === 0 ? {} : { denials: effects.denials.length }),
  };
  const [exception] = effects.exceptions;
  const waiting =
    posting.waits && exception !== undefined ? [waitingWriteOf(context, group, chunkClaim, exception.id)] : [];
  const writes: Write[] = [{ put: item, condition: { absent: true } }, ...effects.writes, ...waiting];
  return {
    group,
    item,
    writes,
    bytes: bytesOf([item, waiting], writes),
    touchesClaim: effects.after !== undefined,
    after: effects.after,
  };
}

/** Keeps what the payer stated, for when something else of the claim posts. */
function waitingWriteOf(
  { tenant, remittance }: BookingContext,
  group: ClaimGroup,
  { claim, entryId }: ChunkClaim,
  exceptionId: string,
): Write {
  const { payerIds, paymentDate } = remittance;
  const dated = paymentDate === undefined ? {} : { paymentDate };
  return waitingWrite(tenant, group.patientControlNumber, { entryId, claim, payerIds, ...dated }, exceptionId);
}

/** About how large the items of a booking are together: its entry, and a kilobyte for each of the others. */
export function bytesOf(entry: unknown, writes: readonly Write[]): number {
  return JSON.stringify(entry).length + 1000 * writes.length;
}

/** The entry of one claim of a remittance, with where its figures stand in the payer's file. */
export function entryOf(
  { remittance, payment }: BookingContext,
  { claim, entryId }: ChunkClaim,
  posting: ClaimPosting,
  before: ClaimBalance | undefined,
): LedgerEntry {
  return {
    id: entryId,
    kind: posting.entryKind,
    effectiveOn: remittance.paymentDate ?? remittance.postedOn,
    postedOn: remittance.postedOn,
    period: remittance.postedOn.slice(0, 7),
    entityId: remittance.entityId,
    ...(before === undefined ? {} : { claimId: before.claimId, patientId: before.patientId }),
    ...(before?.providerId === undefined ? {} : { providerId: before.providerId }),
    ...(before?.facilityId === undefined ? {} : { facilityId: before.facilityId }),
    remittanceId: remittance.id,
    ...(posting.reverses === undefined ? {} : { reverses: posting.reverses }),
    ...(posting.reversesPart === undefined ? {} : { reversesPart: posting.reversesPart }),
    ...(posting.rulesVersion === undefined ? {} : { rulesVersion: posting.rulesVersion }),
    ...(posting.adjudication === undefined ? {} : { adjudication: posting.adjudication }),
    source: {
      fileSha256: remittance.fileSha256,
      interchangeControlNumber: payment.interchangeControlNumber,
      groupControlNumber: payment.groupControlNumber,
      transactionControlNumber: payment.transactionControlNumber,
      byteOffset: claim.byteOffset,
      byteLength: claim.byteLength,
      element: sourceElements.claimPayment,
    },
    notes: posting.notes,
    legs: posting.legs,
  };
}

/** What the posting made of the claim, for its history: when, and from which state to which. */
export function outcomeOf(posting: ClaimPosting, before: ClaimBalance | undefined, at: Instant) {
  if (posting.after === undefined || before === undefined || posting.waits) return {};
  return { at, from: stateText(before.state), to: stateText(posting.after.state), claimVersion: before.version + 1 };
}

/** `adjudicated:paid`, `reversed`. */
function stateText(state: ClaimState): string {
  return state.kind === 'adjudicated' ? `${state.kind}:${state.outcome}` : state.kind;
}
