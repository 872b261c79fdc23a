import type { FilingNumbers } from '../domain/claim/answered-filing.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import { withOpenWork } from '../domain/claim/open-work.ts';
import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import { type LedgerEntry, ledgerEntry } from '../domain/ledger/entry.ts';
import type { Cents } from '../domain/money/cents.ts';
import { present } from '../domain/present.ts';
import { type AppliedPosting, applyWaiting, type WaitingClaim } from '../domain/remittance/post/apply-waiting.ts';
import type { ReversibleEntry } from '../domain/remittance/post/claim-posting.ts';
import type { LineCharges } from '../domain/remittance/post/own-lines.ts';
import { booksAfter, type ClaimBooks, type GroupPosting } from '../domain/remittance/post/post-group.ts';
import { invariant } from '../domain/result.ts';
import { balanceWrite } from '../store/claims.ts';
import { digestOf } from '../store/digest.ts';
import { exceptionReadyWrite, exceptionResolvedWrite } from '../store/exceptions.ts';
import { wireEntryId } from '../store/keys/ledger.ts';
import { entryItem, entryOfItem, totalsWrite } from '../store/ledger.ts';
import { readPayerTerms } from '../store/payer-terms.ts';
import type { Table, Write } from '../store/table.ts';
import { readWaiting, waitingDoneWrite } from '../store/waiting.ts';
import { type Booking, type BookingContext, bytesOf, claimEntry, type Decided, outcomeOf } from './booking.ts';
import { postingEffects, postingExceptionId } from './claim-booking.ts';
import type { ChunkClaim, ClaimGroup } from './read-chunk.ts';

/** A group before it is booked. */
export interface PlannedGroup {
  readonly context: BookingContext;
  readonly group: ClaimGroup;
  /** The claims of the group that are not booked yet, with their postings. */
  readonly open: readonly ChunkClaim[];
  readonly postings: readonly GroupPosting[];
  /**
   * The claim's answers before this group, its charges for each line, its charges before a correction, and the payers'
   * numbers for its filings.
   */
  readonly reversible: readonly ReversibleEntry[];
  readonly lineCharges: LineCharges;
  readonly formerCharges: readonly Cents[];
  readonly filingNumbers: FilingNumbers;
  /** The claim after the group's bookings. */
  readonly before: ClaimBalance | undefined;
}

/** A waiting claim with what its booking needs: the entry that holds its cash, and its exception. */
interface Held {
  readonly waiting: WaitingClaim;
  readonly entry: LedgerEntry;
  readonly entryHash: string;
  readonly exceptionId: string;
  /** Its exception already says that it can post. */
  readonly isReady: boolean;
}

/**
 * Books the claims that waited for something in this group, in order. Each is one transaction: the entry that applies
 * the cash, the claim's balance, the account totals (no chunk counts this entry), and the exception, which closes
 * unless a person has settled it meanwhile. A second run finds that the claim no longer waits. If a person must approve
 * the payer's payments and has not seen this one, the claim keeps waiting, and its exception then says that it can
 * post.
 */
export async function bookWaiting(planned: PlannedGroup, table: Table): Promise<Booking[]> {
  const { context, group, before } = planned;
  const entryIds = before?.waiting ?? [];
  if (before === undefined || entryIds.length === 0) return [];
  const held = await heldClaims(planned, entryIds, table);
  const books = planned.postings.reduce<ClaimBooks>(
    (known, { entryId, posting }) => booksAfter(known, entryId, posting, context.remittance.paymentDate),
    { balance: before, reversible: planned.reversible },
  );
  const waiting = [...held.values()].map((each) => each.waiting);
  const isFree = ({ payerIds }: WaitingClaim) => context.isSeen || context.rules.forPayers(payerIds).autoPost;
  const rules = ({ payerIds }: WaitingClaim) => context.rules.forPayers(payerIds).adjustments(before.facilityId);
  const { lineCharges, formerCharges, filingNumbers } = planned;
  const known = { rules, lineCharges, formerCharges, filingNumbers };
  const atFirst = { balance: before, reversible: books.reversible };
  const applicable = applyWaiting(atFirst, waiting.filter(isFree), known);
  const own = { ...context, terms: await termsFor(context, applicable, table) };
  let balance = before;
  const bookings = applicable.map((applied): Booking => {
    const { writes, decided } =
      applied.kind === 'offset' ? offset(own, applied, held, balance) : apply(own, applied, held, balance);
    balance = decided.after ?? balance;
    return { group, decided, writes, bytes: bytesOf(writes, writes), touchesClaim: true };
  });
  if (waiting.every(isFree)) return bookings;
  const could = applyWaiting(atFirst, waiting, known).flatMap(settledBy);
  const ready = could.filter((one) => !isFree(one) && held.get(one.entryId)?.isReady !== true);
  return [...bookings, ...ready.map((one) => readyBooking(planned, one, held.get(one.entryId) as Held))];
}

function settledBy(applied: AppliedPosting): readonly WaitingClaim[] {
  return applied.kind === 'applied' ? [applied.waiting] : applied.settled;
}

/** Books nothing: marks the exception, so that a person sees that the claim can post now. */
function readyBooking({ context, group, before }: PlannedGroup, { claim }: WaitingClaim, held: Held): Booking {
  const writes = [exceptionReadyWrite(context.tenant, held.exceptionId, context.at)];
  const decided: Decided = { kind: 'nothing', claim, waited: true, before, exceptions: [] };
  return { group, decided, writes, bytes: bytesOf(writes, writes), touchesClaim: true };
}

/** The time limits of the payers' contracts: a waiting claim may be from another payer than the payment that is being posted. */
async function termsFor(
  { tenant, terms }: BookingContext,
  applied: readonly AppliedPosting[],
  table: Table,
): Promise<BookingContext['terms']> {
  const speaking = applied.flatMap((one) =>
    one.kind === 'applied' && one.posting.denial !== undefined ? one.waiting.payerIds : [],
  );
  const others = [...new Set(speaking)].filter((payerId) => !terms.has(payerId));
  return others.length === 0 ? terms : new Map([...terms, ...(await readPayerTerms(table, tenant, others))]);
}

/** The claims that wait: those from before, and those that this group leaves waiting. */
async function heldClaims(
  { context, open, postings, before }: PlannedGroup,
  entryIds: readonly string[],
  table: Table,
): Promise<ReadonlyMap<string, Held>> {
  const { tenant, remittance } = context;
  const held = new Map<string, Held>();
  const kept = before === undefined ? [] : await readWaiting(table, tenant, before.claimId, entryIds);
  for (const [entryId, stored] of kept) {
    const { claim, payerIds, paymentDate, exceptionId, isReady, entry } = stored;
    const dated = present({ paymentDate });
    const waiting = { entryId, appliedEntryId: appliedEntryId(tenant, entryId), claim, payerIds, ...dated };
    held.set(entryId, { waiting, entry: entryOfItem(entry), entryHash: entry.hash as string, exceptionId, isReady });
  }
  for (const { index, entryId, posting } of postings) {
    if (!posting.waits) continue;
    const chunkClaim = open[index] as ChunkClaim;
    const entry = claimEntry(context, chunkClaim, posting, before);
    const [exception] = posting.exceptions;
    invariant(exception !== undefined, 'a claim that waits has an exception');
    const exceptionId = postingExceptionId(tenant, entryId, exception.code);
    const { payerIds, paymentDate } = remittance;
    const dated = present({ paymentDate });
    const names = { entryId, appliedEntryId: appliedEntryId(tenant, entryId) };
    const waiting = { ...names, claim: chunkClaim.claim, payerIds, ...dated };
    held.set(entryId, { waiting, entry, entryHash: chunkClaim.inputHash, exceptionId, isReady: false });
  }
  return held;
}

function appliedEntryId(tenant: TenantId, entryId: string): string {
  return idFromDigest('ledgerEntry', digestOf('applied-entry', tenant, entryId));
}

/** The writes for a claim that waited, and their result. */
interface Settled {
  readonly writes: readonly Write[];
  readonly decided: Decided;
}

type Offset = Extract<AppliedPosting, { kind: 'offset' }>;
type Applied = Extract<AppliedPosting, { kind: 'applied' }>;

/** Removes claims from the list of waiting ones, if no person has settled them meanwhile. */
function doneWrites(
  { tenant, at }: BookingContext,
  settled: readonly WaitingClaim[],
  held: ReadonlyMap<string, Held>,
  { claimId }: ClaimBalance,
): Write[] {
  return settled.flatMap(({ entryId }): Write[] => [
    {
      ...exceptionResolvedWrite(tenant, (held.get(entryId) as Held).exceptionId, at),
      condition: { equals: { state: 'open' } },
    },
    waitingDoneWrite(tenant, claimId, entryId),
  ]);
}

function offset(
  context: BookingContext,
  applied: Offset,
  held: ReadonlyMap<string, Held>,
  before: ClaimBalance,
): Settled {
  const after = { ...withOpenWork(applied.after, before.openWork ?? []), version: before.version + 1 };
  const [{ claim }] = applied.settled;
  return {
    writes: [balanceWrite(context.tenant, before, after), ...doneWrites(context, applied.settled, held, before)],
    decided: { kind: 'offset', claim, waited: true, before, after, exceptions: [] },
  };
}

/** The entry that takes the cash out of unapplied payer cash, with its totals and its changes to the claim. */
function apply(
  context: BookingContext,
  { waiting, posting }: Applied,
  held: ReadonlyMap<string, Held>,
  before: ClaimBalance,
): Settled {
  const { tenant, remittance, terms, at } = context;
  const { entry: holding, entryHash } = held.get(waiting.entryId) as Held;
  const { reverses, reversesPart, rulesVersion, adjudication, notes, legs } = posting;
  const entry = ledgerEntry({
    ...holding,
    id: waiting.appliedEntryId,
    kind: posting.entryKind,
    postedOn: remittance.postedOn,
    ...present({ reverses, reversesPart, rulesVersion, adjudication }),
    notes,
    legs,
  });
  const item = { ...entryItem(tenant, before.claimId, entry, entryHash), ...outcomeOf(posting, before, at) };
  const effects = postingEffects(tenant, {
    posting,
    claim: waiting.claim,
    before,
    terms,
    remittanceId: entry.remittanceId ?? remittance.id,
    entryId: entry.id,
    ledgerEntryId: wireEntryId(item),
    noticeOn: entry.effectiveOn,
    at,
  });
  const { after, exceptions } = effects;
  const writes: Write[] = [
    { put: item, condition: { absent: true } },
    totalsWrite(tenant, entry, entry.id, legs),
    ...effects.writes,
    ...doneWrites(context, [waiting], held, before),
  ];
  const { kind } = posting;
  return { writes, decided: { kind, claim: waiting.claim, waited: true, entry, before, after, exceptions } };
}
