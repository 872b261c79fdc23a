import { nobodysAccountId } from '../../shared/domain/account/account.ts';
import { isPromptPayAutomatic } from '../../shared/domain/billing-settings/discounts.ts';
import type { PatientPayment } from '../../shared/domain/patient-payment/payment.ts';
import { fail, invariant, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { bookOffCharges, bookOnCharges } from '../../shared/posting/client-payment-booking.ts';
import {
  bookAllocations,
  bookTakingOff,
  type PaymentBooking,
  paymentWrites,
} from '../../shared/posting/patient-payment-booking.ts';
import { claimsHolding, claimsToPay, ordersOf } from '../../shared/posting/payable-claims.ts';
import { readAccount, readClientBalance } from '../../shared/store/accounts.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { readPatientPayment } from '../../shared/store/patient-payments.ts';
import type { PatientPaymentsDeps, PatientPaymentsOperations, PatientPaymentsRequest } from './context.ts';
import { paymentView } from './views.ts';

/** A transaction has at most 100 writes; some are for the audit trail and the idempotency record. */
export const mostWrites = 94;

type ChangeRequest = PatientPaymentsRequest<
  'allocatePatientPayment' | 'takeOffPatientPayment' | 'transferPatientPayment' | 'reversePatientPayment'
>;

export const allocationOperations: PatientPaymentsOperations<'allocatePatientPayment' | 'takeOffPatientPayment'> = {
  allocatePatientPayment: async (request, { table }) => {
    const found = await standingPayment(request, { table });
    if (!found.ok) return found;
    const { tenantId } = request.principal;
    const before = found.value;
    if (before.accountId === nobodysAccountId) return fail({ kind: 'payment-of-nobody' });
    const account = await readAccount(table, tenantId, before.accountId);
    invariant(account !== undefined, 'a payment’s account exists');
    const payable = await claimsToPay(table, tenantId, account, before);
    if (!payable.ok) return payable;
    const orders = ordersOf(before, request.body.allocations, payable.value);
    if (!orders.ok) return asItStands(request, { table }, () => orders);
    const booking = await bookingOf(request, { table });
    const onClaims = bookAllocations(before, orders.value, payable.value.claims, booking);
    const { client } = payable.value;
    const isByRule = request.body.allocations === undefined && client !== undefined;
    const booked = isByRule ? bookOnCharges(onClaims.payment, client, booking) : onClaims;
    if (booked.entries.length === 0)
      return asItStands(request, { table }, () => ok({ body: paymentView(before), version: before.version }));
    const payment = { ...booked.payment, version: before.version + 1 };
    return ok({
      body: paymentView(payment),
      version: payment.version,
      writes: paymentWrites([{ ...booked, payment }], booking),
      audit: { action: 'patient-payment-allocated', entityId: payment.id, facts: { claims: orders.value.length } },
    });
  },

  takeOffPatientPayment: async (request, { table }) => {
    const found = await standingPayment(request, { table });
    if (!found.ok) return found;
    const { tenantId } = request.principal;
    const before = found.value;
    const { claimIds, reason } = request.body;
    const unknown = (claimIds ?? []).flatMap((claimId, index) =>
      before.allocations.some((each) => each.claimId === claimId)
        ? []
        : [{ pointer: `/claimIds/${index}`, detail: 'nothing of the payment is applied to this claim' }],
    );
    if (unknown.length > 0) return fail({ kind: 'request-invalid', errors: unknown });
    const taken = before.allocations.filter(({ claimId }) => claimIds?.includes(claimId) ?? true);
    const offCharges = claimIds === undefined && before.chargesCents !== undefined;
    if (taken.length === 0 && !offCharges) return ok({ body: paymentView(before), version: before.version });
    const claims = await claimsHolding(
      table,
      tenantId,
      taken.map(({ claimId }) => claimId),
    );
    const booking = await bookingOf(request, { table }, reason);
    const off = bookTakingOff(before, taken, claims, booking);
    const client = offCharges ? await readClientBalance(table, tenantId, before.accountId) : undefined;
    const last = client === undefined ? off : bookOffCharges(off.payment, client, booking);
    const payment = { ...last.payment, version: before.version + 1 };
    const steps = client === undefined ? [{ ...last, payment }] : [off, { ...last, payment }];
    const writes = paymentWrites(steps, booking);
    if (writes.length > mostWrites) return fail({ kind: 'payment-too-large-to-reverse' });
    return ok({
      body: paymentView(payment),
      version: payment.version,
      writes,
      audit: { action: 'patient-payment-removed', entityId: payment.id, facts: { claims: taken.length } },
    });
  },
};

/** The payment that a request changes: not reversed, and in the version that the request names. */
export async function standingPayment(
  request: Pick<ChangeRequest, 'principal' | 'params' | 'expectedVersion'>,
  { table }: PatientPaymentsDeps,
): Promise<Result<PatientPayment, Failure>> {
  const payment = await readPatientPayment(table, request.principal.tenantId, request.params.paymentId);
  if (payment === undefined) return fail({ kind: 'not-found' });
  if (payment.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
  return payment.reversed === undefined ? ok(payment) : fail({ kind: 'payment-reversed-already' });
}

/**
 * An answer that writes nothing is protected by no condition, so the payment is read again. Somebody may have applied
 * it to claims between the two reads, and then neither "nothing to do" nor "more than is owed" is true.
 */
async function asItStands<Answer>(
  request: Pick<ChangeRequest, 'principal' | 'params' | 'expectedVersion'>,
  deps: PatientPaymentsDeps,
  answer: () => Answer,
): Promise<Answer | { readonly ok: false; readonly failure: Failure }> {
  const still = await standingPayment(request, deps);
  return still.ok ? answer() : still;
}

/** Who books, when and why. */
export async function bookingOf(
  request: Pick<ChangeRequest, 'principal' | 'at' | 'today' | 'newId'>,
  { table }: PatientPaymentsDeps,
  reason?: string,
): Promise<PaymentBooking> {
  const { tenantId, subject } = request.principal;
  const [today, { discounts }] = await Promise.all([request.today(), readBillingSettings(table, tenantId)]);
  const givesDiscounts = isPromptPayAutomatic(discounts);
  return {
    ...{ tenant: tenantId, subject, at: request.at, today, reason, givesDiscounts },
    newEntryId: () => request.newId('ledgerEntry'),
  };
}
