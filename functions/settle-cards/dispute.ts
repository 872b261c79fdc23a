import type { CardCharge, ChargeDispute } from '../../shared/domain/card/charge.ts';
import type { ProcessorDispute, ProcessorPayment } from '../../shared/domain/card/processor.ts';
import { idFromDigest } from '../../shared/domain/identity/ids.ts';
import { zeroCents } from '../../shared/domain/money/cents.ts';
import type { PatientPayment } from '../../shared/domain/patient-payment/payment.ts';
import { present } from '../../shared/domain/present.ts';
import { invariant } from '../../shared/domain/result.ts';
import { bookChargeback, type StandingCash, standingCents } from '../../shared/posting/card-booking.ts';
import { paymentWrites } from '../../shared/posting/patient-payment-booking.ts';
import { readAccount, readClientBalance } from '../../shared/store/accounts.ts';
import { cardChargeWrite, readCardCharge } from '../../shared/store/cards.ts';
import { workerAudit } from '../../shared/store/change.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { batchIdOf, inTransitOfReturn, waitingChangedWrite } from '../../shared/store/deposit-batches.ts';
import { onItsWayWrites } from '../../shared/store/deposits.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { readPatientPayment } from '../../shared/store/patient-payments.ts';
import type { Write } from '../../shared/store/table.ts';
import { answered, bookingOf, type CardWork, commit, type OpenConnection, worker } from './context.ts';
import { chargeOfPayment, paymentIdOf, receive, settlePayment } from './payment.ts';

/**
 * Brings a charge to where a dispute of its payment stands: money that was taken is charged back, by reversal; a dispute that is won is an
 * entry of its own. A question of the holder's bank moves nothing, and is work all the same.
 */
export async function settleDispute(work: CardWork, open: OpenConnection, dispute: ProcessorDispute): Promise<void> {
  const { table, tenant } = work;
  const processorPayment = answered(await open.processor.readPayment(dispute.paymentId));
  const named = await chargeOfPayment(work, open, processorPayment);
  if (named === undefined) return;
  // The dispute may be told before the payment is.
  const isBooked = (await bookedPayment(work, named, processorPayment)) !== undefined;
  if (!isBooked) await settlePayment(work, open, processorPayment);
  const charge = await readCardCharge(table, tenant, named.id);
  const payment = charge && (await bookedPayment(work, charge, processorPayment));
  if (charge === undefined || payment === undefined) throw new Error('a dispute of a payment that has not come');
  const before = charge.disputes?.find(({ id }) => id === dispute.id);
  const taken = await takenBack(work, { dispute, payment, before });
  const won = dispute.state === 'won' && taken.booked === 'yes' && before?.wonPaymentId === undefined;
  const next = { ...toldOf(dispute), booked: taken.booked, ...present({ wonPaymentId: before?.wonPaymentId }) };
  if (isSame(before, next) && !won) return;
  await keep(work, { ...charge, disputes: withDispute(charge, next) }, taken.writes);
  if (won) await bookWon(work, charge.id, { dispute, payment });
}

/** The payment in the books that a payment of the processor is; undefined while it is not booked. */
export async function bookedPayment(
  { table, tenant }: CardWork,
  charge: CardCharge,
  payment: ProcessorPayment,
): Promise<PatientPayment | undefined> {
  return readPatientPayment(table, tenant, paymentIdOf(tenant, charge, payment) ?? '');
}

const toldOf = ({ id, cents, state, reason, evidenceBy }: ProcessorDispute) => ({
  ...{ id, cents, state, reason },
  ...present({ evidenceBy }),
});

const isSame = (before: ChargeDispute | undefined, next: ChargeDispute): boolean =>
  before?.state === next.state && before.booked === next.booked && before.evidenceBy === next.evidenceBy;

const withDispute = ({ disputes = [] }: CardCharge, dispute: ChargeDispute): ChargeDispute[] =>
  disputes.some(({ id }) => id === dispute.id)
    ? disputes.map((each) => (each.id === dispute.id ? dispute : each))
    : [...disputes, dispute];

async function keep(work: CardWork, charge: CardCharge, writes: readonly Write[]): Promise<void> {
  const { tenant, at } = work;
  const after = { ...charge, version: charge.version + 1 };
  const state = charge.disputes?.at(-1)?.state ?? '';
  const audit = { action: 'card-charge-disputed', entityId: charge.id, facts: { state } } as const;
  await commit(work, [...writes, cardChargeWrite(tenant, after), workerAudit(worker, tenant, at, audit)]);
}

interface Disputed {
  readonly dispute: ProcessorDispute;
  readonly payment: PatientPayment;
  readonly before?: ChargeDispute | undefined;
}

interface Taken {
  readonly booked: ChargeDispute['booked'];
  readonly writes: readonly Write[];
}

/** What a dispute takes from the books. It waits while the money is about to be given back: then somebody declines that refund first. */
async function takenBack(work: CardWork, { dispute, payment, before }: Disputed): Promise<Taken> {
  if (before !== undefined && before.booked !== 'no') return { booked: before.booked, writes: [] };
  if (!dispute.isWithdrawn) return { booked: 'no', writes: [] };
  if (payment.reversed !== undefined && payment.chargedBack === undefined) return { booked: 'by-a-person', writes: [] };
  if (payment.chargedBack !== undefined || standingCents(payment) < dispute.cents) return { booked: 'no', writes: [] };
  const { table, tenant, today, at } = work;
  const isBatched = (await batchIdOf(table, tenant, payment.id)) !== undefined;
  const { id: disputeId, cents, feeCents } = dispute;
  const booking = bookingOf(work, `dispute ${disputeId}`, 'The card’s holder disputed it');
  const back = { disputeId, on: today, cents, feeCents, isBatched };
  const steps = bookChargeback(await cashOf(work, payment), back, booking);
  const last = steps.at(-1);
  invariant(last !== undefined, 'a chargeback changes the payment');
  const after: PatientPayment = { ...last.payment, version: payment.version + 1 };
  const row = inTransitOfReturn(after);
  const bank = isBatched && row !== undefined ? onItsWayWrites(tenant, row, at) : [waitingChangedWrite(tenant, after)];
  return {
    booked: 'yes',
    writes: [...paymentWrites([...steps, { payment: after, entries: [], writes: [] }], booking), ...bank],
  };
}

/** A payment with all that it stands with. */
export async function cashOf({ table, tenant }: CardWork, payment: PatientPayment): Promise<StandingCash> {
  const claimIds = payment.allocations.map(({ claimId }) => claimId);
  const [balances, client] = await Promise.all([
    readBalances(table, tenant, claimIds),
    readClientBalance(table, tenant, payment.accountId),
  ]);
  const claims = new Map(balances.flatMap((each) => (each === undefined ? [] : [[each.claimId as string, each]])));
  return { payment, claims, client };
}

/** The money of a dispute that was won is a payment again, put onto the claims that are owed. */
async function bookWon(work: CardWork, chargeId: string, { dispute, payment }: Disputed): Promise<void> {
  const { table, tenant, today, at } = work;
  const [charge, account] = await Promise.all([
    readCardCharge(table, tenant, chargeId),
    readAccount(table, tenant, payment.accountId),
  ]);
  invariant(charge !== undefined && account !== undefined, 'a payment’s charge and account exist');
  const { accountId, entityId, card, planId } = payment;
  const received: PatientPayment = {
    ...{ id: idFromDigest('patientPayment', digestOf('dispute-won', tenant, dispute.id)), version: 1 },
    ...{ accountId, entityId, method: 'card', cents: dispute.cents, receivedOn: today, reference: dispute.id },
    ...{ enteredAt: at, enteredBy: worker, allocations: [], unappliedCents: dispute.cents, feeCents: zeroCents },
    ...present({ card, planId }),
  };
  const booking = bookingOf(work, `won ${dispute.id}`, 'The dispute was won');
  const steps = await receive(work, received, { account, first: charge.claimIds, booking });
  const disputes = (charge.disputes ?? []).map((each) =>
    each.id === dispute.id ? { ...each, wonPaymentId: received.id } : each,
  );
  await keep(work, { ...charge, disputes }, paymentWrites(steps, booking));
}
