import { applyLegs, type ClaimBalance, type OpenWork } from '../domain/claim/balance.ts';
import { isIdleCredit, withOpenWork } from '../domain/claim/open-work.ts';
import { idFromDigest } from '../domain/identity/ids.ts';
import { type EntryKind, type LedgerEntry, type Leg, ledgerEntry } from '../domain/ledger/entry.ts';
import { type Cents, cents, negateCents, sumCents, zeroCents } from '../domain/money/cents.ts';
import { reversedLegs } from '../domain/patient-payment/legs.ts';
import type { PatientPayment } from '../domain/patient-payment/payment.ts';
import { present } from '../domain/present.ts';
import { type Refund, takenLegs } from '../domain/refund/refund.ts';
import { digestOf } from '../store/digest.ts';
import { exceptionWrite } from '../store/exceptions.ts';
import { wireEntryId } from '../store/keys/ledger.ts';
import { entryItem, totalsWrite } from '../store/ledger.ts';
import { workWrites } from '../store/open-work.ts';
import { patientPaymentWrite } from '../store/patient-payments.ts';
import type { Write } from '../store/table.ts';
import { bookDecision } from './deciding.ts';
import { withLessWork } from './less-work.ts';
import type { Rebooking } from './rebooking.ts';

/* Refunds in the books: money leaves its credit when a refund is requested, and the bank when a check is sent. */

/** What is booked: its writes, and the entry's id in the API. */
export interface BookedRefund {
  readonly writes: readonly Write<{ readonly kind: 'version-changed' }>[];
  readonly ledgerEntryId: string;
}

/**
 * What a refund takes its money from: a claim or a payment, as it was read, or unapplied payer cash. The booking
 * succeeds only if the version that was read has not changed.
 */
export type Credited =
  | { readonly kind: 'claim'; readonly claim: ClaimBalance }
  | { readonly kind: 'payment'; readonly payment: PatientPayment }
  | { readonly kind: 'cash' };

/** The refundable amount. */
export function creditCents(credited: Credited): Cents {
  if (credited.kind === 'cash') return zeroCents;
  return credited.kind === 'payment' ? credited.payment.unappliedCents : negateCents(credited.claim.patientCents);
}

/** Takes a patient's money from its credit. */
export function bookTaking(
  refund: Omit<Refund, 'ledgerEntryId'>,
  credited: Exclude<Credited, { readonly kind: 'cash' }>,
  booking: Rebooking,
): BookedRefund {
  const legs = takenLegs(refund);
  if (credited.kind === 'payment') {
    return bookOnPayment(credited.payment, refund, { kind: 'refund', legs, cents: refund.cents }, booking);
  }
  const { claim } = credited;
  return bookDecision(
    claim,
    { kind: 'refund', legs, after: applyLegs(claim, legs), accountId: refund.accountId },
    booking,
  );
}

/** Returns the money to its credit. The credit of a claim becomes work again. */
export function bookPuttingBack(refund: Refund, credited: Credited, booking: Rebooking): BookedRefund {
  const { cents, accountId, ledgerEntryId } = refund;
  const legs = reversedLegs(takenLegs(refund));
  const reverses = [ledgerEntryId.slice(ledgerEntryId.indexOf('.') + 1)];
  const kind = 'refund-reversal';
  if (credited.kind === 'payment') {
    return bookOnPayment(credited.payment, refund, { kind, legs, reverses, cents: negateCents(cents) }, booking);
  }
  if (credited.kind === 'cash') return bookCashBack(refund, booking);
  const { claim } = credited;
  const putBack = applyLegs(claim, legs);
  const withCredit = refund.of.kind === 'payer' ? withPayersCredit : withPatientsCredit;
  const { after, writes } = withCredit(refund, putBack, booking);
  const booked = bookDecision(claim, { kind, legs, after, reverses, accountId }, booking);
  return { ...booked, writes: [...booked.writes, ...writes] };
}

/** Payer cash that belongs to no claim, and that is not sent back after all, waits for a person again. */
function bookCashBack(refund: Refund, booking: Rebooking): BookedRefund {
  const { tenant, at } = booking;
  const { id, of, cents } = refund;
  const entry = refundEntry(refund, { kind: 'refund-reversal', legs: reversedLegs(takenLegs(refund)) }, booking);
  const remittanceId = of.kind === 'cash' ? of.remittanceId : '';
  const exception = exceptionWrite(tenant, {
    ...{ id: idFromDigest('exception', digestOf('refund-declined', tenant, id)), code: 'refund-of-cash-declined' },
    ...{ openedAt: at, remittanceId, cents: negateCents(cents) },
    facts: { account: 'unapplied-payer-cash', reason: 'refund' },
  });
  return {
    writes: [...refundEntryWrites([entry], booking), exception],
    ledgerEntryId: wireEntryId(entryItem(tenant, undefined, entry, entry.id)),
  };
}

/**
 * An exception for a payer's credit that is not sent back after all. If the payer has meanwhile taken money back
 * itself, that is an unexplained amount in its balance. The credit first offsets this amount; only the rest of the
 * credit is work.
 */
function withPayersCredit(
  { id, of, cents }: Refund,
  claim: ClaimBalance,
  { tenant, at }: Rebooking,
): { readonly after: ClaimBalance; readonly writes: readonly Write<never>[] } {
  const payer = of.kind === 'payer' ? claim.payers[of.payerPosition] : undefined;
  if (of.kind !== 'payer' || payer === undefined || !(payer.status === 'answered' || isIdleCredit(payer))) {
    return { after: claim, writes: [] };
  }
  const exceptionId = idFromDigest('exception', digestOf('refund-declined', tenant, id));
  const { claimId, payerId, payerPosition: share } = of;
  const isUnexplained = ({ code }: OpenWork) => code === 'balance-unexplained';
  const { over, changed, leftCents, ...met } = withLessWork(claim, { share, cents, ends: isUnexplained });
  const writes = workWrites(tenant, { over, changed, outcome: 'taken-back', at });
  if (leftCents === 0) return { after: met.after, writes };
  const credit = negateCents(leftCents);
  const work: OpenWork = {
    ...{ id: exceptionId, kind: 'exception', code: 'credit-balance', entryId: id, share, cents: credit },
  };
  const exception = { id: exceptionId, code: 'credit-balance' as const, openedAt: at, claimId, cents: credit };
  return {
    after: withOpenWork(met.after, [...(met.after.openWork ?? []), work]),
    writes: [...writes, exceptionWrite(tenant, { ...exception, facts: { payerId } })],
  };
}

/** An exception for a patient's credit that is not given back after all, or more of it on the one that is open. */
function withPatientsCredit(
  { id, of, cents: returned }: Refund,
  claim: ClaimBalance,
  { tenant, at }: Rebooking,
): { readonly after: ClaimBalance; readonly writes: readonly Write<never>[] } {
  if (of.kind !== 'claim' || claim.patientCents >= 0) return { after: claim, writes: [] };
  const { claimId } = of;
  const open = (claim.openWork ?? []).find(({ code }) => code === 'patient-credit');
  const credit = cents(Math.max(claim.patientCents, (open?.cents ?? 0) - returned));
  if (open !== undefined) {
    const more = { ...open, cents: credit };
    const work = (claim.openWork ?? []).map((each) => (each === open ? more : each));
    const writes = workWrites(tenant, { over: [], changed: [more], outcome: 'taken-back', at });
    return { after: withOpenWork(claim, work), writes };
  }
  const exceptionId = idFromDigest('exception', digestOf('refund-declined', tenant, id));
  const code = 'patient-credit' as const;
  const work: OpenWork = { id: exceptionId, kind: 'exception', code, entryId: id, cents: credit };
  const exception = { id: exceptionId, code, openedAt: at, claimId, cents: credit, facts: {} };
  return {
    after: withOpenWork(claim, [...(claim.openWork ?? []), work]),
    writes: [exceptionWrite(tenant, exception)],
  };
}

interface OnPayment {
  readonly kind: EntryKind;
  readonly legs: readonly Leg[];
  readonly reverses?: readonly string[];
  /** The amount that leaves the payment's unapplied cash; negative, the amount that returns to it. */
  readonly cents: Cents;
}

function bookOnPayment(
  payment: PatientPayment,
  refund: Omit<Refund, 'ledgerEntryId'>,
  { kind, legs, reverses, cents }: OnPayment,
  booking: Rebooking,
): BookedRefund {
  const entry = refundEntry(refund, { kind, legs, reverses }, booking);
  const after: PatientPayment = {
    ...payment,
    version: payment.version + 1,
    unappliedCents: sumCents([payment.unappliedCents, negateCents(cents)]),
    refundedCents: sumCents([payment.refundedCents ?? (0 as Cents), cents]),
  };
  return {
    writes: [patientPaymentWrite(booking.tenant, after), ...refundEntryWrites([entry], booking)],
    ledgerEntryId: wireEntryId(entryItem(booking.tenant, entry.claimId, entry, entry.id)),
  };
}

interface Draft {
  readonly kind: EntryKind;
  readonly legs: readonly Leg[];
  readonly reverses?: readonly string[] | undefined;
}

/** Where a refund's entries are listed: under its claim, its payment, or the remittance of its cash. */
function placeOf(of: Refund['of']) {
  if (of.kind === 'payment') return { paymentId: of.paymentId };
  if (of.kind === 'cash') return { remittanceId: of.remittanceId };
  return { claimId: of.claimId, patientId: of.patientId };
}

/** An entry about a refund that changes no claim's balance: listed under the claim or the payment of its credit. */
export function refundEntry(
  { of, accountId, entityId }: Omit<Refund, 'ledgerEntryId'>,
  { kind, legs, reverses }: Draft,
  { today, newEntryId }: Pick<Rebooking, 'today' | 'newEntryId'>,
): LedgerEntry {
  const about = placeOf(of);
  return ledgerEntry({
    id: newEntryId(),
    ...{ kind, effectiveOn: today, postedOn: today, entityId, legs },
    ...about,
    ...present({ accountId, reverses }),
  });
}

/** Writes the entries of a refund, with one addition to the day's totals of each legal entity. */
export function refundEntryWrites(
  entries: readonly LedgerEntry[],
  { tenant, at, subject, reason }: Pick<Rebooking, 'tenant' | 'at' | 'subject' | 'reason'>,
): Write<never>[] {
  const totals = [...Map.groupBy(entries, ({ entityId }) => entityId)].flatMap(([entityId, own]) => {
    const [first] = own;
    const legs = own.flatMap((entry) => entry.legs);
    return first === undefined || legs.length === 0
      ? []
      : [totalsWrite(tenant, { postedOn: first.postedOn, entityId }, first.id, legs) as Write<never>];
  });
  const puts = entries.map((entry): Write<never> => {
    const put = { ...entryItem(tenant, entry.claimId, entry, entry.id), at, by: subject, why: reason };
    return { put, condition: { absent: true } };
  });
  return [...puts, ...totals];
}
