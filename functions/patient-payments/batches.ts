import { type DepositBatch, methodsOnPaper, mostBatched, slipOf } from '../../shared/domain/deposit-batch/batch.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { PatientPayment } from '../../shared/domain/patient-payment/payment.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invalid, ok, type Result } from '../../shared/domain/result.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { asAnswer, listMonth } from '../../shared/runtime/api/list-page.ts';
import {
  batchedWrite,
  depositBatchOfItem,
  depositBatchWrite,
  inTransitOfBatch,
  readDepositBatch,
  readWaiting,
  waitingAgainWrite,
} from '../../shared/store/deposit-batches.ts';
import { noLongerInTransitWrite, onItsWayWrites } from '../../shared/store/deposits.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { readPatientPayments } from '../../shared/store/patient-payments.ts';
import type { Table } from '../../shared/store/table.ts';
import type { batchRoutes } from './batch-routes.ts';
import type { PatientPaymentsOperations, PatientPaymentsRequest } from './context.ts';

type BatchBody = PatientPaymentsRequest<'createDepositBatch'>['body'];
type BatchView = AnswerOf<(typeof batchRoutes)['getDepositBatch']>;

export const batchOperations: PatientPaymentsOperations<keyof typeof batchRoutes> = {
  createDepositBatch: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { body } = request;
    if (body.depositedOn > (await request.today())) return invalid('/depositedOn', 'is in the future');
    const entity = await table.get(entityKey(tenantId, 'LEGAL-ENTITY', body.entityId));
    if (entity === undefined) return invalid('/entityId', 'no such legal entity');
    const payments = await paymentsOfBody(table, tenantId, body);
    if (!payments.ok) return payments;
    const slip = slipOf(body.totalCents, payments.value);
    if (!slip.ok) return fail({ kind: 'batch-total-differs', facts: { ...slip.failure } });
    const batch: DepositBatch = {
      ...{ id: request.newId('depositBatch'), version: 1, entityId: body.entityId, depositedOn: body.depositedOn },
      ...present({ reference: body.reference }),
      ...{ totalCents: body.totalCents, payments: slip.value, madeAt: request.at, madeBy: subject },
    };
    return ok({
      body: viewOf(batch),
      version: 1,
      writes: [
        depositBatchWrite(tenantId, batch),
        ...payments.value.map((payment) => batchedWrite(tenantId, payment, batch.id)),
        ...onItsWayWrites(tenantId, inTransitOfBatch(batch), request.at),
      ],
      audit: { action: 'deposit-batch-created', entityId: batch.id, facts: { payments: slip.value.length } },
    });
  },

  listDepositBatches: async (request, { table }) =>
    asAnswer(await listMonth(request, table, { entity: 'DEPOSIT-BATCH' }, (item) => viewOf(depositBatchOfItem(item)))),

  getDepositBatch: async (request, { table }) => {
    const batch = await readDepositBatch(table, request.principal.tenantId, request.params.depositBatchId);
    return batch === undefined ? fail({ kind: 'not-found' }) : ok({ body: viewOf(batch), version: batch.version });
  },

  undoDepositBatch: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const before = await readDepositBatch(table, tenantId, request.params.depositBatchId);
    if (before === undefined) return fail({ kind: 'not-found' });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    if (before.undone !== undefined) return fail({ kind: 'batch-undone-already' });
    const ids = before.payments.map(({ paymentId }) => paymentId);
    const payments = await readPatientPayments(table, tenantId, ids);
    // The bank returned one of its checks, so it received them all. Chargebacks before that reduce the batch.
    const back = payments.find(({ reversed, chargedBack }) => chargedBack?.isBatched ?? reversed !== undefined);
    if (back !== undefined) return fail({ kind: 'batch-matched' });
    const undone = { by: subject, at: request.at, reason: request.body.reason };
    const batch: DepositBatch = { ...before, version: before.version + 1, undone };
    return ok({
      body: viewOf(batch),
      version: batch.version,
      writes: [
        depositBatchWrite(tenantId, batch),
        ...payments.map((payment) => waitingAgainWrite(tenantId, payment, batch.id)),
        noLongerInTransitWrite(tenantId, inTransitOfBatch(before), { kind: 'batch-matched' as const }),
      ],
      audit: { action: 'deposit-batch-reversed', entityId: batch.id, facts: { payments: payments.length } },
    });
  },
};

/** The named payments, or all cash and checks of the legal entity that are in no batch. */
async function paymentsOfBody(
  table: Table,
  tenant: TenantId,
  { entityId, depositedOn, paymentIds }: BatchBody,
): Promise<Result<readonly PatientPayment[], Failure>> {
  const all = await readWaiting(table, tenant);
  const isMeant = (payment: PatientPayment): boolean =>
    payment.entityId === entityId && all.some(({ paymentId }) => paymentId === payment.id);
  if (paymentIds !== undefined) {
    const found = await readPatientPayments(table, tenant, paymentIds);
    const errors = paymentIds.flatMap((id, index) => {
      const payment = found.find((each) => each.id === id);
      const pointer = `/paymentIds/${index}`;
      if (paymentIds.indexOf(id) !== index) return [{ pointer, detail: 'given more than once' }];
      return payment !== undefined && isMeant(payment)
        ? []
        : [{ pointer, detail: 'no payment of this legal entity that waits for a batch' }];
    });
    return errors.length === 0 ? ok(found) : fail({ kind: 'request-invalid', errors });
  }
  const waiting = all.filter(({ receivedOn }) => receivedOn <= depositedOn);
  const read = await readPatientPayments(
    table,
    tenant,
    waiting.map(({ paymentId }) => paymentId),
  );
  const payments = read.filter((payment) => isMeant(payment) && methodsOnPaper.includes(payment.method));
  if (payments.length === 0) return invalid('/depositedOn', 'no cash or check received by then waits for a batch');
  const many = `${payments.length} payments wait; name at most ${mostBatched} for one batch`;
  return payments.length > mostBatched ? invalid('/paymentIds', many) : ok(payments);
}

/** A batch in the API. The cast only drops `readonly`. */
function viewOf(batch: DepositBatch): BatchView {
  return batch as unknown as BatchView;
}
