import type { ClaimBalance } from '../../domain/claim/balance.ts';
import { zeroCents } from '../../domain/money/cents.ts';
import { defaultAdjustmentRules } from '../../domain/remittance/adjustment-rules.ts';
import { type ClaimPosting, openAnswers, unappliedPosting } from '../../domain/remittance/claim-posting.ts';
import { claimEquationFailures } from '../../domain/remittance/equations.ts';
import { type NumberedClaim, numberLines } from '../../domain/remittance/match-lines.ts';
import { postGroup } from '../../domain/remittance/post-group.ts';
import { invariant } from '../../domain/result.ts';
import { claimBalanceKey, ledgerEntryPrefix } from '../../store/keys.ts';
import { entryOfItem } from '../../store/ledger.ts';
import type { Item, Table } from '../../store/table.ts';
import { type Booking, type BookingContext, bookingOf } from './booking.ts';
import { type FoundClaim, findClaims } from './find-claims.ts';
import { matchedBookingOf } from './matched-booking.ts';
import type { ChunkClaim, ClaimGroup } from './read-chunk.ts';

/** A transaction takes 100 actions; a booking has 2 to about 5. */
const actionsPerTransaction = 100;
const attempts = 6;

/** Told before each transaction, so that a function can stop in time. */
export type BeforeWrite = () => void;

/**
 * Books a chunk's groups: in packed transactions first, one by one where a pack is cancelled. Every entry's put is conditional, so
 * that a claim is booked once whatever happens; what is found booked is taken as it stands.
 * @returns the stored entry of every claim
 */
export async function bookGroups(
  context: BookingContext,
  groups: readonly ClaimGroup[],
  table: Table,
  isRepeated: boolean,
  beforeWrite: BeforeWrite,
): Promise<Item[]> {
  const known = isRepeated ? await entriesOf(groups, table) : new Map<string, Item>();
  const claims = await findClaims(context, groups, table);
  const stored: Item[] = [...known.values()];
  const plans: Booking[][] = [];
  // A match adds to the day's totals, which no two bookings of one transaction may: each stands alone.
  const alone = new Set(groups.filter((group) => claims.get(group.patientControlNumber)?.isAltered));
  for (const group of groups.filter((each) => !alone.has(each))) {
    plans.push(await planGroup(context, group, claims.get(group.patientControlNumber), known, table));
  }
  const rounds = Math.max(0, ...plans.map((plan) => plan.length));
  for (let round = 0; round < rounds; round += 1) {
    // The n-th booking of each claim: a transaction may not touch one claim twice, and order within a claim matters.
    const bookings = plans.flatMap((plan) => plan.slice(round, round + 1)).filter(({ group }) => !alone.has(group));
    for (const pack of packsOf(bookings)) {
      beforeWrite();
      const written = await table.transact(pack.flatMap((booking) => booking.writes));
      if (written.ok) stored.push(...pack.map((booking) => booking.item));
      else for (const { group } of pack) alone.add(group);
    }
  }
  for (const group of alone) stored.push(...(await bookAlone(context, group, table, beforeWrite, stored)));
  return stored;
}

function packsOf(bookings: readonly Booking[]): Booking[][] {
  const packs: Booking[][] = [];
  let actions = actionsPerTransaction;
  for (const booking of bookings) {
    if (actions + booking.writes.length > actionsPerTransaction) {
      packs.push([]);
      actions = 0;
    }
    (packs.at(-1) as Booking[]).push(booking);
    actions += booking.writes.length;
  }
  return packs;
}

/** Books one group with fresh reads, claim by claim, until no other writer comes between. */
async function bookAlone(
  context: BookingContext,
  group: ClaimGroup,
  table: Table,
  beforeWrite: BeforeWrite,
  stored: readonly Item[],
): Promise<Item[]> {
  const counted = new Set(stored.map((item) => item.sk));
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const known = await entriesOf([group], table);
    const claims = await findClaims(context, [group], table);
    const plan = await planGroup(context, group, claims.get(group.patientControlNumber), known, table);
    let isDone = true;
    for (const booking of plan) {
      beforeWrite();
      const written = await table.transact(booking.writes);
      if (!written.ok) {
        isDone = false;
        break;
      }
      known.set(booking.item.sk, booking.item);
    }
    if (isDone) return [...known.values()].filter((item) => !counted.has(item.sk));
  }
  throw new ClaimIsBusy();
}

/** Thrown when others keep writing the same claim; the message comes again. */
class ClaimIsBusy extends Error {
  override readonly name = 'ClaimIsBusy';
}

/** Decides what the claims of a group that are not booked yet become. */
async function planGroup(
  context: BookingContext,
  group: ClaimGroup,
  found: FoundClaim | undefined,
  known: ReadonlyMap<string, Item>,
  table: Table,
): Promise<Booking[]> {
  const unbooked = group.claims.filter((claim) => !known.has(claim.entryKey.sk));
  for (const claim of group.claims) {
    const item = known.get(claim.entryKey.sk);
    invariant(item === undefined || item.hash === claim.inputHash, 'an entry is booked from one input');
  }
  if (unbooked.length === 0) return [];
  const { remittance } = context;
  const balance = found?.balance;
  if (balance !== undefined && balance.entityId !== remittance.entityId) return payeeDiffers(context, group, unbooked);
  const numbered = unbooked.map((one) => numberedClaim(one, found));
  const open = numbered.map(({ claim }, index) => ({ ...(unbooked[index] as ChunkClaim), claim }));
  const reversible = found === undefined ? [] : await answersOf(context, found, open, table);
  const postings = postGroup({
    claims: open.map(({ claim, entryId }) => ({ claim, entryId, equationFailures: claimEquationFailures(claim) })),
    balance,
    payerIds: remittance.payerIds,
    rules: defaultAdjustmentRules,
    reversible,
  });
  let before = balance;
  return postings.map(({ index, posting: decided }) => {
    const posting = withUnmatchedLines(decided, (numbered[index] as NumberedClaim).unmatched);
    const claim = open[index] as ChunkClaim;
    const isMatch = found?.isAltered === true && before !== undefined && posting.after !== undefined;
    // What a number that was altered names is touched only by what posts.
    const booking = isMatch
      ? matchedBookingOf(context, group, claim, posting, before as ClaimBalance)
      : bookingOf(context, group, claim, posting, found?.isAltered ? undefined : before);
    before = booking.after ?? before;
    return booking;
  });
}

function numberedClaim({ claim }: ChunkClaim, found: FoundClaim | undefined): NumberedClaim {
  return found?.lines === undefined ? { claim, unmatched: [] } : numberLines(claim, found.lines);
}

/** A line that is none of ours for certain is a finding on the entry, and holds nothing back. */
function withUnmatchedLines(posting: ClaimPosting, unmatched: readonly number[]): ClaimPosting {
  if (posting.kind !== 'posted' || unmatched.length === 0) return posting;
  const findings = unmatched.map(
    (line) => ({ meaning: 'information', reason: 'line-unmatched', cents: zeroCents, line }) as const,
  );
  return { ...posting, notes: [...posting.notes, ...findings] };
}

/** Cash for a claim of another billing entity waits for a person: one entity's books never pay another's claim. */
function payeeDiffers(context: BookingContext, group: ClaimGroup, open: readonly ChunkClaim[]): Booking[] {
  const payerId = context.remittance.payerId;
  return open.map((claim) => {
    const posting = unappliedPosting(claim.claim.paidCents, payerId, 'payee-differs', {
      status: claim.claim.statusCode,
    });
    return bookingOf(context, group, claim, posting, undefined);
  });
}

/** Earlier answers that may be taken back; read only where the group could need them. */
async function answersOf(
  { tenant }: BookingContext,
  { balance }: FoundClaim,
  open: readonly ChunkClaim[],
  table: Table,
) {
  const isAnswered = balance.payers.some((payer) => payer.status === 'answered');
  const isReversing = open.some(({ claim }) => claim.statusCode === '22');
  if (!isAnswered && !isReversing) return [];
  const partition = claimBalanceKey(tenant, balance.claimId).pk;
  const items = await table.queryAll({ partition, prefix: ledgerEntryPrefix });
  return openAnswers(items.map(entryOfItem));
}

async function entriesOf(groups: readonly ClaimGroup[], table: Table): Promise<Map<string, Item>> {
  const keys = groups.flatMap((group) => group.claims.map((claim) => claim.entryKey));
  const items = await table.batchGet(keys);
  return new Map(items.filter((item) => item !== undefined).map((item) => [item.sk, item]));
}
