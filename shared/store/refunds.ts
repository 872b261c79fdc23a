import type { InTransit } from '../domain/deposit/deposit.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { type Cents, negateCents, sumCents, zeroCents } from '../domain/money/cents.ts';
import type { Refund } from '../domain/refund/refund.ts';
import { documentOfItem, entityItem, readDocuments } from './entity-items.ts';
import { entityKey } from './keys/entity.ts';
import { ledgerEntryPrefix, patientPaymentEntryKey } from './keys/ledger.ts';
import { acknowledgedChecksKey, refundCheckKey, refundIndex } from './keys/refund.ts';
import { entryOfItem } from './ledger.ts';
import { type Item, standsAt, type Table, type Write } from './table.ts';

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

/** A check of a refund: the legal entity whose bank pays it, and its number. */
interface NumberedCheck {
  readonly refund: Pick<Refund, 'id' | 'entityId'>;
  readonly checkNumber: string;
}

/** The first of these checks whose number a refund's check of the same legal entity already has. */
export async function usedCheckNumber(
  table: Table,
  tenant: TenantId,
  checks: readonly NumberedCheck[],
): Promise<string | undefined> {
  const keys = checks.map(({ refund, checkNumber }) => refundCheckKey(tenant, refund.entityId, checkNumber));
  const used = await table.batchGet(keys);
  return checks.find((_, index) => used[index] !== undefined)?.checkNumber;
}

/** Takes a check's number for a refund. A stopped check keeps its number: the bank stops whatever has it. */
export function checkNumberWrite(
  tenant: TenantId,
  { refund: { id: refundId, entityId }, checkNumber }: NumberedCheck,
): Write<{ readonly kind: 'version-changed' }> {
  const key = refundCheckKey(tenant, entityId, checkNumber);
  return {
    put: entityItem(key, 'refund-check', { entityId, checkNumber, refundId }),
    condition: { absent: true },
    orElse: { kind: 'version-changed' },
  };
}

/** How much of what a remittance credits for checks was acknowledged: each credit acknowledges one check. */
export interface AcknowledgedChecks {
  readonly remittanceId: string;
  /** Rises with each check. */
  readonly version: number;
  readonly cents: Cents;
}

export async function readAcknowledgedChecks(
  table: Table,
  tenant: TenantId,
  remittanceId: string,
): Promise<AcknowledgedChecks> {
  const item = await table.get(acknowledgedChecksKey(tenant, remittanceId));
  return item === undefined ? { remittanceId, version: 0, cents: zeroCents } : documentOfItem<AcknowledgedChecks>(item);
}

/** Adds a check to what was acknowledged, if nothing was added since it was read. */
export function acknowledgedChecksWrite(
  tenant: TenantId,
  before: AcknowledgedChecks,
  cents: Cents,
): Write<{ readonly kind: 'write-conflict' }> {
  const { remittanceId, version } = before;
  const after: AcknowledgedChecks = { remittanceId, version: version + 1, cents: sumCents([before.cents, cents]) };
  return {
    put: entityItem(acknowledgedChecksKey(tenant, remittanceId), 'acknowledged-checks', after),
    condition: standsAt(version),
    orElse: { kind: 'write-conflict' },
  };
}
