import type { CardCharge } from '../../shared/domain/card/charge.ts';
import type { LedgerEntry } from '../../shared/domain/ledger/entry.ts';
import type { PatientPayment } from '../../shared/domain/patient-payment/payment.ts';
import type { Refund } from '../../shared/domain/refund/refund.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { entryOfItem } from '../../shared/store/ledger.ts';
import type { Item } from '../../shared/store/table.ts';
import type { Payment } from '../../simulator/card-processor/state.ts';
import type { PatientsOffice } from './patients-office.ts';

const disputeFeeCents = 1500;
const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** Once all events have arrived: what the processor took, kept, gave back and lost is in the books, once. */
export function cardFaults({ items, processor: { state } }: PatientsOffice): string[] {
  const stored = items();
  const of = <Value>(wanted: string) =>
    stored.filter(({ type }) => type === wanted).map((item) => documentOfItem<Value>(item));
  const [charges, payments, refunds] = [
    of<CardCharge>('card-charge'),
    of<PatientPayment>('patient-payment'),
    of<Refund>('refund'),
  ];
  const entries = stored.filter(({ type }) => type === 'entry').map(entryOfItem);
  const waits = waitingRefunds(stored);
  const faults: string[] = [];
  for (const paid of [...state.payments.values()].filter(({ status }) => status === 'succeeded')) {
    const booked = payments.filter(({ method, reference }) => method === 'card' && reference === paid.id);
    const [payment] = booked;
    const charge = charges.find(({ id }) => id === payment?.card?.chargeId);
    if (booked.length !== 1 || payment?.cents !== paid.cents || charge === undefined) {
      faults.push(`the card payment ${paid.id} of ${paid.cents} is booked ${booked.length} times`);
    } else faults.push(...moneyFaults(paid, { charge, payment, refunds, entries, state, waits }));
  }
  const disputes = [...state.disputes.values()];
  for (const { id, paymentId, status } of disputes) {
    const known = charges.flatMap((charge) => charge.disputes ?? []).find((dispute) => dispute.id === id);
    if (known === undefined) faults.push(`the dispute ${id} of ${paymentId} (${status}) is not known`);
    else if (status === 'won' && known.booked === 'yes' && known.wonPaymentId === undefined)
      faults.push(`the dispute ${id} was won, and is no payment`);
  }
  for (const { id, status, metadata } of state.refunds.values()) {
    if (waits.has(id)) continue;
    const known = refunds.filter(({ card }) => card?.processorRefundId === id);
    const isCleared = known.some((refund) => refund.state === 'cleared');
    if (isCleared !== (status === 'succeeded'))
      faults.push(
        `the credit ${id} is ${status} (${JSON.stringify(metadata)}), and ${isCleared ? '' : 'not '}in the books`,
      );
  }
  return faults;
}

interface Books {
  readonly charge: CardCharge;
  readonly payment: PatientPayment;
  readonly refunds: readonly Refund[];
  readonly entries: readonly LedgerEntry[];
  readonly state: PatientsOffice['processor']['state'];
  readonly waits: ReadonlySet<string>;
}

/** Refunds that were made at the processor and wait for a person, because the money has moved in the books. */
function waitingRefunds(items: readonly Item[]): Set<string> {
  const open = items.filter(
    ({ type, code, state }) => type === 'exception' && code === 'card-refund-not-booked' && state === 'open',
  );
  return new Set(open.map(({ facts }) => String((facts as { readonly processorRefundId?: string }).processorRefundId)));
}

/**
 * The amount in transit to the bank for a card payment is what the processor holds of it. Payments that a person
 * reversed by hand are left out.
 */
function moneyFaults(paid: Payment, { charge, payment, refunds, entries, state, waits }: Books): string[] {
  const { disputes: told = [] } = charge;
  if (payment.reversed !== undefined && payment.chargedBack === undefined) return [];
  if (told.some(({ booked, state: stands }) => booked !== 'yes' && stands !== 'inquiry' && stands !== 'closed'))
    return [];
  const own = [payment.id, ...told.flatMap(({ wonPaymentId = [] }) => wonPaymentId)];
  const credits = refunds.filter(({ card }) => own.includes(card?.paymentId ?? '')).map(({ id }) => id);
  const inTransit = entries.flatMap(({ paymentId = '', legs }) =>
    legs.map(({ account, cents, reference = '' }) =>
      account === 'deposits-in-transit' &&
      (credits.includes(reference) || (own.includes(paymentId) && reference === ''))
        ? cents
        : 0,
    ),
  );
  const disputes = [...state.disputes.values()].filter(
    ({ paymentId, status }) => paymentId === paid.id && !status.startsWith('warning'),
  );
  const lost = sum(disputes.map(({ cents, status }) => disputeFeeCents + (status === 'won' ? 0 : cents)));
  const back = [...state.refunds.values()].filter(
    ({ paymentId, status }) => paymentId === paid.id && status === 'succeeded',
  );
  if (back.some(({ id }) => waits.has(id))) return [];
  const held = paid.cents - (payment.feeCents ?? 0) - lost - sum(back.map(({ cents }) => cents));
  return sum(inTransit) === held
    ? []
    : [`of ${paid.id} the processor holds ${held}, and ${sum(inTransit)} are in transit`];
}
