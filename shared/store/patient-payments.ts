import type { TenantId } from '../domain/identity/ids.ts';
import type { PatientPayment } from '../domain/patient-payment/payment.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { accountPaymentsIndex, accountPaymentsPartition, paymentListIndex } from './keys/account.ts';
import { entityKey } from './keys/entity.ts';
import type { Item, Table, Write } from './table.ts';

/**
 * Payments of patients, employers and facilities. The ledger entries have the same facts, but an account's unapplied
 * cash is read from these items.
 */

export async function readPatientPayment(
  table: Table,
  tenant: TenantId,
  paymentId: string,
): Promise<PatientPayment | undefined> {
  const item = await table.get(entityKey(tenant, 'PATIENT-PAYMENT', paymentId));
  return item === undefined ? undefined : patientPaymentOfItem(item);
}

export function patientPaymentOfItem(item: Item): PatientPayment {
  return documentOfItem<PatientPayment>(item);
}

/** All payments of an account, in the order of receipt. */
export async function paymentsOfAccount(table: Table, tenant: TenantId, accountId: string): Promise<PatientPayment[]> {
  const rows = await table.queryAll({ partition: accountPaymentsPartition(tenant, accountId), index: true });
  const items = await table.batchGet(rows.map(({ pk, sk }) => ({ pk, sk })));
  return items.flatMap((item) => (item === undefined ? [] : [patientPaymentOfItem(item)]));
}

/** Payments by their ids, in the given order; those that do not exist are left out. */
export async function readPatientPayments(
  table: Table,
  tenant: TenantId,
  paymentIds: readonly string[],
): Promise<PatientPayment[]> {
  const items = await table.batchGet(paymentIds.map((id) => entityKey(tenant, 'PATIENT-PAYMENT', id)));
  return items.flatMap((item) => (item === undefined ? [] : [patientPaymentOfItem(item)]));
}

/** Writes a new version of a payment, if nobody has written it since it was read. */
export function patientPaymentWrite(
  tenant: TenantId,
  payment: PatientPayment,
): Write<{ readonly kind: 'version-changed' }> {
  const { id, version, accountId, receivedOn } = payment;
  const index = accountPaymentsIndex(tenant, accountId, receivedOn, id);
  const document = { ...payment, ...paymentListIndex(tenant, payment) };
  return {
    put: entityItem(entityKey(tenant, 'PATIENT-PAYMENT', id), 'patient-payment', document, index),
    condition: version === 1 ? { absent: true } : { equals: { version: version - 1 } },
    orElse: { kind: 'version-changed' },
  };
}
