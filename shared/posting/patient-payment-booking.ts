import { applyLegs, type ClaimBalance } from '../domain/claim/balance.ts';
import { withWorkLeft } from '../domain/claim/work-left.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { type LedgerEntry, type Leg, ledgerEntry } from '../domain/ledger/entry.ts';
import { type Cents, negateCents, subtractCents, sumCents, zeroCents } from '../domain/money/cents.ts';
import { type AllocationOrder, joinAllocations } from '../domain/patient-payment/allocate.ts';
import { allocationLegs, allocationLegsBetween, receiptLegs, reversedLegs } from '../domain/patient-payment/legs.ts';
import type { Allocation, PatientPayment } from '../domain/patient-payment/payment.ts';
import { present } from '../domain/present.ts';
import { invariant } from '../domain/result.ts';
import type { Instant, LocalDate } from '../domain/time/local-date.ts';
import { discountMessage } from '../store/adjustments.ts';
import { dueWrite } from '../store/change.ts';
import { balanceWrite } from '../store/claims.ts';
import { waitingWrite } from '../store/deposit-batches.ts';
import { wireEntryId } from '../store/keys/ledger.ts';
import { entryItem, totalsWrite } from '../store/ledger.ts';
import { workWrites } from '../store/open-work.ts';
import { patientPaymentWrite } from '../store/patient-payments.ts';
import type { Write } from '../store/table.ts';
import { dimensionsOf } from './rebooking.ts';

/*
 * Patients' payments in the books. A payment is one entry of its own (the receipt) and one entry for each claim that it
 * is applied to, so that a claim's entries alone say what it was paid. Every change is conditional on the versions of
 * the payment and the claims that were read.
 */

/** Who books it, and when. `newEntryId` derives from the request, so that a retry makes the same entries. */
export interface PaymentBooking {
  readonly tenant: TenantId;
  readonly subject: string;
  readonly at: Instant;
  /** The office's day. */
  readonly today: LocalDate;
  readonly reason?: string | undefined;
  /** Whether the office gives a prompt-pay discount automatically, once a share is paid. */
  readonly givesDiscounts?: boolean;
  newEntryId(): string;
}

/** A step of a payment: the payment after the step, its new entries, and other writes. */
export interface PaymentStep {
  readonly payment: PatientPayment;
  readonly entries: readonly LedgerEntry[];
  readonly writes: readonly Write<never>[];
}

/**
 * Makes one transaction of some steps of payments: each payment as it is after its last step, all entries, and one
 * addition to the totals of each legal entity.
 */
export function paymentWrites(
  steps: readonly PaymentStep[],
  booking: PaymentBooking,
): Write<{ readonly kind: 'version-changed' }>[] {
  const after = new Map(steps.map(({ payment }) => [payment.id, payment]));
  const [first] = after.values();
  invariant(first !== undefined, 'a payment changes in steps');
  const entries = steps.flatMap((step) => step.entries);
  return [
    ...[...after.values()].map((payment) => patientPaymentWrite(booking.tenant, payment)),
    ...entries.map((entry) => entryWrite(entry, booking)),
    ...steps.flatMap(({ writes }) => writes),
    ...totalsWrites(entries, first, booking),
    ...[...after.values()].flatMap((payment) => discountWrites(payment, entries, booking)),
  ];
}

/** A payment may have earned a discount, and a returned payment may have lost one. A message checks both. */
function discountWrites(
  { id, version }: PatientPayment,
  entries: readonly LedgerEntry[],
  { tenant, at, givesDiscounts = false }: PaymentBooking,
): Write<never>[] {
  const claims = entries.flatMap(({ kind, claimId, paymentId }) => {
    const isBack = kind === 'patient-allocation-reversal';
    if (claimId === undefined || paymentId !== id || !(isBack || (givesDiscounts && kind === 'patient-allocation')))
      return [];
    return [{ claimId, isBack }];
  });
  if (claims.length === 0) return [];
  return [dueWrite(at, discountMessage(tenant, { paymentId: id, version, claims })) as Write<never>];
}

/**
 * Books a receipt.
 * @param waits the write that records how the payment waits for the bank
 */
export function bookReceipt(
  payment: PatientPayment,
  booking: PaymentBooking,
  waits: Write<never> = waitingWrite(booking.tenant, payment),
): PaymentStep {
  const entry = ownEntry(payment, booking, { kind: 'patient-payment', legs: receiptLegs(payment) });
  return { payment, entries: [entry], writes: [waits] };
}

/**
 * Applies a payment's cash to claims. The orders have been checked: no claim gets more than the patient's balance, and
 * all together at most the unapplied cash.
 */
export function bookAllocations(
  payment: PatientPayment,
  orders: readonly AllocationOrder[],
  claims: ReadonlyMap<string, ClaimBalance>,
  booking: PaymentBooking,
): PaymentStep {
  const parts = orders.map((order) => {
    const claim = claims.get(order.claimId);
    invariant(claim !== undefined, 'cash is put onto claims that were read');
    return allocated(payment, order, claim, booking);
  });
  const put = sumCents(orders.map(({ cents }) => cents));
  return {
    payment: {
      ...payment,
      allocations: joinAllocations([...payment.allocations, ...parts.map(({ allocation }) => allocation)]),
      unappliedCents: subtractCents(payment.unappliedCents, put),
    },
    entries: parts.flatMap(({ entries }) => entries),
    writes: parts.flatMap(({ writes }) => writes),
  };
}

function allocated(payment: PatientPayment, order: AllocationOrder, claim: ClaimBalance, booking: PaymentBooking) {
  const isOwn = claim.entityId === payment.entityId;
  const between = allocationLegsBetween(order);
  const legs = isOwn ? allocationLegs(order) : between.taken;
  const onClaim = claimEntry(payment, claim, booking, { kind: 'patient-allocation', legs });
  const given = isOwn ? [] : [ownEntry(payment, booking, { kind: 'patient-allocation', legs: between.given })];
  const entries = [onClaim, ...given];
  const allocation: Allocation = { ...order, ledgerEntryIds: [wireEntryId(itemOf(onClaim, booking))] };
  return {
    entries,
    allocation,
    writes: [balanceWrite(booking.tenant, claim, applyLegs(claim, onClaim.legs))],
  };
}

/** Takes a payment's cash off claims: it is unapplied again, and the patient's former balance is restored. */
export function bookTakingOff(
  payment: PatientPayment,
  allocations: readonly Allocation[],
  claims: ReadonlyMap<string, ClaimBalance>,
  booking: PaymentBooking,
): PaymentStep {
  const parts = allocations.map((allocation) => {
    const claim = claims.get(allocation.claimId);
    invariant(claim !== undefined, 'a claim that holds cash exists');
    return takenOff(payment, allocation, claim, booking);
  });
  const left = payment.allocations.filter((each) => !allocations.includes(each));
  return {
    payment: {
      ...payment,
      allocations: left,
      unappliedCents: sumCents([payment.unappliedCents, ...allocations.map(({ cents }) => cents)]),
    },
    entries: parts.flatMap(({ entries }) => entries),
    writes: parts.flatMap(({ writes }) => writes),
  };
}

function takenOff(payment: PatientPayment, allocation: Allocation, claim: ClaimBalance, booking: PaymentBooking) {
  const isOwn = claim.entityId === payment.entityId;
  const between = allocationLegsBetween(allocation);
  const kind = 'patient-allocation-reversal';
  const put = allocation.ledgerEntryIds.map((id) => id.slice(id.indexOf('.') + 1));
  const isPart = payment.allocations.some((each) => each !== allocation && each.claimId === allocation.claimId);
  const undoing = isPart ? present({ reversesPart: put.at(-1) }) : { reverses: put };
  const legs = reversedLegs(isOwn ? allocationLegs(allocation) : between.taken);
  const onClaim = claimEntry(payment, claim, booking, { kind, legs, ...undoing });
  const given = isOwn ? [] : [ownEntry(payment, booking, { kind, legs: reversedLegs(between.given) })];
  const entries = [onClaim, ...given];
  const { after, over, changed } = withWorkLeft(applyLegs(claim, onClaim.legs));
  return {
    entries,
    writes: [
      balanceWrite(booking.tenant, claim, after),
      ...workWrites(booking.tenant, { over, changed, outcome: 'moved', at: booking.at }),
    ],
  };
}

/**
 * Books that a payment, or what an earlier partial return left of it, was a mistake, was returned, or was charged back.
 * None of it stays on a claim.
 * @param lost the part that had been refunded before, which is lost: bad debt
 */
export function bookPaymentReversal(
  payment: PatientPayment,
  booking: PaymentBooking,
  lost: Cents = zeroCents,
): PaymentStep {
  invariant(payment.allocations.length === 0, 'what stands with claims is taken off before a payment is reversed');
  const { method, chargedBack } = payment;
  const left = subtractCents(payment.cents, sumCents([chargedBack?.cents ?? zeroCents, lost]));
  const legs = [
    ...reversedLegs(receiptLegs({ cents: left, method })),
    { account: 'bad-debt', cents: lost } as const,
    { account: 'deposits-in-transit', cents: negateCents(lost), reason: method } as const,
  ];
  const entry = ownEntry(payment, booking, { kind: 'patient-payment-reversal', legs });
  return {
    payment: { ...payment, unappliedCents: zeroCents },
    entries: [entry],
    writes: [],
  };
}

type Draft = Pick<LedgerEntry, 'kind' | 'legs' | 'reverses' | 'reversesPart'>;

/** The receipt is effective on its own day, later actions on the day they are taken. */
function datesOf(
  { receivedOn }: Pick<PatientPayment, 'receivedOn'>,
  { today }: PaymentBooking,
  kind: LedgerEntry['kind'],
) {
  return { effectiveOn: kind === 'patient-payment' ? receivedOn : today, postedOn: today };
}

/** An entry of the payment itself, without a claim. */
export function ownEntry(payment: PatientPayment, booking: PaymentBooking, draft: Draft): LedgerEntry {
  const { id, accountId, entityId } = payment;
  const dates = datesOf(payment, booking, draft.kind);
  return ledgerEntry({ id: booking.newEntryId(), ...draft, ...dates, entityId, accountId, paymentId: id });
}

function claimEntry(payment: PatientPayment, claim: ClaimBalance, booking: PaymentBooking, draft: Draft): LedgerEntry {
  const { id, accountId } = payment;
  const dates = datesOf(payment, booking, draft.kind);
  return ledgerEntry({
    id: booking.newEntryId(),
    ...draft,
    ...dates,
    ...dimensionsOf(claim),
    accountId,
    paymentId: id,
  });
}

function itemOf(entry: LedgerEntry, { tenant }: PaymentBooking) {
  return entryItem(tenant, entry.claimId, entry, entry.id);
}

function entryWrite(entry: LedgerEntry, booking: PaymentBooking): Write<never> {
  const { at, subject: by, reason: why } = booking;
  const put = { ...itemOf(entry, booking), at, by, ...present({ why }) };
  return { put, condition: { absent: true } };
}

/** One addition to the totals of each legal entity. */
function totalsWrites(
  entries: readonly LedgerEntry[],
  { id }: PatientPayment,
  booking: PaymentBooking,
): Write<never>[] {
  const legs = new Map<string, Leg[]>();
  for (const entry of entries) legs.set(entry.entityId, [...(legs.get(entry.entityId) ?? []), ...entry.legs]);
  return [...legs].map(
    ([entityId, own]) => totalsWrite(booking.tenant, { postedOn: booking.today, entityId }, id, own) as Write<never>,
  );
}
