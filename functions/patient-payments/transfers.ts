import { nobodysAccountId } from '../../shared/domain/account/account.ts';
import { limitFor } from '../../shared/domain/billing-settings/limits.ts';
import { mostTransfers } from '../../shared/domain/patient-payment/payment.ts';
import { fail, invalid, ok } from '../../shared/domain/result.ts';
import { bookTransfer } from '../../shared/posting/cash-transfer-booking.ts';
import { paymentWrites } from '../../shared/posting/patient-payment-booking.ts';
import { readAccount } from '../../shared/store/accounts.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { bookingOf, standingPayment } from './allocations.ts';
import type { PatientPaymentsOperations } from './context.ts';
import { paymentView } from './views.ts';

/**
 * Unapplied cash goes to another account: within a family, to the real payer, or to the account that an unidentified
 * check belongs to.
 */
export const transferOperations: PatientPaymentsOperations<'transferPatientPayment'> = {
  transferPatientPayment: async (request, { table }) => {
    const found = await standingPayment(request, { table });
    if (!found.ok) return found;
    const { tenantId, roles } = request.principal;
    const source = found.value;
    const { accountId, reason, cents = source.unappliedCents } = request.body;
    if (accountId === source.accountId) return invalid('/accountId', 'the account that has it already');
    if ((await readAccount(table, tenantId, accountId)) === undefined) return invalid('/accountId', 'no such account');
    const { unappliedCents } = source;
    if (cents === 0 || cents > unappliedCents)
      return fail({ kind: 'transfer-exceeds-cash', facts: { unappliedCents } });
    if ((source.transfers ?? []).length >= mostTransfers) return fail({ kind: 'payment-on-too-many-accounts' });
    const limitCents = limitFor((await readBillingSettings(table, tenantId)).limits.transfer, roles);
    // A person finds out whose an unidentified check is.
    const isFound = source.accountId === nobodysAccountId;
    if (!isFound && cents > limitCents) return fail({ kind: 'above-role-limit', facts: { limitCents } });
    const booking = await bookingOf(request, { table }, reason);
    const order = { id: request.newId('patientPayment'), accountId, cents };
    const { given, taken } = bookTransfer(source, order, booking);
    const before = { ...given, payment: { ...given.payment, version: source.version + 1 } };
    return ok({
      body: paymentView(taken.payment),
      version: 1,
      writes: paymentWrites([before, taken], booking),
      audit: { action: 'patient-payment-transferred', entityId: source.id, facts: { accountId, paymentId: order.id } },
    });
  },
};
