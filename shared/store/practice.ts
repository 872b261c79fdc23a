import type { TenantId } from '../domain/identity/ids.ts';
import type { FeeSchedule, Payer } from '../domain/practice/practice.ts';
import { documentOfItem, type PointerRow } from './entity-items.ts';
import { listPartition, payeeIdentityKey, payerIdentityKey } from './keys.ts';
import type { Table } from './table.ts';

/** The rows by which remittances find a payer: one for each identity. */
export function payerIdentityRows(tenant: TenantId, payer: Pick<Payer, 'remittanceIdentities'>): PointerRow[] {
  return payer.remittanceIdentities.map(({ kind, value }) => ({
    key: payerIdentityKey(tenant, kind, value),
    type: 'payer-identity',
    attribute: 'payerId',
  }));
}

/** By what a remittance names its payee. */
interface BillingIdentity {
  readonly npi: string;
  readonly billing?: { readonly taxId: { readonly value: string } };
}

/** The rows by which remittances find their payee: NPI and tax id of a provider in whose name claims are billed. */
export function payeeIdentityRows(tenant: TenantId, provider: BillingIdentity): PointerRow[] {
  if (provider.billing === undefined) return [];
  return [
    { key: payeeIdentityKey(tenant, 'npi', provider.npi), type: 'payee-identity', attribute: 'providerId' },
    {
      key: payeeIdentityKey(tenant, 'tax-id', provider.billing.taxId.value),
      type: 'payee-identity',
      attribute: 'providerId',
    },
  ];
}

/** All fee schedules of an office: a handful. */
export async function readFeeSchedules(table: Table, tenant: TenantId): Promise<FeeSchedule[]> {
  const listed = await table.queryAll({ partition: listPartition(tenant, 'FEE-SCHEDULE'), index: true });
  const items = await table.batchGet(listed);
  return items.flatMap((item) => (item === undefined ? [] : [documentOfItem<FeeSchedule>(item)]));
}
