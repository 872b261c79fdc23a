import { limitFor } from '../../shared/domain/billing-settings/limits.ts';
import { type Cents, zeroCents } from '../../shared/domain/money/cents.ts';
import type { PatientPayment } from '../../shared/domain/patient-payment/payment.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invalid, invariant, ok, type Result } from '../../shared/domain/result.ts';
import type { FeeRefusal } from '../../shared/domain/returned-check/fee.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { bookTransferBack } from '../../shared/posting/cash-transfer-booking.ts';
import { bookOffCharges } from '../../shared/posting/client-payment-booking.ts';
import {
  bookPaymentReversal,
  bookTakingOff,
  type PaymentBooking,
  type PaymentStep,
  paymentWrites,
} from '../../shared/posting/patient-payment-booking.ts';
import { claimsHolding } from '../../shared/posting/payable-claims.ts';
import { bookFee, feeForReturn } from '../../shared/posting/returned-check-fee.ts';
import { readAccount, readClientBalance } from '../../shared/store/accounts.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { batchIdOf, inTransitOfReturn, waitingNoMoreWrite } from '../../shared/store/deposit-batches.ts';
import { onItsWayWrites } from '../../shared/store/deposits.ts';
import { readPatientPayment } from '../../shared/store/patient-payments.ts';
import { refundsOfPayment } from '../../shared/store/refunds.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import { bookingOf, mostWrites, standingPayment } from './allocations.ts';
import type { PatientPaymentsOperations, PatientPaymentsRequest } from './context.ts';
import { paymentView } from './views.ts';

export const reversalOperations: PatientPaymentsOperations<'reversePatientPayment'> = {
  reversePatientPayment: async (request, { table }) => {
    const found = await standingPayment(request, { table });
    if (!found.ok) return found;
    const { tenantId, subject } = request.principal;
    const before = found.value;
    if (before.card !== undefined) return fail({ kind: 'payment-by-card' });
    const lost = await lossOf(request, table, before);
    if (!lost.ok) return lost;
    const booking = await bookingOf(request, { table }, request.body.reason);
    const { as, on = booking.today, reason } = request.body;
    if (on > booking.today || on < before.receivedOn) {
      const detail = on > booking.today ? 'is in the future' : 'is before the day on which the payment was received';
      return invalid('/on', detail);
    }
    const [transfer] = before.transfers ?? [];
    if (transfer !== undefined) return fail({ kind: 'payment-transferred', facts: { paymentId: transfer.paymentId } });
    if (before.transferredFrom !== undefined && as !== 'voided') {
      const detail =
        'expected voided, which reverses the transfer; if the bank returned the money, reverse the original payment';
      return invalid('/as', detail);
    }
    const batchId = await batchIdOf(table, tenantId, before.id);
    if (batchId !== undefined && as === 'voided') return fail({ kind: 'payment-in-batch', facts: { batchId } });
    const claimIds = before.allocations.map(({ claimId }) => claimId);
    const claims = await claimsHolding(table, tenantId, claimIds);
    const off = bookTakingOff(before, before.allocations, claims, booking);
    const client = await readClientBalance(table, tenantId, before.accountId);
    const fee = await feeOfReturn(request, table, before, booking);
    const free = bookOffCharges(off.payment, client, booking, fee.entries);
    const [back, ...others] = await takenBack(table, free.payment, booking, lost.value);
    const payment: PatientPayment = {
      ...back.payment,
      version: before.version + 1,
      reversed: {
        ...{ as, on, by: subject, at: request.at, reason, ...fee.told },
        ...(lost.value === 0 ? {} : { lostCents: lost.value }),
      },
    };
    const writes = [
      ...paymentWrites([off, free, { ...back, payment }, ...others], booking),
      ...fee.writes,
      ...bankWrites(payment, batchId, booking),
    ];
    if (writes.length > mostWrites) return fail({ kind: 'payment-too-large-to-reverse' });
    return ok({
      body: paymentView(payment),
      version: payment.version,
      writes,
      audit: { action: 'patient-payment-reversed', entityId: payment.id, facts: { as } },
    });
  },
};

/**
 * The refunded part of a payment. A declined refund goes back to the payment. If the refund is complete and the payment
 * was returned all the same, the office has lost the amount, within the write-off limit of the person.
 */
async function lossOf(
  { body, principal: { tenantId, roles } }: PatientPaymentsRequest<'reversePatientPayment'>,
  table: Table,
  { id, refundedCents = zeroCents }: PatientPayment,
): Promise<Result<Cents, Failure>> {
  if (refundedCents === 0) return ok(zeroCents);
  const refunds = (await refundsOfPayment(table, tenantId, id)).filter(({ state }) => state !== 'declined');
  const open = refunds.find(({ state }) => state !== 'cleared' && state !== 'remitted');
  if (open !== undefined || body.bearsRefunds !== true || body.as !== 'returned') {
    return fail({ kind: 'payment-refunded', facts: present({ refundId: (open ?? refunds[0])?.id }) });
  }
  const limitCents = limitFor((await readBillingSettings(table, tenantId)).limits.writeOff, roles);
  return refundedCents > limitCents ? fail({ kind: 'above-role-limit', facts: { limitCents } }) : ok(refundedCents);
}

/** The fee for a check that the bank returned: a charge of the account, or the reason why there is none. */
async function feeOfReturn(
  { body, newId }: PatientPaymentsRequest<'reversePatientPayment'>,
  table: Table,
  payment: PatientPayment,
  booking: PaymentBooking,
) {
  const none = (noFee?: FeeRefusal) => ({ entries: [], writes: [], told: present({ noFee }) });
  if (body.as !== 'returned') return none();
  if (payment.method !== 'check') return none('no-check');
  const account = await readAccount(table, booking.tenant, payment.accountId);
  if (body.withoutFee === true || account === undefined) return none('not-wanted');
  const cents = await feeForReturn(table, booking.tenant, { ...payment, account }, booking.today);
  if (!cents.ok) return none(cents.failure);
  const { charge, entry, write } = bookFee(payment, { id: newId('accountCharge'), cents: cents.value }, booking);
  return { entries: [entry], writes: [write], told: { fee: { chargeId: charge.id, cents: charge.cents } } };
}

/** The reversal of a payment: its receipt with opposite signs; or, for cash from another account, the transfer back. */
async function takenBack(
  table: Table,
  payment: PatientPayment,
  booking: PaymentBooking,
  lost: Cents,
): Promise<[PaymentStep, ...PaymentStep[]]> {
  if (payment.transferredFrom === undefined) return [bookPaymentReversal(payment, booking, lost)];
  const source = await readPatientPayment(table, booking.tenant, payment.transferredFrom.paymentId);
  invariant(source !== undefined, 'a payment stays');
  const { given, taken } = bookTransferBack(payment, source, booking);
  return [given, { ...taken, payment: { ...taken.payment, version: source.version + 1 } }];
}

/** A payment that never reached the bank waits no longer; one that did is debited, as the bank will show. */
function bankWrites(
  payment: PatientPayment,
  batchId: string | undefined,
  { tenant, at }: PaymentBooking,
): Write<Failure>[] {
  if (payment.transferredFrom !== undefined) return [];
  if (batchId === undefined) return [waitingNoMoreWrite(tenant, payment.id)];
  const taken = inTransitOfReturn(payment);
  return taken === undefined ? [] : onItsWayWrites(tenant, taken, at);
}
