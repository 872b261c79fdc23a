import type { TenantId } from '../domain/identity/ids.ts';
import type { Invoice } from '../domain/statement/invoice.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { counterKey } from './keys/claim.ts';
import { entityKey, externalIdKey } from './keys/entity.ts';
import { accountInvoicesIndex, invoicedChargeKey } from './keys/statement.ts';
import type { Item, Table, Write } from './table.ts';

/** Writes an invoice, or its next version, if nobody has written it since it was read. */
export function invoiceWrite(
  tenant: TenantId,
  invoice: Invoice,
): Write<{ readonly kind: 'invoice-withdrawn-already' }> {
  const { id, accountId, number, version } = invoice;
  const index = accountInvoicesIndex(tenant, accountId, number);
  return {
    put: entityItem(entityKey(tenant, 'INVOICE', id), 'invoice', invoice, index),
    condition: version === 1 ? { absent: true } : { equals: { version: version - 1 } },
    orElse: { kind: 'invoice-withdrawn-already' },
  };
}

export function invoiceOfItem(item: Item): Invoice {
  return documentOfItem<Invoice>(item);
}

export async function readInvoice(table: Table, tenant: TenantId, id: string): Promise<Invoice | undefined> {
  const item = await table.get(entityKey(tenant, 'INVOICE', id));
  return item === undefined ? undefined : invoiceOfItem(item);
}

/** The row that finds an invoice by its number, as payers quote it. */
export function invoiceNumberWrite(tenant: TenantId, { id, number }: Pick<Invoice, 'id' | 'number'>): Write<never> {
  return { put: { ...externalIdKey(tenant, 'INVOICE', number), type: 'external-id', schemaVersion: 1, entityId: id } };
}

/** Reserves charges for an invoice, so that no charge is on two invoices. */
export function invoicedWrites(
  tenant: TenantId,
  { id, accountId, lines }: Invoice,
): Write<{ readonly kind: 'charges-invoiced' }>[] {
  return lines.map(({ chargeId }) => ({
    put: entityItem(invoicedChargeKey(tenant, accountId, chargeId), 'invoiced-charge', { chargeId, invoiceId: id }),
    condition: { absent: true },
    orElse: { kind: 'charges-invoiced' },
  }));
}

/** Releases the charges of a withdrawn invoice. */
export function freedWrites(tenant: TenantId, { accountId, lines }: Invoice): Write<never>[] {
  return lines.map(({ chargeId }) => ({ delete: invoicedChargeKey(tenant, accountId, chargeId) }));
}

/** The charges of an account that are on an invoice. */
export async function invoicedCharges(table: Table, tenant: TenantId, accountId: string): Promise<ReadonlySet<string>> {
  const { pk, sk } = invoicedChargeKey(tenant, accountId, '');
  const items = await table.queryAll({ partition: pk, prefix: sk });
  return new Set(items.map(({ chargeId }) => String(chargeId)));
}

/** The invoices that charges of an account are on. A charge that is on no invoice is not in the map. */
export async function invoicesOfCharges(
  table: Table,
  tenant: TenantId,
  accountId: string,
  chargeIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const items = await table.batchGet(chargeIds.map((id) => invoicedChargeKey(tenant, accountId, id)));
  return new Map(
    items.flatMap((item) => (item === undefined ? [] : [[String(item.chargeId), String(item.invoiceId)] as const])),
  );
}

/** How many invoices the office has made. */
export async function invoiceCount(table: Table, tenant: TenantId): Promise<number> {
  const item = await table.get(counterKey(tenant, 'invoice'));
  return Number(item?.last ?? 0);
}

/** Takes the next numbers, if nobody else has. */
export function invoiceCountWrite(
  tenant: TenantId,
  last: number,
  taken: number,
): Write<{ readonly kind: 'write-conflict' }> {
  return {
    update: counterKey(tenant, 'invoice'),
    set: { type: 'counter', schemaVersion: 1, last: last + taken },
    condition: last === 0 ? { without: ['last'] } : { equals: { last } },
    orElse: { kind: 'write-conflict' },
  };
}
