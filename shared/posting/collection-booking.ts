import { type Account, isClient } from '../domain/account/account.ts';
import { withoutHold } from '../domain/account/hold.ts';
import { applyLegs, type ClaimBalance } from '../domain/claim/balance.ts';
import { withWorkLeft } from '../domain/claim/work-left.ts';
import { type CollectionCase, outstandingOf, type RecoveryPart, withEvent } from '../domain/collections/case.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Account as LedgerAccount } from '../domain/ledger/accounts.ts';
import { type EntryKind, type LedgerEntry, type Leg, ledgerEntry } from '../domain/ledger/entry.ts';
import { type Cents, cents, negateCents, sumCents } from '../domain/money/cents.ts';
import type { PatientPayment } from '../domain/patient-payment/payment.ts';
import { present } from '../domain/present.ts';
import { accountWrite } from '../store/accounts.ts';
import { balanceWrite } from '../store/claims.ts';
import { wireEntryId } from '../store/keys/ledger.ts';
import { entryItem, totalsWrite } from '../store/ledger.ts';
import { workWrites } from '../store/open-work.ts';
import type { Write } from '../store/table.ts';
import { bookAllocations, type PaymentBooking, type PaymentStep } from './patient-payment-booking.ts';
import { dimensionsOf } from './rebooking.ts';

/*
 * Placements with a collection agency, in the books. If a placement books bad debt, an entry of each claim moves the
 * patient's balance to bad debt. When a part of it is paid, that part first moves back, and is then paid like any other
 * share. So a claim's entries alone say who paid what.
 */

/** An amount of a claim that moves to bad debt (positive), or back. */
export interface DebtMove {
  readonly claim: ClaimBalance;
  readonly cents: Cents;
  readonly kind: Extract<EntryKind, 'collection-placement' | 'collection-recall' | 'collection-reinstatement'>;
  /** For a move back: the entry that moved the amount there, by its id in the API, and whether all of it moves back. */
  readonly from?: { readonly ledgerEntryId: string; readonly isWhole: boolean } | undefined;
}

function moveLegs(amount: Cents, reference: string): Leg[] {
  return [
    { account: 'bad-debt', cents: amount, reference },
    { account: 'patient-receivable', cents: negateCents(amount), reference },
  ];
}

function moveEntry({ claim, cents: amount, kind, from }: DebtMove, placement: CaseFacts, booking: PaymentBooking) {
  const { id, accountId } = placement;
  const dates = { effectiveOn: booking.today, postedOn: booking.today };
  const legs = moveLegs(amount, id);
  const undone = from?.ledgerEntryId.slice(from.ledgerEntryId.indexOf('.') + 1);
  const undoing = undone === undefined ? {} : from?.isWhole ? { reverses: [undone] } : { reversesPart: undone };
  return ledgerEntry({ id: booking.newEntryId(), kind, ...dates, ...dimensionsOf(claim), accountId, legs, ...undoing });
}

type CaseFacts = Pick<CollectionCase, 'id' | 'accountId'>;

/** The result of booking moves. */
export interface BookedMoves {
  readonly entries: readonly LedgerEntry[];
  /** The ids of the entries in the API, in the order of the moves. */
  readonly ledgerEntryIds: readonly string[];
  /** Writes the resulting claims, and closes the work about credits that no longer exist. */
  readonly writes: readonly Write<never>[];
}

/** Books moves to bad debt, or back. */
export function bookDebtMoves(moves: readonly DebtMove[], placement: CaseFacts, booking: PaymentBooking): BookedMoves {
  const { tenant, at } = booking;
  const entries = moves.map((move) => moveEntry(move, placement, booking));
  const writes = moves.flatMap(({ claim }, index) => {
    const { after, over, changed } = withWorkLeft(applyLegs(claim, entries[index]?.legs ?? []));
    return [balanceWrite(tenant, claim, after), ...workWrites(tenant, { over, changed, outcome: 'moved', at })];
  });
  const ledgerEntryIds = entries.map((entry) => wireEntryId(entryItem(tenant, entry.claimId, entry, entry.id)));
  return { entries, ledgerEntryIds, writes };
}

/** Entries with one addition to the totals of each legal entity, because a transaction writes an item only once. */
export function entryWrites(entries: readonly LedgerEntry[], booking: PaymentBooking): Write<never>[] {
  const { tenant, at, today, subject: by, reason: why } = booking;
  const [first] = entries;
  if (first === undefined) return [];
  const puts = entries.map((entry): Write<never> => {
    const item = entryItem(tenant, entry.claimId, entry, entry.id);
    return { put: { ...item, at, by, ...present({ why }) }, condition: { absent: true } };
  });
  const totals = [...Map.groupBy(entries, ({ entityId }) => entityId)].map(([entityId, own]) => {
    const legs = own.flatMap((entry) => entry.legs);
    return totalsWrite(tenant, { postedOn: today, entityId }, first.id, legs) as Write<never>;
  });
  return [...puts, ...totals];
}

/** The steps that apply a payment's cash to the claims of a placement. */
export function bookRecovery(
  payment: PatientPayment,
  parts: readonly RecoveryPart[],
  { placement, claims }: PlacedBooks,
  booking: PaymentBooking,
): { readonly steps: readonly PaymentStep[]; readonly payment: PatientPayment } {
  const back = reinstated(parts, { placement, claims }, booking);
  const orders = parts.map(({ claimId, cents: amount }) => ({ claimId, cents: amount }));
  const put = bookAllocations(payment, orders, back.claims, booking);
  return { steps: [{ payment, entries: back.entries, writes: [] }, put], payment: put.payment };
}

/** A placement, with its claims as they were read. */
export interface PlacedBooks {
  readonly placement: CaseFacts;
  readonly claims: ReadonlyMap<string, ClaimBalance>;
}

/**
 * The entries that move parts from bad debt back to the patient's balance (negative parts: to bad debt again), and the
 * claims afterwards. The next step of the same transaction writes the claims.
 */
export function reinstated(
  parts: readonly Pick<RecoveryPart, 'claimId' | 'reinstatedCents'>[],
  { placement, claims }: PlacedBooks,
  booking: PaymentBooking,
): { readonly entries: readonly LedgerEntry[]; readonly claims: ReadonlyMap<string, ClaimBalance> } {
  const after = new Map(claims);
  const entries = parts.flatMap(({ claimId, reinstatedCents }) => {
    const claim = after.get(claimId);
    if (claim === undefined || reinstatedCents === 0) return [];
    const move = { claim, cents: negateCents(reinstatedCents), kind: 'collection-reinstatement' } as const;
    const entry = moveEntry(move, placement, booking);
    after.set(claimId, applyLegs(claim, entry.legs));
    return [entry];
  });
  return { entries, claims: after };
}

/** An entry about an agency's money: its fee, or a receipt for an unknown debt. It is listed under the payment's id. */
export function agencyEntry(
  { paymentId, entityId, effectiveOn }: Pick<LedgerEntry, 'effectiveOn' | 'entityId'> & { readonly paymentId: string },
  kind: Extract<
    EntryKind,
    | 'agency-fee'
    | 'dispute-loss'
    | 'agency-fee-paid'
    | 'agency-receipt'
    | 'patient-payment'
    | 'patient-payment-reversal'
  >,
  amounts: readonly (readonly [LedgerAccount, Cents])[],
  booking: PaymentBooking,
): LedgerEntry {
  const legs = amounts.map(([account, amount]): Leg => {
    return { account, cents: amount, ...(account === 'deposits-in-transit' ? { reason: 'agency' } : {}) };
  });
  const dates = { effectiveOn, postedOn: booking.today };
  return ledgerEntry({ id: booking.newEntryId(), kind, ...dates, entityId, paymentId, legs });
}

/** The amount of a placement that is still to be collected. */
export function outstandingCents(
  { claims }: Pick<CollectionCase, 'claims'>,
  balances: ReadonlyMap<string, Pick<ClaimBalance, 'patientCents'>>,
): Cents {
  return sumCents(claims.map((claim) => outstandingOf(claim, balances.get(claim.claimId))));
}

/**
 * Ends a placement that has been paid in full, and the account's hold.
 * @param outstanding the amount still to be collected after the pending writes
 */
export function settledCase(
  placement: CollectionCase,
  account: Account | undefined,
  outstanding: Cents,
  { tenant, subject, at, today }: PaymentBooking,
): { readonly placement: CollectionCase; readonly writes: Write<{ readonly kind: 'version-changed' }>[] } {
  // Bad debt that is no longer owed is settled by the next file to the agency, which then ends the placement.
  const isSettled = outstanding === 0 && placement.claims.every(({ badDebtCents }) => badDebtCents === 0);
  if (placement.state !== 'placed' || !isSettled) return { placement, writes: [] };
  const { version } = placement;
  const closed = withEvent({ ...placement, state: 'closed' }, { at, by: subject, what: 'closed' });
  const writes = heldNoMore(tenant, account, placement.holdNumber, { by: subject, at, today, reason: 'Paid in full' });
  return { placement: { ...closed, version }, writes };
}

interface Act {
  readonly by: string;
  readonly at: string;
  readonly today: PaymentBooking['today'];
  readonly reason: string;
}

/** Ends the hold of a placement; nothing when it has ended already. */
function heldNoMore(
  tenant: TenantId,
  account: Account | undefined,
  holdNumber: number,
  act: Act,
): Write<{ readonly kind: 'version-changed' }>[] {
  if (account === undefined || isClient(account)) return [];
  const holds = withoutHold(account.holds, holdNumber, act);
  if (!holds.ok) return [];
  return [accountWrite(tenant, { ...account, version: account.version + 1, holds: holds.value })];
}

/**
 * The patients' balances after the payment: less the applied amounts. The placement's outstanding amount follows from
 * them.
 */
export function balancesAfter(
  claims: ReadonlyMap<string, ClaimBalance>,
  parts: readonly RecoveryPart[],
): ReadonlyMap<string, ClaimBalance> {
  return new Map(
    [...claims].map(([id, claim]) => {
      const own = parts.filter(({ claimId }) => claimId === id);
      const put = sumCents(own.map((part) => cents(part.cents - part.reinstatedCents)));
      return [id, { ...claim, patientCents: cents(claim.patientCents - put) }];
    }),
  );
}
