import type { CardCharge, ChargeDispute } from '../../shared/domain/card/charge.ts';
import type { ProcessorDispute, ProcessorPayment } from '../../shared/domain/card/processor.ts';
import { idFromDigest } from '../../shared/domain/identity/ids.ts';
import { type Cents, cents, negateCents, subtractCents, sumCents, zeroCents } from '../../shared/domain/money/cents.ts';
import type { PatientPayment } from '../../shared/domain/patient-payment/payment.ts';
import { present } from '../../shared/domain/present.ts';
import { invariant } from '../../shared/domain/result.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import {
  bookChargeback,
  bookFee,
  bookLoss,
  type StandingCash,
  standingCents,
} from '../../shared/posting/card-booking.ts';
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
import { lossOnItsWay } from './loss.ts';
import { chargeOfPayment, paymentIdOf, receive, settlePayment } from './payment.ts';

/**
 * Updates a charge to the state of its dispute: money that was taken is a chargeback, booked as a reversal; a dispute
 * that is won gets its own entry. An inquiry by the cardholder's bank moves no money, but is work for a person.
 */
export async function settleDispute(work: CardWork, open: OpenConnection, dispute: ProcessorDispute): Promise<void> {
  const { table, tenant } = work;
  const processorPayment = answered(await open.processor.readPayment(dispute.paymentId));
  const named = await chargeOfPayment(work, open, processorPayment);
  if (named === undefined) return;
  // The processor may report a dispute before the payment.
  const isBooked = (await bookedPayment(work, named, processorPayment)) !== undefined;
  if (!isBooked) await settlePayment(work, open, processorPayment);
  const charge = await readCardCharge(table, tenant, named.id);
  const payment = charge && (await bookedPayment(work, charge, processorPayment));
  if (charge === undefined || payment === undefined) throw new Error('the payment of a dispute is not booked yet');
  const before = charge.disputes?.find(({ id }) => id === dispute.id);
  const taken = await takenBack(work, { dispute, payment, before });
  const next: ChargeDispute = {
    ...{ ...toldOf(work, dispute), booked: taken.booked },
    ...present({ wonPaymentId: before?.wonPaymentId, borne: taken.borne ?? before?.borne }),
  };
  const won = dispute.state === 'won' && next.booked === 'yes' && !isRegained(next);
  if (isSame(before, next) && !won) return;
  const loss = await lossOnItsWay(work, { ...charge, disputes: withDispute(charge, next) }, taken.lossCents);
  await keep(work, loss.charge, [...taken.writes, ...loss.writes]);
  if (won) await bookWon(work, next, { chargeId: charge.id, paymentId: payment.id });
}

/** The part of a disputed amount that was taken from the payment, and the part that the office bears. */
const partsOf = ({ cents: all, borne }: ChargeDispute) => {
  const lostCents = borne?.cents ?? zeroCents;
  return { lostCents, ownCents: subtractCents(all, lostCents) };
};

/** Whether the money of a won dispute is in the books again: the payment's part, and the office's. */
function isRegained(dispute: ChargeDispute): boolean {
  const { lostCents, ownCents } = partsOf(dispute);
  const hasOwn = ownCents === 0 || dispute.wonPaymentId !== undefined;
  return hasOwn && (lostCents === 0 || dispute.borne?.regainedOn !== undefined);
}

/** The booked payment for a payment of the processor; undefined while it is not booked. */
export async function bookedPayment(
  { table, tenant }: CardWork,
  charge: CardCharge,
  payment: ProcessorPayment,
): Promise<PatientPayment | undefined> {
  return readPatientPayment(table, tenant, paymentIdOf(tenant, charge, payment) ?? '');
}

const toldOf = ({ timeZone }: CardWork, { id, cents, state, reason, evidenceUntil }: ProcessorDispute) => ({
  ...{ id, cents, state, reason },
  ...present({ evidenceBy: evidenceUntil === undefined ? undefined : dayIn(timeZone, evidenceUntil) }),
});

const isSame = (before: ChargeDispute | undefined, next: ChargeDispute): boolean =>
  before?.state === next.state &&
  before.booked === next.booked &&
  before.evidenceBy === next.evidenceBy &&
  before.borne?.cents === next.borne?.cents;

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
  /** What the bank shows in addition to the payment; negative. */
  readonly lossCents: Cents;
  readonly borne?: ChargeDispute['borne'];
}

/**
 * The reversal of a disputed payment. It waits while too little is left of the payment because of a refund: a person
 * must decline the refund, or decide that the office bears the rest.
 */
async function takenBack(work: CardWork, { dispute, payment, before }: Disputed): Promise<Taken> {
  const nothing = { writes: [], lossCents: zeroCents };
  if (before !== undefined && before.booked !== 'no') return { booked: before.booked, ...nothing };
  if (!dispute.isWithdrawn) return { booked: 'no', ...nothing };
  if (payment.reversed !== undefined && payment.chargedBack === undefined) return { booked: 'by-a-person', ...nothing };
  const standing = payment.chargedBack === undefined ? standingCents(payment) : zeroCents;
  if (standing < dispute.cents && before?.borne === undefined) return { booked: 'no', ...nothing };
  const ownCents = cents(Math.min(standing, dispute.cents));
  const lostCents = subtractCents(dispute.cents, ownCents);
  const { table, tenant, today } = work;
  const isBatched = (await batchIdOf(table, tenant, payment.id)) !== undefined;
  const { id: disputeId, feeCents } = dispute;
  const booking = bookingOf(work, `dispute ${disputeId}`, 'The cardholder disputed it');
  const back = { disputeId, on: today, cents: ownCents, feeCents, isBatched };
  const own = ownCents === 0 ? [] : bookChargeback(await cashOf(work, payment), back, booking);
  const left = own.at(-1)?.payment ?? payment;
  const loss = lostCents === 0 ? [] : [bookLoss(left, lostCents, booking)];
  const fee = ownCents === 0 ? [bookFee(left, feeCents, booking)] : [];
  const after: PatientPayment = { ...left, version: payment.version + 1 };
  const steps = [...own, ...loss, ...fee, { payment: after, entries: [], writes: [] }];
  const isOwn = ownCents > 0;
  return {
    ...{ booked: 'yes', writes: [...paymentWrites(steps, booking), ...(isOwn ? bankWrites(work, after) : [])] },
    lossCents: negateCents(isOwn ? lostCents : sumCents([lostCents, feeCents])),
    ...(lostCents === 0 || before?.borne === undefined ? {} : { borne: { ...before.borne, cents: lostCents } }),
  };
}

/** What the bank will show: a smaller batch, or a debit. */
function bankWrites({ tenant, at }: CardWork, payment: PatientPayment): Write[] {
  const row = inTransitOfReturn(payment);
  const isBatched = payment.chargedBack?.isBatched === true && row !== undefined;
  return (isBatched ? onItsWayWrites(tenant, row, at) : [waitingChangedWrite(tenant, payment)]) as Write[];
}

/** A payment with everything it is applied to. */
export async function cashOf({ table, tenant }: CardWork, payment: PatientPayment): Promise<StandingCash> {
  const claimIds = payment.allocations.map(({ claimId }) => claimId);
  const [balances, client] = await Promise.all([
    readBalances(table, tenant, claimIds),
    readClientBalance(table, tenant, payment.accountId),
  ]);
  const claims = new Map(balances.flatMap((each) => (each === undefined ? [] : [[each.claimId as string, each]])));
  return { payment, claims, client };
}

/**
 * The money of a won dispute is a payment again, applied to claims with balances; what the office bore is returned to
 * the office.
 */
async function bookWon(
  work: CardWork,
  dispute: ChargeDispute,
  { chargeId, paymentId }: { readonly chargeId: string; readonly paymentId: string },
): Promise<void> {
  const { table, tenant, today, at } = work;
  const charge = await readCardCharge(table, tenant, chargeId);
  const [account, payment] = await Promise.all([
    readAccount(table, tenant, charge?.accountId ?? ''),
    readPatientPayment(table, tenant, paymentId),
  ]);
  invariant(charge !== undefined && account !== undefined && payment !== undefined, 'a dispute is of a payment');
  const { ownCents, lostCents } = partsOf(dispute);
  const { accountId, entityId, card, planId } = payment;
  const received: PatientPayment = {
    ...{ id: idFromDigest('patientPayment', digestOf('dispute-won', tenant, dispute.id)), version: 1 },
    ...{ accountId, entityId, method: 'card', cents: ownCents, receivedOn: today, reference: dispute.id },
    ...{ enteredAt: at, enteredBy: worker, allocations: [], unappliedCents: ownCents, feeCents: zeroCents },
    ...present({ card, planId }),
  };
  const booking = bookingOf(work, `won ${dispute.id}`, 'The dispute was won');
  const again = ownCents === 0 ? [] : await receive(work, received, { account, first: charge.claimIds, booking });
  const kept = { ...payment, version: payment.version + 1 };
  const regained = lostCents === 0 ? [] : [bookLoss(kept, negateCents(lostCents), booking)];
  const next: ChargeDispute = {
    ...dispute,
    ...(ownCents === 0 ? {} : { wonPaymentId: received.id }),
    ...(dispute.borne === undefined || lostCents === 0 ? {} : { borne: { ...dispute.borne, regainedOn: today } }),
  };
  const loss = await lossOnItsWay(work, { ...charge, disputes: withDispute(charge, next) }, lostCents);
  await keep(work, loss.charge, [...paymentWrites([...again, ...regained], booking), ...loss.writes]);
}
