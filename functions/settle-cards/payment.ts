import { readOwedNow } from '../../shared/cards/owed-now.ts';
import type { Account } from '../../shared/domain/account/account.ts';
import { mayDo } from '../../shared/domain/account/may-do.ts';
import {
  type CardCharge,
  chargeIdOf,
  isUnanswered,
  leastChargeCents,
  orderKey,
} from '../../shared/domain/card/charge.ts';
import { askable, leftOnClaim } from '../../shared/domain/card/open-amount.ts';
import type { ProcessorPayment } from '../../shared/domain/card/processor.ts';
import { idFromDigest, isId, type TenantId } from '../../shared/domain/identity/ids.ts';
import { cents, sumCents, zeroCents } from '../../shared/domain/money/cents.ts';
import { allocateByRule, allocateToSettle } from '../../shared/domain/patient-payment/allocate.ts';
import type { PatientPayment } from '../../shared/domain/patient-payment/payment.ts';
import { present } from '../../shared/domain/present.ts';
import { invariant } from '../../shared/domain/result.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import { bookFee } from '../../shared/posting/card-booking.ts';
import { bookOnCharges } from '../../shared/posting/client-payment-booking.ts';
import {
  bookAllocations,
  bookReceipt,
  type PaymentBooking,
  type PaymentStep,
  paymentWrites,
} from '../../shared/posting/patient-payment-booking.ts';
import { readAccount } from '../../shared/store/accounts.ts';
import { cardChargeWrite, readCardCharge, readPayLink } from '../../shared/store/cards.ts';
import { workerAudit } from '../../shared/store/change.ts';
import { batchIdOf, waitingChangedWrite } from '../../shared/store/deposit-batches.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { readPatientPayment } from '../../shared/store/patient-payments.ts';
import type { Write } from '../../shared/store/table.ts';
import { bookingOf, type CardWork, commit, type OpenConnection, worker } from './context.ts';

/** The charge for a payment of the processor; undefined when it is not ours. */
export async function chargeOfPayment(
  { table, tenant }: CardWork,
  { connection }: OpenConnection,
  { reference = '' }: ProcessorPayment,
): Promise<CardCharge | undefined> {
  const id = chargeIdOf(reference);
  const charge = isId('cardCharge', id) ? await readCardCharge(table, tenant, id) : undefined;
  return charge?.connectionId === connection.id ? charge : undefined;
}

/**
 * Updates a charge to the state of its payment at the processor: paid (booked once, however often it is reported), its
 * fee once known, or declined. Money that has arrived is booked in any state of the charge.
 */
export async function settlePayment(work: CardWork, open: OpenConnection, payment: ProcessorPayment): Promise<void> {
  const charge = await chargeOfPayment(work, open, payment);
  if (charge === undefined) return;
  if (charge.paymentId !== undefined) return settleAgain(work, charge, payment);
  if (payment.state === 'succeeded') return settlePaid(work, charge, payment);
  const isOver = payment.state === 'declined' || payment.state === 'cancelled';
  // On a payment page the guarantor can try another card, so a decline there does not end the charge. A decline of an
  // earlier attempt says nothing about the current one.
  if (!isOver || charge.state !== 'started' || payment.reference !== orderKey(charge)) return;
  await declined(work, { ...charge, processorPaymentId: payment.id }, payment.declineCode ?? payment.state);
}

/** A failed charge is work for a person. */
export async function declined(work: CardWork, charge: CardCharge, code: string): Promise<void> {
  const { tenant, at, today } = work;
  const after: CardCharge = {
    ...{ ...charge, version: charge.version + 1, state: 'declined' },
    decline: { code, on: today },
  };
  const audit = { action: 'card-charge-declined', entityId: charge.id, facts: { code } } as const;
  await commit(work, [cardChargeWrite(tenant, after), workerAudit(worker, tenant, at, audit)]);
}

/** The booked payment for a payment of the processor. A charge has one; a second order for it makes another. */
export function paymentIdOf(
  tenant: TenantId,
  { id, paymentId, processorPaymentId }: CardCharge,
  payment: Pick<ProcessorPayment, 'id'>,
): string | undefined {
  if (paymentId === undefined || processorPaymentId === payment.id) return paymentId;
  return idFromDigest('patientPayment', digestOf('card-charge', tenant, id, payment.id));
}

/**
 * A paid charge: its fee has become known, or it was paid again by an order whose result was lost. That money has
 * arrived too.
 */
async function settleAgain(work: CardWork, charge: CardCharge, payment: ProcessorPayment): Promise<void> {
  const { table, tenant, at } = work;
  const id = paymentIdOf(tenant, charge, payment);
  invariant(id !== undefined, 'a charge that was paid has a payment');
  const known = await readPatientPayment(table, tenant, id);
  if (known !== undefined) return settleFee(work, known, payment);
  if (payment.state !== 'succeeded') return;
  const account = await readAccount(table, tenant, charge.accountId);
  invariant(account !== undefined, 'a charge’s account exists');
  const booking = bookingOf(work, `${charge.id} ${payment.id}`);
  const received = { ...receivedOf(work, charge, payment), id };
  const steps = await receive(work, received, { account, first: charge.claimIds, booking });
  const audit = { action: 'card-charge-settled', entityId: charge.id, facts: { accountId: charge.accountId } } as const;
  const lowered = await loweredByLink(work, charge, { account, booked: lastOf(steps) });
  await commit(work, [...paymentWrites(steps, booking), ...lowered, workerAudit(worker, tenant, at, audit)]);
}

async function settlePaid(work: CardWork, charge: CardCharge, payment: ProcessorPayment): Promise<void> {
  const { table, tenant, at } = work;
  const account = await readAccount(table, tenant, charge.accountId);
  invariant(account !== undefined, 'a charge’s account exists');
  const booking = bookingOf(work, charge.id);
  const steps = await receive(
    work,
    { ...receivedOf(work, charge, payment) },
    { account, first: charge.claimIds, booking },
  );
  const { decline: _decline, ended: _ended, ...before } = charge;
  const after: CardCharge = {
    ...{ ...before, version: charge.version + 1, state: 'paid', cents: payment.cents },
    ...{ processorPaymentId: payment.id, paymentId: lastOf(steps).id },
    ...present({ card: payment.card ?? charge.card }),
  };
  const audit = { action: 'card-charge-settled', entityId: charge.id, facts: { accountId: charge.accountId } } as const;
  await commit(work, [
    ...paymentWrites(steps, booking),
    cardChargeWrite(tenant, after),
    ...(await loweredByLink(work, charge, { account, booked: lastOf(steps) })),
    workerAudit(worker, tenant, at, audit),
  ]);
}

/** The payment after its last step. */
function lastOf(steps: readonly PaymentStep[]): PatientPayment {
  const last = steps.at(-1);
  invariant(last !== undefined, 'a payment is received');
  return last.payment;
}

/**
 * For an announced charge, the amount that was paid by the announcement's link is not charged again, nor the discount
 * that the payment has earned.
 */
async function loweredByLink(
  work: CardWork,
  { linkId }: CardCharge,
  { account, booked }: { readonly account: Account; readonly booked: PatientPayment },
): Promise<Write[]> {
  const { table, tenant, at } = work;
  const link = linkId === undefined ? undefined : await readPayLink(table, tenant, linkId);
  const announced = link?.of.kind === 'charge' ? await readCardCharge(table, tenant, link.of.chargeId) : undefined;
  if (announced?.state !== 'announced' && announced?.state !== 'declined') return [];
  if (isUnanswered(announced)) return [];
  const { claims, clientCents, ...owed } = await readOwedAt(work, account, booked);
  const claimsLeft = claims
    .filter(({ claimId }) => announced.claimIds.includes(claimId))
    .map((claim) => {
      const paid = booked.allocations.find(({ claimId }) => claimId === claim.claimId)?.cents ?? zeroCents;
      return leftOnClaim(askable(claim, owed), paid, owed.promptPay);
    });
  const feesLeft = announced.withFees === true ? clientCents - (booked.chargesCents ?? 0) : 0;
  const left = cents(Math.max(0, Math.min(announced.cents - booked.cents, sumCents(claimsLeft) + feesLeft)));
  const less: CardCharge = { ...announced, version: announced.version + 1, cents: left };
  const ended = { by: worker, at, reason: 'Paid by its link' };
  const after: CardCharge = left < leastChargeCents ? { ...less, state: 'withdrawn', ended } : less;
  const audit = { action: 'card-charge-withdrawn', entityId: announced.id, facts: { cents: booked.cents } } as const;
  return [cardChargeWrite(tenant, after), workerAudit(worker, tenant, at, audit)];
}

/** The processor's payment as a receipt. Its id derives from the charge, so that it cannot be entered twice. */
function receivedOf(
  { tenant, at, today, timeZone }: CardWork,
  { id: chargeId, accountId, entityId, planId }: CardCharge,
  { id: reference, cents, feeCents, card, paidAt = at }: ProcessorPayment,
): PatientPayment {
  // It counts from the office's day on which the card was charged, however late the office hears of it.
  const [receivedOn = today] = [dayIn(timeZone, paidAt), today].toSorted();
  return {
    ...{ id: idFromDigest('patientPayment', digestOf('card-charge', tenant, chargeId)), version: 1 },
    ...{ accountId, entityId, method: 'card', cents, receivedOn, reference, enteredAt: at, enteredBy: worker },
    ...{ allocations: [], unappliedCents: cents, card: { chargeId, ...card } },
    ...present({ planId, feeCents }),
  };
}

interface Receiving {
  readonly account: Account;
  /** The claims to be paid first. */
  readonly first: readonly string[];
  readonly booking: PaymentBooking;
}

/** Books a card payment: received, applied to claims and other charges, with the fee. */
export async function receive(work: CardWork, received: PatientPayment, receiving: Receiving): Promise<PaymentStep[]> {
  const { booking } = receiving;
  const receipt = bookReceipt(received, booking);
  const put = await allocate(work, receipt.payment, receiving);
  const last = put.at(-1)?.payment ?? receipt.payment;
  return [receipt, ...put, bookFee(last, received.feeCents ?? zeroCents, booking)];
}

/**
 * Applies unapplied cash to claims by the rule, and the rest to other charges. Nothing is applied to what may not be
 * charged.
 */
async function allocate(
  work: CardWork,
  payment: PatientPayment,
  { account, first, booking }: Receiving,
): Promise<PaymentStep[]> {
  const { claims, client, clientCents, ...owed } = await readOwedAt(work, account, payment);
  const { today } = work;
  const allowed = claims.filter((claim) => mayDo(account, claim, 'card-charge', today).ok);
  const byId = new Map(allowed.map((claim) => [claim.claimId as string, claim]));
  const asked = allowed.map((claim) => askable(claim, owed));
  const { offers } = owed.promptPay;
  const fees = cents(Math.max(0, clientCents));
  const least = leastChargeCents;
  const orders =
    allocateToSettle(payment.unappliedCents, asked, first, { settledBy: offers, least }) ??
    allocateToSettle(payment.unappliedCents, asked, first, { settledBy: offers, beside: fees, least }) ??
    allocateByRule(payment.unappliedCents, asked, first);
  const put = bookAllocations(payment, orders, byId, booking);
  return [put, bookOnCharges(put.payment, client, booking)];
}

/** What is owed before a payment, with the discounts of the day on which it came. */
function readOwedAt({ table, tenant, settings: { discounts } }: CardWork, account: Account, payment: PatientPayment) {
  return readOwedNow(table, tenant, account, { settings: discounts, today: payment.receivedOn });
}

/**
 * Books a payment's fee once it is known. For a payment in a deposit batch, the fee is entered with the bank's deposit
 * instead.
 */
async function settleFee(work: CardWork, before: PatientPayment, { feeCents }: ProcessorPayment): Promise<void> {
  const { table, tenant } = work;
  if (before.feeCents !== undefined || feeCents === undefined || feeCents === 0) return;
  if ((await batchIdOf(table, tenant, before.id)) !== undefined) return;
  const payment = { ...before, version: before.version + 1, feeCents };
  const booking = bookingOf(work, `fee ${before.id}`);
  const waiting = waitingChangedWrite(tenant, payment) as Write<never>;
  await commit(work, paymentWrites([{ ...bookFee(payment, feeCents, booking), writes: [waiting] }], booking));
}
