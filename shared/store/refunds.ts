import type { InTransit } from '../domain/deposit/deposit.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { negateCents } from '../domain/money/cents.ts';
import type { Refund } from '../domain/refund/refund.ts';
import { documentOfItem, entityItem, readDocuments } from './entity-items.ts';
import { entityKey } from './keys/entity.ts';
import { ledgerEntryPrefix, patientPaymentEntryKey } from './keys/ledger.ts';
import { refundIndex } from './keys/refund.ts';
import { entryOfItem } from './ledger.ts';
import type { Item, Table, Write } from './table.ts';

export function refundOfItem(item: Item): Refund {
  return documentOfItem<Refund>(item);
}

export async function readRefund(table: Table, tenant: TenantId, id: string): Promise<Refund | undefined> {
  const item = await table.get(entityKey(tenant, 'REFUND', id));
  return item === undefined ? undefined : refundOfItem(item);
}

/** The refunds of a payment’s own cash, including declined ones, from its entries. */
export async function refundsOfPayment(table: Table, tenant: TenantId, paymentId: string): Promise<Refund[]> {
  const { pk } = patientPaymentEntryKey(tenant, paymentId, '');
  const entries = (await table.queryAll({ partition: pk, prefix: ledgerEntryPrefix })).map(entryOfItem);
  const taken = entries.filter(({ kind }) => kind === 'refund');
  const ids = new Set(taken.flatMap(({ legs }) => legs.flatMap(({ reference }) => reference ?? [])));
  return [...(await readDocuments<Refund>(table, tenant, 'REFUND', [...ids])).values()];
}

/**
 * How the bank will show a card credit: less money from the processor, or more if the credit was returned after the
 * bank had shown it.
 * @param books the legal entity whose processor account it is, if that is another one: its row is kept separately
 */
export function inTransitOfRefund(
  { id, entityId: own, cents, state, card, cleared, cardFailures }: Refund,
  books?: string,
): InTransit | undefined {
  const entityId = books ?? own;
  const facts = { remittanceId: id, entityId, payerName: 'Card refund', method: 'CARD-REFUND' };
  if (state === 'cleared' && card !== undefined && cleared !== undefined) {
    return { ...facts, traceNumber: card.processorRefundId ?? id, paidOn: cleared.on, cents: negateCents(cents) };
  }
  const last = cardFailures?.at(-1);
  if (last?.isOnItsWay === undefined) return undefined;
  return {
    ...facts,
    traceNumber: last.processorRefundId ?? id,
    paidOn: last.failedOn,
    cents,
  };
}

/** Writes a refund, or its next version, if nobody has written it since it was read. */
export function refundWrite(tenant: TenantId, refund: Refund): Write<{ readonly kind: 'version-changed' }> {
  const { id, version } = refund;
  return {
    put: entityItem(entityKey(tenant, 'REFUND', id), 'refund', refund, refundIndex(tenant, refund)),
    condition: version === 1 ? { absent: true } : { equals: { version: version - 1 } },
    orElse: { kind: 'version-changed' },
  };
}
