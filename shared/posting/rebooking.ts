import { wasSent } from '../domain/claim/answered-filing.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import { exceptionCodes } from '../domain/exception/codes.ts';
import { parseClaimId, type TenantId } from '../domain/identity/ids.ts';
import { type LedgerEntry, type Leg, ledgerEntry, unassignedEntity } from '../domain/ledger/entry.ts';
import { present } from '../domain/present.ts';
import type { ExceptionCode, remittanceFailures } from '../domain/remittance/failures.ts';
import {
  type NumberedClaim,
  needsLineMatching,
  numberLines,
  withUnmatchedLines,
} from '../domain/remittance/match/match-lines.ts';
import { type ClaimPosting, openAnswers } from '../domain/remittance/post/claim-posting.ts';
import { formerChargesOf, lineChargesOf } from '../domain/remittance/post/own-lines.ts';
import {
  type DoesNotFit,
  matchToClaim,
  reversedAnswer,
  transferLegs,
  unpostAnswer,
} from '../domain/remittance/post/rebook.ts';
import type { RemittanceClaim } from '../domain/remittance/remittance.ts';
import { fail, invalid, invariant, ok, type Result, type ToldFailure } from '../domain/result.ts';
import type { Instant, LocalDate } from '../domain/time/local-date.ts';
import { payerClaimNumberWrite, sentLinesOf } from '../store/claim-lookup.ts';
import { readBalances } from '../store/claims.ts';
import type { Files } from '../store/files.ts';
import { readFilingDocuments, toldFiling } from '../store/filings.ts';
import { claimBalanceKey } from '../store/keys/claim.ts';
import { keyOfWireEntryId, ledgerEntryPrefix, wireEntryId } from '../store/keys/ledger.ts';
import { waitingSortKey } from '../store/keys/remittance.ts';
import { entryItem, entryOfItem, totalsWrite } from '../store/ledger.ts';
import { readPayerTerms } from '../store/payer-terms.ts';
import { readRulesHead, rulesFixedFor, rulesFor } from '../store/posting-rules.ts';
import type { Item, Table, Write } from '../store/table.ts';
import { outcomeOf } from './booking.ts';
import { type PostingEffects, postingEffects } from './claim-booking.ts';
import { readNumbersOfFilings } from './known-of-claim.ts';
import { readStatedClaim } from './remittance-source.ts';

/**
 * What people do with booked payments, as the writes of one transaction. All of it is conditional on the claim's
 * version that was read. Each action is a new entry, so that the books stay the sum of their entries.
 */

export type RebookingFailure = ToldFailure<keyof typeof remittanceFailures | 'request-invalid'>;

export interface RebookingDeps {
  readonly table: Table;
  readonly files: Files;
}

/** Who does it, when and why. `newEntryId` derives from the request's key, so that a retry makes the same entry. */
export interface Rebooking {
  readonly tenant: TenantId;
  readonly subject: string;
  readonly at: Instant;
  /** The office’s day. */
  readonly today: LocalDate;
  readonly reason: string;
  newEntryId(): string;
}

/** A person's request to rebook: who, when and why. */
interface RebookingRequest {
  readonly principal: { readonly tenantId: TenantId; readonly subject: string };
  readonly at: Instant;
  readonly body: { readonly reason: string };
  today(): Promise<LocalDate>;
  newId(kind: 'ledgerEntry'): string;
}

/** Makes the rebooking that a person asks for. */
export async function rebookingOf(request: RebookingRequest): Promise<Rebooking> {
  const { tenantId, subject } = request.principal;
  return {
    tenant: tenantId,
    subject,
    at: request.at,
    today: await request.today(),
    reason: request.body.reason,
    newEntryId: () => request.newId('ledgerEntry'),
  };
}

/** A rebooking before its totals are added; `writesOf` makes the writes to commit. */
export interface Rebooked {
  readonly writes: readonly Write<RebookingFailure>[];
  /** The id of its entry in the API. */
  readonly ledgerEntryId: string;
  readonly entry: LedgerEntry;
  /** Entries that first move its cash into the claim's books. */
  readonly transfers: readonly LedgerEntry[];
  readonly claimId: string;
  readonly effects: PostingEffects;
}

/** The claim that an answer is matched with, and what a person accepts. */
export interface MatchOrder {
  readonly claimId: string;
  /** The payer whose answer it is, when the remittance's identity fits several payers or none. */
  readonly payerId?: string | undefined;
  /** The coverage whose share it answers, when the payer has two. */
  readonly coverageId?: string | undefined;
  /** The number of the filing that it answers, when the payer was billed more than once. */
  readonly filing?: number | undefined;
  /**
   * The entity that was paid, by the office's present identities. Set only when no person has decided whose money it
   * is.
   */
  readonly paidEntityId?: string | undefined;
  readonly isAccepted: boolean;
}

/**
 * An item has at most 400 KB. A match that would write more fails here, before the table refuses it; most of the bytes
 * are in its entry.
 */
const bytesPerMatch = 390_000;

/** The kinds of entries that hold answers waiting in unapplied payer cash. */
const waitingKinds: readonly LedgerEntry['kind'][] = ['remittance-unapplied', 'remittance-unpost'];

/** The code of the exception under which an unposted answer waits. */
export const unpostedCode = 'payment-unposted' satisfies ExceptionCode;

/**
 * Whether an entry holds a payer's answer whose cash waits under this exception. Each entry has only one such
 * exception, so that its cash is used once. Other exceptions of the same unposting (a later payer has answered, the
 * patient has a credit) name the same entry but hold no cash.
 */
function holdsAnswer(entry: LedgerEntry, { code }: { readonly code: string }): boolean {
  if (!waitingKinds.includes(entry.kind) || entry.source === undefined) return false;
  return entry.kind !== 'remittance-unpost' || code === unpostedCode;
}

/** The entry that holds the answer waiting under an exception; undefined when the exception holds nothing. */
export async function readHeldAnswer(
  tenant: TenantId,
  exception: { readonly code: string; readonly ledgerEntryId?: string | undefined },
  table: Table,
): Promise<LedgerEntry | undefined> {
  const key = keyOfWireEntryId(tenant, exception.ledgerEntryId ?? '');
  const item = key === undefined ? undefined : await table.get(key);
  const entry = item === undefined ? undefined : entryOfItem(item);
  return entry !== undefined && holdsAnswer(entry, exception) ? entry : undefined;
}

/** An entry that holds an answer, and its id in the API. */
interface HeldEntry {
  readonly held: LedgerEntry;
  readonly heldId: string;
}

/** Matches the answer of an entry with a claim: posts it there, out of unapplied payer cash. */
export async function matchAnswer(
  order: MatchOrder,
  { held, heldId }: HeldEntry,
  rebooking: Rebooking,
  deps: RebookingDeps,
): Promise<Result<Rebooked, RebookingFailure>> {
  const { tenant } = rebooking;
  const balance = await readClaim(tenant, order.claimId, deps.table);
  if (balance === undefined) return noSuchClaim();
  const stated = await readStatedClaim(tenant, held, deps);
  invariant(stated !== undefined, 'what a remittance booked can be read again');
  // Money in the books of one legal entity never pays a claim of another. If the entity is unknown, a person may
  // decide.
  const { paidEntityId = balance.entityId } = order;
  const entityId = held.entityId === unassignedEntity ? paidEntityId : held.entityId;
  if (balance.entityId !== entityId) return doesNotFit('payee-differs');
  if (stated.claim.isUnreadable) {
    return doesNotFit('claim-unreadable');
  }
  const { claim, unmatched } = await withLineNumbers(tenant, stated.claim, balance, deps.table);
  const entries = await entriesOfClaim(tenant, balance.claimId, deps.table);
  const payerIds = order.payerId === undefined ? stated.remittance.payerIds : [order.payerId];
  const share = balance.payers.findIndex((payer) => payer.coverageId === order.coverageId);
  if (order.coverageId !== undefined && share === -1) return noSuchCoverage();
  const isNamed = balance.filings.some(({ number, state }) => number === order.filing && wasSent(state));
  if (order.filing !== undefined && !isNamed) return noSuchFiling();
  const { revision } = await readRulesHead(deps.table, tenant);
  const asked = rulesFixedFor({ ...stated.remittance, postedOn: rebooking.today, rulesRevision: revision });
  const rules = await rulesFor(deps.table, tenant, asked);
  const posting = matchToClaim({
    claim,
    balance,
    payerIds,
    ...present({ share: order.coverageId === undefined ? undefined : share, filing: order.filing }),
    rules: rules.forPayers(payerIds).adjustments(balance.facilityId),
    reversible: openAnswers(entries),
    lineCharges: lineChargesOf(entries),
    formerCharges: formerChargesOf(entries),
    filingNumbers: await readNumbersOfFilings(deps.table, tenant, balance, entries),
    paymentDate: stated.remittance.paymentDate,
    held,
    isAccepted: order.isAccepted,
  });
  if (!posting.ok) return doesNotFit(posting.failure.code, posting.failure.facts);
  const noticeOn = stated.remittance.paymentDate ?? stated.remittance.postedOn;
  const facts = { takenFrom: heldId, effectiveOn: noticeOn };
  const settled = withUnmatchedLines(withoutWaiting(posting.value, held.id), unmatched);
  const matched = await rebooked(settled, { claim, balance, held, ...facts }, rebooking, deps.table);
  if (JSON.stringify(matched.writes).length > bytesPerMatch) return doesNotFit('claim-too-large');
  const key = keyOfWireEntryId(tenant, heldId);
  // Money that a person has moved must not be applied automatically.
  const forgotten = key === undefined ? [] : [{ delete: { pk: key.pk, sk: waitingSortKey(held.id) } }];
  const transfers = transfersOf(held, matched.entry, rebooking);
  const moving = transfers.map(
    (entry): Write<RebookingFailure> => ({
      put: { ...entryItem(tenant, balance.claimId, entry, held.id), by: rebooking.subject, why: rebooking.reason },
      condition: { absent: true },
    }),
  );
  return ok({ ...matched, transfers, writes: [...matched.writes, ...forgotten, ...moving] });
}

/** Moves cash from the books in which it waits to the books of the claim's legal entity, if these are different. */
export function transfersOf(held: LedgerEntry, matched: LedgerEntry, rebooking: Rebooking): LedgerEntry[] {
  if (held.entityId === matched.entityId || held.legs.length === 0) return [];
  const { claimId, patientId, remittanceId, effectiveOn, postedOn } = matched;
  const [given, taken] = transferLegs(held);
  const books: readonly [string, readonly Leg[]][] = [
    [held.entityId, given],
    [matched.entityId, taken],
  ];
  return books.map(([entityId, legs]) =>
    ledgerEntry({
      ...{ id: rebooking.newEntryId(), kind: 'entity-transfer', effectiveOn, postedOn },
      ...{ entityId, claimId, patientId, remittanceId, legs },
    }),
  );
}

/** The posting, with its entry removed from the claim's list of waiting entries. */
function withoutWaiting(posting: ClaimPosting, entryId: string): ClaimPosting {
  if (posting.after?.waiting === undefined) return posting;
  const { waiting, ...after } = posting.after;
  const left = waiting.filter((id) => id !== entryId);
  return { ...posting, after: left.length === 0 ? after : { ...after, waiting: left } };
}

/** Unposts an answer: its cash then waits in unapplied payer cash, under an entry that holds it. */
export async function unpostFromClaim(
  item: Item,
  rebooking: Rebooking,
  deps: RebookingDeps,
): Promise<Result<Rebooked, RebookingFailure>> {
  const { tenant } = rebooking;
  const answer = entryOfItem(item);
  if (answer.claimId === undefined || answer.source === undefined) return fail({ kind: 'entry-not-unpostable' });
  const balance = await readClaim(tenant, answer.claimId, deps.table);
  invariant(balance !== undefined, 'an entry’s claim has a balance');
  const entries = await entriesOfClaim(tenant, balance.claimId, deps.table);
  const original = await readStatedClaim(tenant, reversedAnswer(entries, answer.id) ?? {}, deps);
  const posting = unpostAnswer(balance, entries, answer.id, original?.claim);
  if (posting === undefined) return fail({ kind: 'entry-not-unpostable' });
  const facts = { effectiveOn: rebooking.today };
  const origin = { claim: undefined, balance, held: answer, ...facts };
  return ok(await rebooked(posting, origin, rebooking, deps.table));
}

/** The origin of a rebooking. */
interface Origin extends Pick<LedgerEntry, 'effectiveOn' | 'takenFrom'> {
  /** The entry that is rebooked. The new entry has the same source and remittance. */
  readonly held: LedgerEntry;
  /** The payer's answer, as it would post now. */
  readonly claim: RemittanceClaim | undefined;
  /** The claim's balance that the decision was made from. */
  readonly balance: ClaimBalance;
}

/** Makes an entry on a claim that follows from an earlier entry, with all its changes to the claim. */
export async function rebooked(
  posting: ClaimPosting,
  { claim, balance, held, ...origin }: Origin,
  rebooking: Rebooking,
  table: Table,
): Promise<Rebooked> {
  const { tenant, at, today, subject, reason } = rebooking;
  const { reverses, reversesPart, rulesVersion, adjudication, notes, legs } = posting;
  const entry = ledgerEntry({
    id: rebooking.newEntryId(),
    kind: posting.entryKind,
    ...origin,
    postedOn: today,
    ...dimensionsOf(balance),
    remittanceId: held.remittanceId,
    ...{ reverses, reversesPart, rulesVersion, adjudication },
    source: held.source,
    notes,
    legs,
  });
  const item = { ...entryItem(tenant, balance.claimId, entry, held.id), ...outcomeOf(posting, balance, at) };
  const ledgerEntryId = wireEntryId(item);
  const payers = balance.payers.map((payer) => payer.payerId);
  const effects = postingEffects(tenant, {
    posting,
    claim,
    before: balance,
    terms: posting.denial === undefined ? new Map() : await readPayerTerms(table, tenant, payers),
    remittanceId: held.remittanceId ?? '',
    entryId: entry.id,
    ledgerEntryId,
    noticeOn: entry.effectiveOn,
    at,
  });
  const unchanged = { check: claimBalanceKey(tenant, balance.claimId), condition: versionOf(balance) };
  // As in posting: a payer's number is kept only when ours was altered.
  const isAltered = ![balance.claimId, balance.controlNumber].includes(claim?.patientControlNumber);
  const number = isAltered ? posting.adjudication : undefined;
  return {
    ledgerEntryId,
    entry,
    transfers: [],
    claimId: balance.claimId,
    effects,
    writes: [
      { put: { ...item, by: subject, why: reason }, condition: { absent: true } },
      ...(effects.writes as Write<RebookingFailure>[]),
      ...(effects.after === undefined ? [unchanged] : []),
      ...(number === undefined
        ? []
        : payerClaimNumberWrite(tenant, number.payerId, number.payerClaimNumber, balance.claimId)),
    ],
  };
}

/** The fields that every entry of a claim has. */
export function dimensionsOf(balance: ClaimBalance): Pick<LedgerEntry, 'entityId' | 'claimId' | 'patientId'> {
  const { entityId, claimId, patientId, providerId, facilityId } = balance;
  return {
    entityId,
    claimId,
    patientId,
    ...present({ providerId, facilityId }),
  };
}

function versionOf(balance: ClaimBalance) {
  return { equals: { version: balance.version } };
}

/**
 * All writes of rebookings that belong together, with the additions of their entries to the day's totals: one write for
 * each entity, because a transaction writes an item only once.
 */
export function writesOf(tenant: TenantId, rebookings: readonly Rebooked[]): Write<RebookingFailure>[] {
  const [first] = rebookings;
  invariant(first !== undefined, 'there is something to write');
  const { postedOn, id } = first.entry;
  const entries = rebookings.flatMap(({ entry, transfers }) => [entry, ...transfers]);
  const totals = [...Map.groupBy(entries, ({ entityId }) => entityId)].flatMap(([entityId, own]) => {
    const legs = own.flatMap((entry) => entry.legs);
    return legs.length === 0 ? [] : [totalsWrite(tenant, { postedOn, entityId }, id, legs) as Write<RebookingFailure>];
  });
  return [...rebookings.flatMap(({ writes }) => writes), ...totals];
}

async function withLineNumbers(
  tenant: TenantId,
  claim: RemittanceClaim,
  balance: ClaimBalance,
  table: Table,
): Promise<NumberedClaim> {
  if (!needsLineMatching(claim, balance.lineCount)) return { claim, unmatched: [] };
  const [document] = await readFilingDocuments(table, tenant, [toldFiling(balance)]);
  const lines = sentLinesOf(document);
  return lines === undefined ? { claim, unmatched: [] } : numberLines(claim, lines);
}

export async function readClaim(tenant: TenantId, claimId: string, table: Table): Promise<ClaimBalance | undefined> {
  if (!parseClaimId(claimId).ok) return undefined;
  const [balance] = await readBalances(table, tenant, [claimId]);
  return balance;
}

async function entriesOfClaim(tenant: TenantId, claimId: string, table: Table): Promise<LedgerEntry[]> {
  const partition = claimBalanceKey(tenant, claimId).pk;
  return (await table.queryAll({ partition, prefix: ledgerEntryPrefix })).map(entryOfItem);
}

/** The exception that posting gives, with its words on what usually resolves it. */
export function doesNotFit(code: ExceptionCode, facts: DoesNotFit['facts'] = {}): Result<never, RebookingFailure> {
  const words = { exceptionCode: code, exceptionDetail: exceptionCodes[code].meaning };
  return fail({ kind: 'claim-does-not-fit', facts: { ...facts, ...words } });
}

export function noSuchCoverage(): Result<never, RebookingFailure> {
  return invalid('/coverageId', 'the claim has no share of this coverage');
}

function noSuchFiling(): Result<never, RebookingFailure> {
  return invalid('/filing', 'no filing of the claim with this number was sent');
}

export function noSuchClaim(): Result<never, RebookingFailure> {
  return invalid('/claimId', 'no claim of your office has this id');
}
