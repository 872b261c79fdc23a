import type { ClaimBalance } from '../domain/claim/balance.ts';
import { faultOf } from '../domain/logger.ts';
import { claimEquationFailures } from '../domain/remittance/equations.ts';
import type { ExceptionCode } from '../domain/remittance/failures.ts';
import { type NumberedClaim, numberLines, withUnmatchedLines } from '../domain/remittance/match/match-lines.ts';
import { openAnswers, unappliedPosting } from '../domain/remittance/post/claim-posting.ts';
import { formerChargesOf, lineChargesOf } from '../domain/remittance/post/own-lines.ts';
import { postGroup } from '../domain/remittance/post/post-group.ts';
import { invariant } from '../domain/result.ts';
import { digestText } from '../store/digest.ts';
import { attemptKey } from '../store/keys/remittance.ts';
import type { Item, Table, Write } from '../store/table.ts';
import { keyOfWrite } from '../store/table-writes.ts';
import { bookWaiting } from './book-waiting.ts';
import { type Booking, type BookingContext, bookingOf, type DecidedClaim } from './booking.ts';
import { keptDigest } from './booking-digest.ts';
import { balancesOf, type FoundClaim, findClaims } from './find-claims.ts';
import { type KnownOfClaim, nothingKnown, readKnownOfClaim } from './known-of-claim.ts';
import { matchedBookingOf } from './matched-booking.ts';
import type { ChunkClaim, ClaimGroup } from './read-chunk.ts';

/** A transaction takes at most 100 actions and 4 MB; a booking has 2 to about 5 actions and one or two kilobytes. */
const actionsPerTransaction = 100;
const bytesPerTransaction = 3_000_000;

/** An item has at most 400 KB; no real claim comes near. */
const bytesPerBooking = 300_000;
const attempts = 6;

/** From this delivery of the message on, claims are tried one by one. */
const carefulFrom = 3;

/** Called before each transaction, so that a function can stop in time. */
export type BeforeWrite = () => void;

/** The claims of one chunk, with the data that their bookings share. */
export interface ChunkGroups {
  readonly context: BookingContext;
  readonly groups: readonly ClaimGroup[];
}

/**
 * Books the groups of chunks: first in packed transactions, and one by one when a packed transaction is cancelled. Each
 * entry is put on the condition that it does not exist, so that a claim is booked only once. An entry that already
 * exists stays unchanged.
 * @returns the stored entry of every claim
 */
export async function bookChunks(
  chunks: readonly ChunkGroups[],
  table: Table,
  receiveCount: number,
  beforeWrite: BeforeWrite,
): Promise<Item[]> {
  if (receiveCount >= carefulFrom) return bookCarefully(chunks, table, beforeWrite);
  const groups = chunks.flatMap((chunk) => chunk.groups);
  const known = receiveCount > 1 ? await entriesOf(groups, table) : new Map<string, Item>();
  const stored: Item[] = [...known.values()];
  const alone = new Map<ClaimGroup, BookingContext>();
  const plans: Booking[][] = [];
  for (const { context, groups: own, claims } of await findEach(chunks, table)) {
    // A match by an altered number adds to the day's totals. Two such additions cannot be in one transaction, so each
    // match has its own.
    const isAltered = (group: ClaimGroup) => claims.get(group.patientControlNumber)?.isAltered === true;
    for (const group of own.filter(isAltered)) alone.set(group, context);
    const packed = own.filter((group) => !isAltered(group));
    plans.push(...(await planGroups(context, packed, { claims, known }, table)));
  }
  const contexts = new Map(chunks.flatMap(({ context, groups: own }) => own.map((group) => [group, context] as const)));
  for (const round of roundsOf(plans)) {
    const bookings = round.filter(({ group }) => !alone.has(group));
    for (const pack of packsOf(bookings)) {
      beforeWrite();
      const written = await table.transact(pack.flatMap((booking) => booking.writes));
      if (written.ok) stored.push(...pack.flatMap((booking) => booking.item ?? []));
      else for (const { group } of pack) alone.set(group, contexts.get(group) as BookingContext);
    }
  }
  for (const [group, context] of alone)
    stored.push(...(await bookAlone(context, group, stored, { table, beforeWrite })));
  return stored;
}

/** Finds the claims of each chunk. The balances of all chunks are read together, because each small payment has a chunk of its own. */
async function findEach(chunks: readonly ChunkGroups[], table: Table) {
  const [first] = chunks;
  if (first === undefined) return [];
  const groups = chunks.flatMap((chunk) => chunk.groups);
  const balances = await balancesOf(first.context.tenant, groups, table);
  const found: (ChunkGroups & { readonly claims: ReadonlyMap<string, FoundClaim> })[] = [];
  for (const chunk of chunks) {
    found.push({ ...chunk, claims: await findClaims(chunk.context, chunk.groups, table, balances) });
  }
  return found;
}

/**
 * Decides the bookings of groups by the current books, and writes nothing. Returns the bookings of each group in order.
 * Claims with an entry in `known` are left out.
 */
export async function decideGroups(
  context: BookingContext,
  groups: readonly ClaimGroup[],
  table: Table,
  known: ReadonlyMap<string, Item> = new Map(),
): Promise<Booking[][]> {
  return planGroups(context, groups, { claims: await findClaims(context, groups, table), known }, table);
}

/** What the books hold about the groups: their claims by control number, and the entries that are booked already. */
interface Books {
  readonly claims: ReadonlyMap<string, FoundClaim>;
  readonly known: ReadonlyMap<string, Item>;
}

async function planGroups(
  context: BookingContext,
  groups: readonly ClaimGroup[],
  books: Books,
  table: Table,
): Promise<Booking[][]> {
  const plans: Booking[][] = [];
  for (const group of groups) {
    plans.push(await planGroup(context, group, books, table));
  }
  return plans;
}

/**
 * The n-th bookings of all claims make the n-th round: a transaction must not write a claim twice, and the order within a claim matters.
 * Bookings that change no claim need no order: they all go into the first round.
 */
function roundsOf(plans: readonly (readonly Booking[])[]): Booking[][] {
  const rounds: Booking[][] = [];
  for (const plan of plans) {
    const isFree = plan.every((booking) => !booking.touchesClaim);
    for (const [index, booking] of plan.entries()) {
      const round = isFree ? 0 : index;
      rounds[round] ??= [];
      rounds[round].push(booking);
    }
  }
  return rounds;
}

/** A transaction writes an item once. Bookings of waiting claims add to the day's totals, and two of them may add to the same total. */
function packsOf(bookings: readonly Booking[]): Booking[][] {
  const packs: Booking[][] = [];
  let actions = actionsPerTransaction;
  let bytes = 0;
  let touched = new Set<string>();
  for (const booking of bookings) {
    const items = booking.writes.map(keyTextOf);
    const isFull = actions + items.length > actionsPerTransaction || bytes + booking.bytes > bytesPerTransaction;
    if (isFull || items.some((item) => touched.has(item))) {
      packs.push([]);
      actions = 0;
      bytes = 0;
      touched = new Set();
    }
    (packs.at(-1) as Booking[]).push(booking);
    actions += items.length;
    bytes += booking.bytes;
    for (const item of items) touched.add(item);
  }
  return packs;
}

function keyTextOf(write: Write): string {
  const { pk, sk } = keyOfWrite(write);
  return `${pk} ${sk}`;
}

/**
 * For messages whose earlier attempts died without an error: tries one claim after the other, and records each claim
 * before trying it. The claim that the previous attempt recorded last is not tried again, because it may be what kills
 * the worker. Its cash waits for a person.
 */
async function bookCarefully(chunks: readonly ChunkGroups[], table: Table, beforeWrite: BeforeWrite): Promise<Item[]> {
  const stored: Item[] = [];
  for (const { context, groups } of chunks) stored.push(...(await bookOneByOne(context, groups, table, beforeWrite)));
  return stored;
}

async function bookOneByOne(
  context: BookingContext,
  groups: readonly ClaimGroup[],
  table: Table,
  beforeWrite: BeforeWrite,
): Promise<Item[]> {
  const { tenant, remittance, chunk } = context;
  const key = attemptKey(tenant, remittance.id, chunk.number);
  const noted = (await table.get(key))?.controlNumberDigest;
  const known = await entriesOf(groups, table);
  const claims = await findClaims(context, groups, table);
  const stored = [...known.values()];
  for (const group of groups) {
    const isWaiting = claims.get(group.patientControlNumber)?.balance.waiting !== undefined;
    if (!isWaiting && group.claims.every((claim) => known.has(claim.entryKey.sk))) continue;
    const controlNumberDigest = digestText(group.patientControlNumber);
    await table.transact([{ put: { ...key, type: 'attempt', schemaVersion: 1, controlNumberDigest } }]);
    const quarantined = noted === controlNumberDigest ? group.patientControlNumber : undefined;
    stored.push(...(await bookAlone({ ...context, quarantined }, group, stored, { table, beforeWrite })));
  }
  return stored;
}

/** Books one group with fresh reads, claim by claim, and tries again when another writer interferes. */
async function bookAlone(
  context: BookingContext,
  group: ClaimGroup,
  stored: readonly Item[],
  { table, beforeWrite }: { readonly table: Table; readonly beforeWrite: BeforeWrite },
): Promise<Item[]> {
  const counted = new Set(stored.map((item) => item.sk));
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const known = await entriesOf([group], table);
    const claims = await findClaims(context, [group], table);
    const plan = await planGroup(context, group, { claims, known }, table);
    let isDone = true;
    for (const booking of plan) {
      beforeWrite();
      const written = await table.transact(booking.writes);
      if (!written.ok) {
        isDone = false;
        break;
      }
      if (booking.item !== undefined) known.set(booking.item.sk, booking.item);
    }
    if (isDone) return [...known.values()].filter((item) => !counted.has(item.sk));
  }
  throw new ClaimIsBusy();
}

/** Thrown when others keep writing the same claim. The message is delivered again. */
class ClaimIsBusy extends Error {
  override readonly name = 'ClaimIsBusy';
}

/** Decides the bookings of a group's claims that are not booked yet. */
async function planGroup(
  context: BookingContext,
  group: ClaimGroup,
  { claims, known }: Books,
  table: Table,
): Promise<Booking[]> {
  const found = claims.get(group.patientControlNumber);
  const unbooked = group.claims.filter((claim) => !known.has(claim.entryKey.sk));
  for (const claim of group.claims) {
    const item = known.get(claim.entryKey.sk);
    invariant(item === undefined || item.hash === claim.inputHash, 'an entry is booked from one input');
  }
  if (unbooked.length === 0 && found?.balance.waiting === undefined) return [];
  const { remittance } = context;
  if (context.quarantined === group.patientControlNumber)
    return leftUnapplied(context, { group, unbooked }, 'claim-unreadable');
  // Money in the books of one legal entity never pays a claim of another.
  if (found !== undefined && found.balance.entityId !== remittance.entityId)
    return leftUnapplied(context, { group, unbooked }, 'payee-differs');
  const told =
    found === undefined ? nothingKnown : await readKnownOfClaim(context.tenant, found.balance, unbooked, table);
  const planned = planClaims(context, { group, unbooked }, found, told);
  if (planned.isFaulty) return planned.bookings;
  const isSeen = context.isSeen && (unbooked.length > 0 || isAsBooked(found?.balance, group, known));
  return [...planned.bookings, ...(await bookWaiting({ context: { ...context, isSeen }, group, ...planned }, table))];
}

/**
 * Whether nothing has changed the claim since an earlier attempt booked the group's entries. Only then has a person
 * approved the effects on answers that wait for this claim.
 */
function isAsBooked(balance: ClaimBalance | undefined, { claims }: ClaimGroup, known: Books['known']): boolean {
  const versions = claims.map(({ entryKey }) => {
    const item = known.get(entryKey.sk);
    if (item?.claimVersion !== undefined) return Number(item.claimVersion);
    // A waiting entry is noted in the claim's balance, which raises the balance's version by one.
    const isKept = balance?.waiting?.some((id) => entryKey.sk.endsWith(`#${id}`)) === true;
    return Number.parseInt(String(item?.upon), 10) + (isKept ? 1 : 0);
  });
  return balance?.version === Math.max(...versions);
}

/** A group, with those of its claims that are not booked yet. */
interface UnbookedGroup {
  readonly group: ClaimGroup;
  readonly unbooked: readonly ChunkClaim[];
}

/**
 * The postings that the rules decide for the claims. The cash of a claim that the rules cannot post waits for a person.
 */
function planClaims(
  context: BookingContext,
  { group, unbooked }: UnbookedGroup,
  found: FoundClaim | undefined,
  { entries, filingNumbers }: KnownOfClaim,
) {
  const { remittance } = context;
  const left = (code: ExceptionCode, claim?: ClaimBalance) =>
    ({ isFaulty: true, bookings: leftUnapplied(context, { group, unbooked }, code, claim) }) as const;
  try {
    if (unbooked.some(({ claim }) => claim.isUnreadable)) return left('claim-unreadable');
    const numbered = unbooked.map((one) => numberedClaim(one, found));
    const open = numbered.map(({ claim }, index) => ({ ...(unbooked[index] as ChunkClaim), claim }));
    const claimBooks = {
      reversible: openAnswers(entries),
      lineCharges: lineChargesOf(entries),
      formerCharges: formerChargesOf(entries),
      filingNumbers,
    };
    const postings = postGroup({
      claims: open.map(({ claim, entryId }) => ({ claim, entryId, equationFailures: claimEquationFailures(claim) })),
      balance: found?.balance,
      payerIds: remittance.payerIds,
      rules: context.rules.adjustments(found?.balance.facilityId),
      paymentDate: remittance.paymentDate,
      ...claimBooks,
    });
    // A claim that was found by an altered number changes only when the whole group posts.
    const refused = found?.isAltered ? postings.find(({ posting }) => posting.kind === 'unapplied') : undefined;
    if (refused !== undefined) return left(refused.posting.exceptions[0]?.code ?? 'claim-not-found');
    let before = found?.balance;
    const bookings = postings.map(({ index, posting: decided }) => {
      const posting = withUnmatchedLines(decided, (numbered[index] as NumberedClaim).unmatched);
      const claim = open[index] as ChunkClaim;
      const booking = bookOne(context, { group, claim, posting, before }, found?.isAltered === true);
      before = booking.decided.after ?? before;
      return booking;
    });
    const isTooLarge = ({ bytes, writes }: Booking) => bytes > bytesPerBooking || writes.length > actionsPerTransaction;
    if (bookings.some(isTooLarge)) return left('claim-too-large');
    if (!isApproved(context, bookings)) {
      return left('changed-since-plan', found?.isAltered ? undefined : found?.balance);
    }
    return { isFaulty: false, bookings, open, postings, before, ...claimBooks } as const;
  } catch (error) {
    // A fault in the rules affects only this claim: the others are booked, and this one's cash waits for a person.
    context.logger.error('claim-faulty', { remittanceId: remittance.id, ...faultOf(error) });
    return left('claim-unreadable');
  }
}

function bookOne(context: BookingContext, decided: DecidedClaim, isAltered: boolean) {
  const { posting, before } = decided;
  if (!isAltered || before === undefined) return bookingOf(context, decided);
  if (posting.after === undefined) return bookingOf(context, { ...decided, before: undefined });
  return matchedBookingOf(context, { ...decided, before });
}

function numberedClaim({ claim }: ChunkClaim, found: FoundClaim | undefined): NumberedClaim {
  return found?.lines === undefined ? { claim, unmatched: [] } : numberLines(claim, found.lines);
}

/**
 * When a person has approved a plan, only the approved bookings are made. The cash of a claim that has changed since
 * then waits for a person.
 */
function isApproved({ approved }: BookingContext, bookings: readonly Booking[]): boolean {
  return approved === undefined || bookings.every((booking) => approved.has(keptDigest(booking)));
}

/** Books a group's cash as unapplied without looking its claims up. A person must look at it. */
function leftUnapplied(
  context: BookingContext,
  { group, unbooked }: UnbookedGroup,
  code: ExceptionCode,
  before?: ClaimBalance,
): Booking[] {
  const { payerId } = context.remittance;
  return unbooked.map((claim) => {
    const posting = unappliedPosting(claim.claim.paidCents, payerId, code, { status: claim.claim.statusCode });
    return bookingOf(context, { group, claim, posting, before });
  });
}

async function entriesOf(groups: readonly ClaimGroup[], table: Table): Promise<Map<string, Item>> {
  const keys = groups.flatMap((group) => group.claims.map((claim) => claim.entryKey));
  const items = await table.batchGet(keys);
  return new Map(items.filter((item) => item !== undefined).map((item) => [item.sk, item]));
}
