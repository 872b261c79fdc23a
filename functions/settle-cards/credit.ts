import type { CardCharge } from '../../shared/domain/card/charge.ts';
import type { ProcessorRefund } from '../../shared/domain/card/processor.ts';
import { idFromDigest, isId } from '../../shared/domain/identity/ids.ts';
import type { LedgerEntry } from '../../shared/domain/ledger/entry.ts';
import { sumCents, zeroCents } from '../../shared/domain/money/cents.ts';
import { reversedLegs } from '../../shared/domain/patient-payment/legs.ts';
import type { PatientPayment } from '../../shared/domain/patient-payment/payment.ts';
import {
  type CardCredit,
  creditedLegs,
  creditedLegsBetween,
  type Refund,
  takenLegs,
} from '../../shared/domain/refund/refund.ts';
import { invariant } from '../../shared/domain/result.ts';
import { bookFreeing, standingCents } from '../../shared/posting/card-booking.ts';
import { ownEntry, type PaymentBooking, paymentWrites } from '../../shared/posting/patient-payment-booking.ts';
import { accountPayee } from '../../shared/posting/refund-request.ts';
import { refundEntry, refundEntryWrites } from '../../shared/posting/refunding.ts';
import { cardEventMessage, readCardCharge } from '../../shared/store/cards.ts';
import { dueWrite, workerAudit } from '../../shared/store/change.ts';
import { noLongerInTransitWrite, onItsWayWrites, readInTransit } from '../../shared/store/deposits.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { exceptionResolvedWrite, exceptionWrite, readException } from '../../shared/store/exceptions.ts';
import { wireEntryId } from '../../shared/store/keys/ledger.ts';
import { entryItem } from '../../shared/store/ledger.ts';
import { readPatientPayment } from '../../shared/store/patient-payments.ts';
import { inTransitOfRefund, readRefund, refundWrite } from '../../shared/store/refunds.ts';
import type { Write } from '../../shared/store/table.ts';
import { answered, bookingOf, type CardWork, commit, type OpenConnection, openConnection, worker } from './context.ts';
import { bookedPayment, cashOf } from './dispute.ts';
import { chargeOfPayment } from './payment.ts';

/** A refund in progress to a card. */
type Crediting = Refund & { readonly card: CardCredit };

const isCrediting = (refund: Refund | undefined): refund is Crediting =>
  refund?.state === 'crediting' && refund.card !== undefined;

/** The processor's idempotency reference for a credit: this attempt of this refund. */
const referenceOf = ({ id, card }: Crediting): string => `${id}-${card.attempt}`;

/** Credits a card, once. */
export async function creditCard(work: CardWork, refundId: string): Promise<void> {
  const { table, tenant } = work;
  const refund = await readRefund(table, tenant, refundId);
  if (!isCrediting(refund)) return;
  const charge = await readCardCharge(table, tenant, refund.card.chargeId);
  const open = charge && (await openConnection(work, charge.connectionId));
  const paymentId = charge && processorPaymentOf(charge, await creditedPayment(work, refund));
  if (paymentId === undefined || open === undefined) return failed(work, refund, 'connection-off');
  const reference = referenceOf(refund);
  // An earlier order may have reached the processor so long ago that it no longer remembers the idempotency key.
  const known = answered(await open.processor.findRefund(paymentId, reference));
  if (known !== undefined) return settleCredit(work, open, known);
  const made = await open.processor.refund({ reference, key: reference, paymentId, cents: refund.cents });
  if (made.ok) return settleCredit(work, open, made.value);
  if (made.failure.fault !== 'refused') answered(made);
  return failed(work, refund, (!made.ok && made.failure.code) || 'refused');
}

/**
 * Updates a refund to its state at the processor: credited, in progress, or returned. A refund that was made there by
 * hand is booked in the same way.
 */
export async function settleCredit(work: CardWork, open: OpenConnection, told: ProcessorRefund): Promise<void> {
  const [id = '', attempt] = (told.reference ?? '').split('-');
  if (!isId('refund', id)) return settleElsewhere(work, open, told);
  const refund = await readRefund(work.table, work.tenant, id);
  const late = refund?.cardFailures?.find((each) => String(each.attempt) === attempt);
  if (refund !== undefined && late !== undefined)
    return told.state === 'succeeded' ? creditedLate(work, open, refund, told) : undefined;
  if (refund?.card === undefined || String(refund.card.attempt) !== attempt) return;
  const card = { ...refund.card, processorRefundId: told.id };
  if (isCrediting(refund)) {
    if (told.state === 'succeeded') return credited(work, { ...refund, card });
    if (told.state === 'failed') return failed(work, { ...refund, card }, told.failureCode ?? 'failed');
    if (refund.card.processorRefundId === undefined) await keep(work, { ...refund, card }, []);
    return;
  }
  if (refund.state === 'cleared' && told.state === 'failed') await cameBack(work, refund, told.failureCode ?? 'failed');
}

async function keep(work: CardWork, refund: Refund, writes: readonly Write[]): Promise<void> {
  const { tenant } = work;
  await commit(work, [...writes, refundWrite(tenant, { ...refund, version: refund.version + 1 })]);
}

const auditOf = ({ tenant, at }: CardWork, refund: Refund, action: 'refund-cleared' | 'refund-stopped') =>
  workerAudit(worker, tenant, at, { action, entityId: refund.id, facts: { cents: refund.cents } });

async function credited(work: CardWork, refund: Crediting): Promise<void> {
  const { tenant, today, at } = work;
  const booking = bookingOf(work, `credit ${referenceOf(refund)} ${refund.version}`, 'The card was credited');
  const payment = await creditedPayment(work, refund);
  const entries = creditEntries(refund, payment, booking);
  const cleared = { on: today, by: worker, at, ledgerEntryId: idOf(work, entries[0]) };
  const after: Refund = { ...refund, state: 'cleared', cleared };
  const row = inTransitOfRefund(after, payment.entityId);
  invariant(row !== undefined, 'a card that was credited takes money from the processor');
  await keep(work, after, [
    ...refundEntryWrites(entries, { ...booking, reason: 'The card was credited' }),
    ...onItsWayWrites(tenant, row, at),
    auditOf(work, refund, 'refund-cleared'),
  ]);
}

/** The payment whose card is credited. */
async function creditedPayment(
  { table, tenant }: CardWork,
  { card }: Pick<Crediting, 'card'>,
): Promise<PatientPayment> {
  const payment = await readPatientPayment(table, tenant, card.paymentId);
  invariant(payment !== undefined, 'a payment stays');
  return payment;
}

/**
 * The processor’s payment that is refunded. For the charge's own payment, and for money regained in a won dispute, it
 * is that of the charge; otherwise it is that of a second order.
 */
function processorPaymentOf(charge: CardCharge, { id, reference }: PatientPayment): string | undefined {
  const isOfCharge = charge.paymentId === id || charge.disputes?.some(({ wonPaymentId }) => wonPaymentId === id);
  return isOfCharge ? charge.processorPaymentId : reference;
}

/**
 * The entries of a card’s credit, the refund's first. When another legal entity’s processor account pays it, both books
 * have an entry.
 */
function creditEntries(
  refund: Refund,
  payment: PatientPayment,
  booking: PaymentBooking,
): [LedgerEntry, ...LedgerEntry[]] {
  const kind = 'refund-sent';
  if (payment.entityId === refund.entityId) return [refundEntry(refund, { kind, legs: creditedLegs(refund) }, booking)];
  const { given, taken } = creditedLegsBetween(refund);
  return [refundEntry(refund, { kind, legs: given }, booking), ownEntry(payment, booking, { kind, legs: taken })];
}

/**
 * A card was credited after all, by an order that counted as failed. If nothing else was sent, that is the refund;
 * otherwise the money was refunded twice.
 */
async function creditedLate(
  work: CardWork,
  open: OpenConnection,
  refund: Refund,
  told: ProcessorRefund,
): Promise<void> {
  const late = refund.cardFailures?.find((each) => told.reference === `${refund.id}-${each.attempt}`);
  if (refund.state !== 'approved' || late === undefined) return settleElsewhere(work, open, told);
  const {
    code: _code,
    failedAt: _at,
    failedOn: _on,
    isOnItsWay: _way,
    leftOn: _leftOn,
    leftAt: _leftAt,
    ...card
  } = late;
  const cardFailures = (refund.cardFailures ?? []).filter((each) => each !== late);
  return credited(work, { ...refund, cardFailures, state: 'crediting', card: { ...card, processorRefundId: told.id } });
}

const idOf = ({ tenant }: CardWork, entry: LedgerEntry) =>
  wireEntryId(entryItem(tenant, entry.claimId, entry, entry.id));

/** A card could not be credited: the refund is approved again, for a check or another try. */
async function failed(work: CardWork, refund: Crediting, code: string): Promise<void> {
  const { card, ...rest } = refund;
  const failure = { ...card, code, failedAt: work.at, failedOn: work.today };
  const cardFailures = [...(refund.cardFailures ?? []), failure];
  await keep(work, { ...rest, state: 'approved', cardFailures }, [auditOf(work, refund, 'refund-stopped')]);
}

/** A credit was returned days later: the money is owed again, and reaches the bank with the processor's next payout. */
async function cameBack(work: CardWork, refund: Refund, code: string): Promise<void> {
  const { tenant, at, today } = work;
  const { card, cleared, ...rest } = refund;
  invariant(card !== undefined && cleared?.ledgerEntryId !== undefined, 'a credited card has an entry');
  const { ledgerEntryId } = cleared;
  const reverses = [ledgerEntryId.slice(ledgerEntryId.indexOf('.') + 1)];
  const booking = bookingOf(work, `credit back ${refund.id} ${refund.version}`, 'The credit was returned');
  const payment = await creditedPayment(work, { card });
  const kind = 'refund-returned';
  const entries = creditEntries(refund, payment, booking).map((entry, place): LedgerEntry => {
    const legs = reversedLegs(entry.legs);
    return place === 0
      ? refundEntry(refund, { kind, legs, reverses }, booking)
      : ownEntry(payment, booking, { kind, legs });
  });
  const [row] = await readInTransit(work.table, tenant, [refund.id]);
  const wasSeen = row?.depositId !== undefined;
  const left = { leftOn: cleared.on, leftAt: cleared.at };
  const failure = {
    ...{ ...card, code, failedAt: at, failedOn: today, ...left },
    ...(wasSeen ? { isOnItsWay: true as const } : {}),
  };
  const after: Refund = { ...rest, state: 'approved', cardFailures: [...(refund.cardFailures ?? []), failure] };
  const back = inTransitOfRefund(after, payment.entityId);
  const bank = [
    ...(row === undefined || wasSeen ? [] : [noLongerInTransitWrite(tenant, row, undefined)]),
    ...(back === undefined ? [] : onItsWayWrites(tenant, back, at)),
  ];
  await keep(work, after, [
    ...refundEntryWrites(entries, { ...booking, reason: 'The credit was returned' }),
    ...bank,
    auditOf(work, refund, 'refund-stopped'),
  ]);
}

/**
 * Somebody made a refund at the processor itself: it is booked as a completed refund, and leaves the payment and its
 * claims.
 */
async function settleElsewhere(work: CardWork, open: OpenConnection, told: ProcessorRefund): Promise<void> {
  const { table, tenant, today, at } = work;
  const id = idFromDigest('refund', digestOf('card-refund', tenant, told.id));
  const known = await readRefund(table, tenant, id);
  if (told.state === 'failed') return elsewhereCameBack(work, known, told);
  if (told.state !== 'succeeded' || known !== undefined) return;
  const paid = answered(await open.processor.readPayment(told.paymentId));
  const charge = await chargeOfPayment(work, open, paid);
  const payment = charge && (await bookedPayment(work, charge, paid));
  if (charge === undefined) return;
  if (payment === undefined) throw new Error('the payment of a refund is not booked yet');
  const { accountId, entityId } = payment;
  const { cents } = told;
  if (standingCents(payment) < cents) return waitForMoney(work, open, { told, payment });
  const reason = 'Refunded at the card processor';
  const booking = bookingOf(work, `elsewhere ${told.id}`, reason);
  const of = { kind: 'payment', paymentId: payment.id } as const;
  const freed = bookFreeing(await cashOf(work, payment), cents, booking);
  const before = freed.at(-1)?.payment ?? payment;
  const taken = ownEntry(payment, booking, { kind: 'refund', legs: takenLegs({ id, of, cents }) });
  const sent = ownEntry(payment, booking, { kind: 'refund-sent', legs: creditedLegs({ id, of, cents }) });
  const after: PatientPayment = {
    ...before,
    version: payment.version + 1,
    unappliedCents: sumCents([before.unappliedCents, -cents as typeof cents]),
    refundedCents: sumCents([before.refundedCents ?? zeroCents, cents]),
  };
  const card = { paymentId: payment.id, chargeId: charge.id, attempt: 1, by: worker, at, processorRefundId: told.id };
  const refund: Refund = {
    ...{ id, version: 1, state: 'cleared', of, accountId, entityId, cents },
    payee: await accountPayee(table, tenant, accountId),
    ...{ requested: { by: worker, at, reason }, ledgerEntryId: idOf(work, taken), card },
    cleared: { on: today, by: worker, at, ledgerEntryId: idOf(work, sent) },
  };
  const row = inTransitOfRefund(refund, entityId);
  await commit(work, [
    ...paymentWrites([...freed, { payment: after, entries: [taken, sent], writes: [] }], booking),
    refundWrite(tenant, refund),
    ...(row === undefined ? [] : onItsWayWrites(tenant, row, at)),
    ...(await bookedAfterAll(work, told)),
    auditOf(work, refund, 'refund-cleared'),
  ]);
}

/**
 * A refund made at the processor did not arrive: if it was booked, the money is owed again; otherwise there is nothing
 * to book.
 */
async function elsewhereCameBack(work: CardWork, known: Refund | undefined, told: ProcessorRefund): Promise<void> {
  const isCredited = known?.state === 'cleared' && known.card?.processorRefundId === told.id;
  if (isCredited) return cameBack(work, known, told.failureCode ?? 'failed');
  const resolved = known === undefined ? await bookedAfterAll(work, told) : [];
  if (resolved.length > 0) await commit(work, resolved);
}

const waitingId = ({ tenant }: CardWork, told: ProcessorRefund): string =>
  idFromDigest('exception', digestOf('card-refund', tenant, told.id));

/**
 * The refunded amount is no longer with its payment: a person is told, and a daily check continues until the amount is
 * there and is booked, or the person has ended the work.
 */
async function waitForMoney(
  work: CardWork,
  { connection }: OpenConnection,
  { told, payment }: { readonly told: ProcessorRefund; readonly payment: PatientPayment },
): Promise<void> {
  const { table, tenant, at } = work;
  const id = waitingId(work, told);
  const known = await readException(table, tenant, id);
  if (known !== undefined && known.state !== 'open') return;
  const facts = { paymentId: payment.id, processorRefundId: told.id, cents: told.cents };
  const opened = exceptionWrite(tenant, { id, code: 'card-refund-not-booked', openedAt: at, facts });
  const tomorrow = new Date(Date.parse(at) + dayMilliseconds).toISOString();
  const again = cardEventMessage(tenant, connection.id, `${told.id}-${at}`, { kind: 'refund', id: told.id });
  await commit(work, [...(known === undefined ? [opened] : []), dueWrite(at, { ...again, dueAt: tomorrow })]);
}

const dayMilliseconds = 86_400_000;

async function bookedAfterAll(work: CardWork, told: ProcessorRefund): Promise<Write[]> {
  const known = await readException(work.table, work.tenant, waitingId(work, told));
  return known?.state === 'open' ? [exceptionResolvedWrite(work.tenant, known.id, work.at)] : [];
}
