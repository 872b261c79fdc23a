import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { unassignedEntity } from '../../shared/domain/ledger/entry.ts';
import type { RemittancePayment } from '../../shared/domain/remittance/remittance.ts';
import { payeeIdentityKey, payerIdentityKey } from '../../shared/store/keys.ts';
import type { Table } from '../../shared/store/table.ts';

/** Who paid whom, in the office's own ids. */
export interface Parties {
  /** The office's payers that name themselves so: usually one. */
  readonly payerIds: readonly string[];
  readonly entityId: string;
}

/** Looks the payer and payee of a payment up by every identity that the remittance gives, in one read. */
export async function findParties(table: Table, tenant: TenantId, payment: RemittancePayment): Promise<Parties> {
  const payerKeys = payerIdentities(payment).map(([kind, value]) => payerIdentityKey(tenant, kind, value));
  const payeeKeys = payeeIdentities(payment).map(([kind, value]) => payeeIdentityKey(tenant, kind, value));
  const found = await table.batchGet([...payerKeys, ...payeeKeys]);
  const payers = new Set(found.slice(0, payerKeys.length).flatMap((item) => (item ? [item.payerId as string] : [])));
  const payees = new Set(found.slice(payerKeys.length).flatMap((item) => (item ? [item.providerId as string] : [])));
  return {
    payerIds: [...payers],
    entityId: payees.size === 1 ? ([...payees][0] as string) : unassignedEntity,
  };
}

function payerIdentities(payment: RemittancePayment): [string, string][] {
  const { payer, traceOriginator } = payment;
  return [
    ...(traceOriginator ? [['trace-originator', traceOriginator] as [string, string]] : []),
    ...(payer.id ? [['payer-id', payer.id] as [string, string]] : []),
    ...payer.references
      .filter(({ qualifier }) => qualifier === '2U')
      .map(({ value }): [string, string] => ['additional-payer-id', value]),
  ];
}

function payeeIdentities(payment: RemittancePayment): [string, string][] {
  const { payee } = payment;
  const kind = payee.idQualifier === 'XX' ? 'npi' : payee.idQualifier === 'FI' ? 'tax-id' : undefined;
  return [
    ...(kind !== undefined && payee.id ? [[kind, payee.id] as [string, string]] : []),
    ...payee.references
      .filter(({ qualifier }) => qualifier === 'TJ')
      .map(({ value }): [string, string] => ['tax-id', value]),
  ];
}
