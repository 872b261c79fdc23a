import type { TenantId } from '../domain/identity/ids.ts';
import type { PatientPayment } from '../domain/patient-payment/payment.ts';
import { digestOf } from './digest.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { enteredPaymentKey } from './keys/account.ts';
import { readPatientPayment } from './patient-payments.ts';
import { standsAt, type Table, type Write } from './table.ts';

/**
 * The payments of an account with one method, reference and amount: one item, whose version is a condition of entering
 * another. So of two people who enter one check at the same moment, and of a person and a lockbox file, only one enters
 * it without knowing of the other.
 */
export interface EnteredPayment {
  readonly accountId: string;
  readonly digest: string;
  /** 0 when none was entered. */
  readonly version: number;
  /** The latest of them. */
  readonly paymentId?: string;
}

type Named = Pick<PatientPayment, 'accountId' | 'method' | 'cents'> & { readonly reference: string };

/** The latest payment with this account, method, reference and amount. A check's number is not in the key itself. */
export async function readEntered(
  table: Table,
  tenant: TenantId,
  { accountId, method, reference, cents }: Named,
): Promise<EnteredPayment> {
  const digest = digestOf('entered-payment', tenant, method, reference, String(cents)).toString('hex');
  const item = await table.get(enteredPaymentKey(tenant, accountId, digest));
  return item === undefined ? { accountId, digest, version: 0 } : documentOfItem<EnteredPayment>(item);
}

/** The payment that was entered last, unless it was reversed since. */
export async function enteredBefore(
  table: Table,
  tenant: TenantId,
  { paymentId }: EnteredPayment,
): Promise<PatientPayment | undefined> {
  const payment = paymentId === undefined ? undefined : await readPatientPayment(table, tenant, paymentId);
  return payment?.reversed === undefined ? payment : undefined;
}

/** Makes a payment the latest, if none was entered since it was read. */
export function enteredWrite(
  tenant: TenantId,
  before: EnteredPayment,
  paymentId: string,
): Write<{ readonly kind: 'write-conflict' }> {
  const after = { ...before, version: before.version + 1, paymentId };
  return {
    put: entityItem(enteredPaymentKey(tenant, before.accountId, before.digest), 'entered-payment', after),
    condition: standsAt(before.version),
    orElse: { kind: 'write-conflict' },
  };
}
