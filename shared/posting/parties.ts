import type { TenantId } from '../domain/identity/ids.ts';
import { unassignedEntity } from '../domain/ledger/entry.ts';
import type { RemittancePayment } from '../domain/remittance/remittance.ts';
import { payeeIdentityKey, payerIdentityKey } from '../store/keys/practice.ts';
import type { Table } from '../store/table.ts';

/** The payer and payee, by the office's own ids. */
export interface Parties {
  /** The office's payers that have this identity: usually one. */
  readonly payerIds: readonly string[];
  readonly entityId: string;
}

/**
 * Looks up the payer and payee of a payment by every identity in the remittance, with one read. A tax id identifies the legal entity that
 * was paid. An NPI identifies the provider that billed; it decides only when the office knows none of the tax ids, because the provider may
 * have moved to another legal entity after the claims were billed.
 */
export async function findParties(table: Table, tenant: TenantId, payment: RemittancePayment): Promise<Parties> {
  const payerKeys = payerIdentities(payment).map(([kind, value]) => payerIdentityKey(tenant, kind, value));
  const taxIdKeys = payeeTaxIds(payment).map((value) => payeeIdentityKey(tenant, 'tax-id', value));
  const npiKeys = payeeNpis(payment).map((value) => payeeIdentityKey(tenant, 'npi', value));
  const found = await table.batchGet([...payerKeys, ...taxIdKeys, ...npiKeys]);
  const payers = new Set(found.slice(0, payerKeys.length).flatMap((item) => (item ? [item.payerId as string] : [])));
  const entities = (items: typeof found) => new Set(items.flatMap((item) => (item ? [item.entityId as string] : [])));
  const byTaxId = entities(found.slice(payerKeys.length, payerKeys.length + taxIdKeys.length));
  const payees = byTaxId.size > 0 ? byTaxId : entities(found.slice(payerKeys.length + taxIdKeys.length));
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

/** Some payers write a tax id with a hyphen. */
function payeeTaxIds({ payee }: RemittancePayment): string[] {
  const own = payee.idQualifier === 'FI' && payee.id ? [payee.id] : [];
  const more = payee.references.filter(({ qualifier }) => qualifier === 'TJ').map(({ value }) => value);
  return [...new Set([...own, ...more].map((value) => value.replaceAll('-', '')))];
}

function payeeNpis({ payee }: RemittancePayment): string[] {
  return payee.idQualifier === 'XX' && payee.id ? [payee.id] : [];
}
