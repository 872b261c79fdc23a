import type { ClaimBalance } from '../../domain/claim/balance.ts';
import { idFromDigest, type TenantId } from '../../domain/identity/ids.ts';
import type { LedgerEntry } from '../../domain/ledger/entry.ts';
import { type AppliedPosting, applyWaiting, type WaitingClaim } from '../../domain/remittance/apply-waiting.ts';
import type { ClaimPosting, ReversibleEntry } from '../../domain/remittance/claim-posting.ts';
import type { LineCharges } from '../../domain/remittance/own-lines.ts';
import { booksAfter, type ClaimBooks, type GroupPosting } from '../../domain/remittance/post-group.ts';
import { invariant } from '../../domain/result.ts';
import { balanceWrite } from '../../store/claims.ts';
import { digestOf } from '../../store/digest.ts';
import { exceptionResolvedWrite, exceptionWrite } from '../../store/exceptions.ts';
import { entryItem, entryOfItem, totalsWrite } from '../../store/ledger.ts';
import type { Table, Write } from '../../store/table.ts';
import { readWaiting, waitingDoneWrite } from '../../store/waiting.ts';
import { type Booking, type BookingContext, claimEntry, type Decided, exceptionsOf, outcomeOf } from './booking.ts';
import type { ChunkClaim, ClaimGroup } from './read-chunk.ts';

/** A group as it is about to be booked. */
export interface PlannedGroup {
  readonly context: BookingContext;
  readonly group: ClaimGroup;
  /** The claims of the group that are not booked yet, and what they become. */
  readonly open: readonly ChunkClaim[];
  readonly postings: readonly GroupPosting[];
  /** The claim's answers before the group, and what its lines were charged. */
  readonly reversible: readonly ReversibleEntry[];
  readonly lineCharges: LineCharges;
  /** The claim as the group's bookings leave it. */
  readonly before: ClaimBalance | undefined;
}

/** A claim that waits, with what booking it needs: the entry that holds its cash, and its exception. */
interface Held {
  readonly waiting: WaitingClaim;
  readonly entry: LedgerEntry;
  readonly entryHash: string;
  readonly exceptionId: string;
}

/**
 * Bookings of claims that waited for something of this group, in order. Each is one transaction: the entry that applies the cash,
 * the claim's balance, the account totals (no chunk counts this entry), the exception resolved if no person has settled it
 * meanwhile. A repetition finds the claim no longer waiting.
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
  const rules = ({ payerIds }: WaitingClaim) => context.rules.forPayers(payerIds).adjustments(before.facilityId);
  const known = { rules, lineCharges: planned.lineCharges };
  let balance = before;
  return applyWaiting({ balance: before, reversible: books.reversible }, waiting, known).map((applied) => {
    const decided = decidedOf(context, applied, held, balance);
    const writes = writesOf(context, group, applied, decided, held, balance);
    const after = applied.kind === 'offset' ? applied.after : (applied.posting.after ?? balance);
    balance = { ...after, version: balance.version + 1 };
    return { group, decided, writes, bytes: JSON.stringify(writes).length + 1000 * writes.length, touchesClaim: true };
  });
}

/** The claims that wait: those kept from before, and those that this group leaves waiting. */
async function heldClaims(
  { context, group, open, postings, before }: PlannedGroup,
  entryIds: readonly string[],
  table: Table,
): Promise<ReadonlyMap<string, Held>> {
  const { tenant, remittance, at } = context;
  const held = new Map<string, Held>();
  for (const [entryId, stored] of await readWaiting(table, tenant, group.patientControlNumber, entryIds)) {
    const { claim, payerIds, paymentDate, exceptionId, entry } = stored;
    const dated = paymentDate === undefined ? {} : { paymentDate };
    const waiting = { entryId, appliedEntryId: appliedEntryId(tenant, entryId), claim, payerIds, ...dated };
    held.set(entryId, { waiting, entry: entryOfItem(entry), entryHash: entry.hash as string, exceptionId });
  }
  for (const { index, entryId, posting } of postings) {
    if (!posting.waits) continue;
    const chunkClaim = open[index] as ChunkClaim;
    const entry = claimEntry(context, chunkClaim, posting, before);
    const [exception] = exceptionsOf(tenant, entry, posting, at);
    invariant(exception !== undefined, 'a claim that waits has an exception');
    const { payerIds, paymentDate } = remittance;
    const dated = paymentDate === undefined ? {} : { paymentDate };
    const names = { entryId, appliedEntryId: appliedEntryId(tenant, entryId) };
    const waiting = { ...names, claim: chunkClaim.claim, payerIds, ...dated };
    held.set(entryId, { waiting, entry, entryHash: chunkClaim.inputHash, exceptionId: exception.id });
  }
  return held;
}

function appliedEntryId(tenant: TenantId, entryId: string): string {
  return idFromDigest('ledgerEntry', digestOf('applied-entry', tenant, entryId));
}

function writesOf(
  context: BookingContext,
  group: ClaimGroup,
  applied: AppliedPosting,
  decided: Decided,
  held: ReadonlyMap<string, Held>,
  before: ClaimBalance,
): Write[] {
  const { tenant, at } = context;
  const settled = applied.kind === 'offset' ? applied.settled : [applied.waiting];
  const done = settled.flatMap(({ entryId }): Write[] => [
    {
      ...exceptionResolvedWrite(tenant, (held.get(entryId) as Held).exceptionId, at),
      condition: { equals: { state: 'open' } },
    },
    waitingDoneWrite(tenant, group.patientControlNumber, entryId),
  ]);
  if (applied.kind === 'offset') return [balanceWrite(tenant, before, applied.after), ...done];
  const { waiting, posting } = applied;
  const booked = appliedWrites(context, group, held.get(waiting.entryId) as Held, decided, posting, before);
  const balance = posting.after === undefined ? [] : [balanceWrite(tenant, before, posting.after)];
  return [...booked, ...balance, ...done];
}

/** What becomes of a claim that waited, and the entry that takes its cash out of unapplied payer cash. */
function decidedOf(
  { tenant, remittance, at }: BookingContext,
  applied: AppliedPosting,
  held: ReadonlyMap<string, Held>,
  before: ClaimBalance,
): Decided {
  if (applied.kind === 'offset') {
    const [{ claim }] = applied.settled;
    return { kind: 'offset', claim, waited: true, before, after: applied.after, exceptions: [] };
  }
  const { waiting, posting } = applied;
  const { reverses, reversesPart, rulesVersion, adjudication, notes, legs } = posting;
  const entry: LedgerEntry = {
    ...(held.get(waiting.entryId) as Held).entry,
    id: waiting.appliedEntryId,
    kind: posting.entryKind,
    postedOn: remittance.postedOn,
    period: remittance.postedOn.slice(0, 7),
    ...(reverses === undefined ? {} : { reverses }),
    ...(reversesPart === undefined ? {} : { reversesPart }),
    ...(rulesVersion === undefined ? {} : { rulesVersion }),
    ...(adjudication === undefined ? {} : { adjudication }),
    notes,
    legs,
  };
  const exceptions = exceptionsOf(tenant, entry, posting, at);
  return { kind: posting.kind, claim: waiting.claim, waited: true, entry, before, after: posting.after, exceptions };
}

/** Puts the entry, with its totals and what it puts before a person. */
function appliedWrites(
  { tenant, remittance, at }: BookingContext,
  group: ClaimGroup,
  { entryHash }: Held,
  { entry, exceptions }: Decided,
  posting: ClaimPosting,
  before: ClaimBalance,
): Write[] {
  invariant(entry !== undefined, 'a claim that is applied has an entry');
  const item = {
    ...entryItem(tenant, group.patientControlNumber, entry, entryHash),
    ...outcomeOf(posting, before, at),
  };
  return [
    { put: item, condition: { absent: true } },
    totalsWrite(tenant, remittance.postedOn, entry.entityId, entry.id, entry.legs),
    ...exceptions.map((each) => exceptionWrite(tenant, each)),
  ];
}
