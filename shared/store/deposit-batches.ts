import type { CardCharge } from '../domain/card/charge.ts';
import type { InTransit } from '../domain/deposit/deposit.ts';
import type { DepositBatch } from '../domain/deposit-batch/batch.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { type Cents, cents, negateCents, subtractCents, zeroCents } from '../domain/money/cents.ts';
import { type PatientPayment, takenBackCents, transitCents } from '../domain/patient-payment/payment.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { batchingKey, waitingPaymentIndex, waitingPaymentsPartition } from './keys/bank.ts';
import { entityKey, monthIndex } from './keys/entity.ts';
import type { Item, Table, Write } from './table.ts';

/**
 * Payments of patients, employers and facilities in transit to the bank: payments that wait for a batch, and batches.
 */

/** Whether a payment waits for a batch, or its batch. */
interface Batching {
  readonly paymentId: string;
  readonly batchId?: string;
}

/** Part of the receipt of a payment: it waits for a batch. */
export function waitingWrite(tenant: TenantId, payment: PatientPayment): Write<never> {
  const key = { ...batchingKey(tenant, payment.id), ...waitingIndex(tenant, payment) };
  return { put: { ...key, type: 'payment-batching', schemaVersion: 1, paymentId: payment.id } };
}

/** Part of the receipt of a lockbox check: reserves it for its batch, so that nobody else can batch it. */
export function heldForBatchWrite(tenant: TenantId, payment: PatientPayment, heldFor: string): Write<never> {
  const key = batchingKey(tenant, payment.id);
  return { put: { ...key, type: 'payment-batching', schemaVersion: 1, paymentId: payment.id, heldFor } };
}

/** Puts a reserved check into its batch. */
export function heldBatchedWrite(tenant: TenantId, paymentId: string, batchId: string): Write<never> {
  return {
    update: batchingKey(tenant, paymentId),
    set: { batchId },
    remove: ['heldFor'],
    condition: { equals: { heldFor: batchId } },
  };
}

/**
 * Part of the receipt of a payment that is already in transit together with others, so that it does not wait for a
 * batch.
 */
export function arrivedWrite(tenant: TenantId, paymentId: string, batchId: string): Write<never> {
  return { put: { ...batchingKey(tenant, paymentId), type: 'payment-batching', schemaVersion: 1, paymentId, batchId } };
}

/** Its place on the waiting list, with the amount that reaches the bank. */
function waitingIndex(tenant: TenantId, { id, receivedOn, ...payment }: PatientPayment) {
  return waitingPaymentIndex(tenant, { id, receivedOn, cents: transitCents(payment) });
}

type BatchingWrite = Write<{ readonly kind: 'write-conflict' }>;

/**
 * Changes the amount of a waiting payment that will reach the bank, because a fee became known or a part was charged
 * back.
 */
export function waitingChangedWrite(tenant: TenantId, payment: PatientPayment): BatchingWrite {
  return {
    update: batchingKey(tenant, payment.id),
    set: { ...waitingIndex(tenant, payment) },
    condition: { exists: true, without: ['batchId'] },
    orElse: { kind: 'write-conflict' },
  };
}

/** Puts a payment into a batch, if it still waits with the same amount for the bank. */
export function batchedWrite(tenant: TenantId, payment: PatientPayment, batchId: string): BatchingWrite {
  return {
    update: batchingKey(tenant, payment.id),
    set: { batchId },
    remove: ['g1pk', 'g1sk'],
    condition: { equals: { ...waitingIndex(tenant, payment) }, without: ['batchId', 'heldFor'] },
    orElse: { kind: 'write-conflict' },
  };
}

/** Removes a payment from its batch: it waits for another one. */
export function waitingAgainWrite(tenant: TenantId, payment: PatientPayment, batchId: string): BatchingWrite {
  return {
    update: batchingKey(tenant, payment.id),
    set: { ...waitingIndex(tenant, payment) },
    remove: ['batchId'],
    condition: { equals: { batchId } },
    orElse: { kind: 'write-conflict' },
  };
}

/** A payment that is reversed before its deposit no longer waits. */
export function waitingNoMoreWrite(tenant: TenantId, paymentId: string): BatchingWrite {
  return {
    delete: batchingKey(tenant, paymentId),
    condition: { exists: true, without: ['batchId', 'heldFor'] },
    orElse: { kind: 'write-conflict' },
  };
}

/** The batch that a payment is in; undefined while it waits. */
export async function batchIdOf(table: Table, tenant: TenantId, paymentId: string): Promise<string | undefined> {
  const row = (await table.get(batchingKey(tenant, paymentId))) as Batching | undefined;
  return row?.batchId;
}

/** Day and amount of every payment that waits for a batch, from the index alone, oldest first. */
export async function readWaiting(
  table: Table,
  tenant: TenantId,
): Promise<{ readonly paymentId: string; readonly receivedOn: LocalDate; readonly cents: Cents }[]> {
  const rows = await table.queryAll({ partition: waitingPaymentsPartition(tenant), index: true });
  return rows.map(({ g1sk }) => {
    const [receivedOn, paymentId = '', amount] = String(g1sk).split('#');
    return { paymentId, receivedOn: receivedOn as LocalDate, cents: cents(Number(amount)) };
  });
}

export async function readDepositBatch(
  table: Table,
  tenant: TenantId,
  batchId: string,
): Promise<DepositBatch | undefined> {
  const item = await table.get(entityKey(tenant, 'DEPOSIT-BATCH', batchId));
  return item === undefined ? undefined : depositBatchOfItem(item);
}

export function depositBatchOfItem(item: Item): DepositBatch {
  return documentOfItem<DepositBatch>(item);
}

/** Writes a new version of a batch, if nobody has written it since it was read. */
export function depositBatchWrite(tenant: TenantId, batch: DepositBatch): Write<{ readonly kind: 'version-changed' }> {
  const { id, version, madeAt } = batch;
  const index = monthIndex(tenant, 'DEPOSIT-BATCH', madeAt, id);
  return {
    put: entityItem(entityKey(tenant, 'DEPOSIT-BATCH', id), 'deposit-batch', batch, index),
    condition: version === 1 ? { absent: true } : { equals: { version: version - 1 } },
    orElse: { kind: 'version-changed' },
  };
}

/**
 * A batch as money in transit. Without a slip number, its own id is used. No bank shows that id, so a person must match
 * the batch.
 */
export function inTransitOfBatch({ id, entityId, reference, depositedOn, totalCents }: DepositBatch): InTransit {
  return {
    ...{ remittanceId: id, entityId, payerName: 'Deposit batch', traceNumber: reference ?? id },
    ...{ method: 'BATCH', paidOn: depositedOn, cents: totalCents },
  };
}

/**
 * The part of a disputed charge that the office bears, or gets back when it wins: the bank shows it in addition to the
 * payment's part.
 */
export function inTransitOfLoss({
  id,
  entityId,
  processorPaymentId,
  lossInTransit,
}: CardCharge): InTransit | undefined {
  if (lossInTransit === undefined || lossInTransit.cents === 0) return undefined;
  const { cents: amount, on } = lossInTransit;
  return {
    ...{ remittanceId: id, entityId, payerName: 'Disputed card charge', traceNumber: processorPaymentId ?? id },
    ...{ method: 'CHARGED-BACK', paidOn: on, cents: amount },
  };
}

/** A returned payment of a batch, as money in transit that the bank will debit. */
export function inTransitOfReturn(payment: PatientPayment): InTransit | undefined {
  const { id, entityId, reference, reversed, chargedBack } = payment;
  const isByHolder = reversed === undefined || reversed.as === 'charged-back';
  const facts = { remittanceId: id, entityId, payerName: 'Returned payment', traceNumber: reference ?? id };
  if (chargedBack !== undefined && isByHolder) {
    return {
      ...facts,
      method: 'CHARGED-BACK',
      paidOn: chargedBack.on,
      cents: negateCents(takenBackCents(chargedBack)),
    };
  }
  if (reversed === undefined) return undefined;
  const left = subtractCents(payment.cents, chargedBack?.cents ?? zeroCents);
  return { ...facts, method: reversed.as.toUpperCase(), paidOn: reversed.on, cents: negateCents(left) };
}
