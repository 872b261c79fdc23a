import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { subtractCents, zeroCents } from '../../shared/domain/money/cents.ts';
import type { PatientPayment } from '../../shared/domain/patient-payment/payment.ts';
import type { Refund } from '../../shared/domain/refund/refund.ts';
import { fail, invalid, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { creditMessage } from '../../shared/store/cards.ts';
import { readPatientPayment } from '../../shared/store/patient-payments.ts';
import { refundWrite } from '../../shared/store/refunds.ts';
import type { Table } from '../../shared/store/table.ts';
import { type RefundsOperations, refundView } from './context.ts';
import { seenRefund } from './decisions.ts';

export const cardOperations: RefundsOperations<'creditCard'> = {
  creditCard: async (request, deps) => {
    const found = await seenRefund(request, deps, ['approved', 'crediting']);
    if (!found.ok) return found;
    const { tenantId, subject } = request.principal;
    const before = found.value;
    const due = [creditMessage(tenantId, before.id)];
    if (before.state === 'crediting') {
      const audit = { action: 'refund-credited', entityId: before.id } as const;
      return ok({ body: refundView(before), version: before.version, writes: [], audit, due });
    }
    const payment = await paymentOf(deps.table, tenantId, before, request.body.paymentId);
    if (!payment.ok) return payment;
    const {
      id: paymentId,
      card: { chargeId },
    } = payment.value;
    const attempt = (before.cardFailures?.length ?? 0) + 1;
    const card = { paymentId, chargeId, attempt, by: subject, at: request.at };
    const refund: Refund = { ...before, version: before.version + 1, state: 'crediting', card };
    return ok({
      body: refundView(refund),
      version: refund.version,
      writes: [refundWrite(tenantId, refund)],
      audit: { action: 'refund-credited', entityId: refund.id, facts: { paymentId } },
      due,
    });
  },
};

type CardPayment = PatientPayment & Required<Pick<PatientPayment, 'card'>>;

/** The card payment that the money goes back to. The processor never refunds more than was paid. */
async function paymentOf(
  table: Table,
  tenant: TenantId,
  { of, accountId, cents }: Refund,
  named: string | undefined,
): Promise<Result<CardPayment, Failure>> {
  const id = of.kind === 'payment' ? of.paymentId : named;
  if (of.kind === 'payment' && named !== undefined && named !== id) {
    const detail = 'not the payment whose cash is given back';
    return invalid('/paymentId', detail);
  }
  const payment = id === undefined || of.kind === 'payer' ? undefined : await readPatientPayment(table, tenant, id);
  const left = payment && subtractCents(payment.cents, payment.chargedBack?.cents ?? zeroCents);
  const isRight = payment?.card !== undefined && payment.accountId === accountId && cents <= (left ?? 0);
  return isRight ? ok(payment as CardPayment) : fail({ kind: 'refund-not-to-card' });
}
