import { nobodysAccountId } from '../../shared/domain/account/account.ts';
import { isPromptPayAutomatic } from '../../shared/domain/billing-settings/discounts.ts';
import type { DepositBatch } from '../../shared/domain/deposit-batch/batch.ts';
import { idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import type { LockboxBatch, LockboxFile, LockboxItem } from '../../shared/domain/lockbox/lockbox.ts';
import { sumCents } from '../../shared/domain/money/cents.ts';
import type { PatientPayment } from '../../shared/domain/patient-payment/payment.ts';
import { present } from '../../shared/domain/present.ts';
import { invariant } from '../../shared/domain/result.ts';
import { bookOnCharges } from '../../shared/posting/client-payment-booking.ts';
import {
  bookAllocations,
  bookReceipt,
  type PaymentBooking,
  paymentWrites,
} from '../../shared/posting/patient-payment-booking.ts';
import { claimsToPay, ordersOf } from '../../shared/posting/payable-claims.ts';
import { readPromptPayOffers } from '../../shared/posting/prompt-pay.ts';
import { readLockbox } from '../../shared/posting/read-lockbox.ts';
import { type Delivery, stopInTime } from '../../shared/runtime/queue-handler.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import {
  depositBatchWrite,
  heldBatchedWrite,
  heldForBatchWrite,
  inTransitOfBatch,
  readDepositBatch,
} from '../../shared/store/deposit-batches.ts';
import { onItsWayWrites } from '../../shared/store/deposits.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { type EnteredPayment, enteredBefore, enteredWrite, readEntered } from '../../shared/store/entered-payments.ts';
import {
  lockboxBatchId,
  lockboxDoneWrite,
  lockboxPaymentId,
  readLockboxFile,
} from '../../shared/store/lockbox-files.ts';
import { officeDay } from '../../shared/store/office.ts';
import { paymentsOfAccount, readPatientPayment, readPatientPayments } from '../../shared/store/patient-payments.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import { attempts, DepositIsBusy, type ReconcileDeps } from './context.ts';
import { type Whose, whoseCheck } from './whose-check.ts';

interface Importing {
  readonly tenant: TenantId;
  readonly file: LockboxFile;
  readonly deps: ReconcileDeps;
  readonly time: Pick<PaymentBooking, 'at' | 'today'>;
}

/**
 * Books each check of a lockbox file as a payment, and each batch as a deposit batch that the bank will show. Payments
 * that are already booked are recognised by their ids, so the message may come any number of times.
 */
export async function importLockbox(
  tenant: TenantId,
  fileId: string,
  delivery: Delivery,
  deps: ReconcileDeps,
): Promise<void> {
  const file = await readLockboxFile(deps.table, tenant, fileId);
  invariant(file !== undefined, 'a lockbox file precedes its message');
  if (file.state === 'done') return;
  const content = await readLockbox(deps.files, tenant, file);
  invariant(content.ok, 'a lockbox file was read before it was imported');
  const at = deps.now().toISOString();
  const importing = { tenant, file, deps, time: { at, today: await officeDay(deps.table, tenant, at) } };
  const payments: PatientPayment[] = [];
  for (const batch of content.value.batches) {
    for (const item of batch.items) {
      stopInTime(delivery);
      await enterCheck(importing, batch, item);
    }
    payments.push(...(await bringBatch(importing, batch)));
  }
  const unknown = payments.filter(({ accountId }) => accountId === nobodysAccountId);
  const unidentified = { items: unknown.length, cents: sumCents(unknown.map(({ cents }) => cents)) };
  await deps.table.transact([lockboxDoneWrite(tenant, fileId, unidentified)]);
  deps.logger.info('lockbox-file-done', { tenantId: tenant, fileId, items: payments.length });
}

/** Books one check, if it is not booked yet: to its account's balance, or as unidentified. */
async function enterCheck(importing: Importing, batch: LockboxBatch, item: LockboxItem): Promise<void> {
  const { tenant, file, deps } = importing;
  const id = lockboxPaymentId(tenant, file.id, batch.number, item.item);
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    if ((await readPatientPayment(deps.table, tenant, id)) !== undefined) return;
    const whose = await whoseCheck(deps.table, tenant, item.references);
    const writes = await checkWrites(importing, { id, batch, item, whose });
    if ((await deps.table.transact(writes)).ok) return;
  }
  throw new DepositIsBusy();
}

interface Check {
  readonly id: string;
  readonly batch: LockboxBatch;
  readonly item: LockboxItem;
  readonly whose: Whose | undefined;
}

async function checkWrites(
  { tenant, file, deps: { table }, time }: Importing,
  { id, batch, item, whose }: Check,
): Promise<Write<unknown>[]> {
  const accountId = whose?.account.id ?? nobodysAccountId;
  const named = { accountId, method: 'check', reference: item.checkNumber, cents: item.cents } as const;
  const entered = await readEntered(table, tenant, named);
  const same = whose && (await sameCheck(table, tenant, entered, item));
  const received: PatientPayment = {
    ...{ id, version: 1, accountId, entityId: file.entityId, method: 'check', cents: item.cents },
    ...{ receivedOn: file.depositedOn, reference: item.checkNumber, enteredAt: time.at, enteredBy: file.receivedBy },
    lockbox: { fileId: file.id, batch: batch.number, item: item.item },
    ...present({ mayBe: same?.id }),
    ...{ allocations: [], unappliedCents: item.cents },
  };
  let entries = 0;
  const newEntryId = () => {
    entries += 1;
    return idFromDigest('ledgerEntry', digestOf('lockbox-entry', tenant, id, String(entries)));
  };
  const { discounts } = await readBillingSettings(table, tenant);
  const givesDiscounts = isPromptPayAutomatic(discounts);
  const booking: PaymentBooking = { tenant, subject: file.receivedBy, ...time, givesDiscounts, newEntryId };
  const held = heldForBatchWrite(tenant, received, lockboxBatchId(tenant, file.id, batch.number));
  const receipt = bookReceipt(received, booking, held);
  const once = enteredWrite(tenant, entered, id);
  if (whose === undefined || same !== undefined) return [...paymentWrites([receipt], booking), once];
  const payable = await claimsToPay(table, tenant, whose.account, {});
  invariant(payable.ok, 'an account can be paid');
  const prompt = { settings: discounts, today: received.receivedOn };
  const offers = await readPromptPayOffers(table, tenant, [...payable.value.claims.values()], prompt);
  const orders = ordersOf(receipt.payment, undefined, { ...payable.value, first: whose.first, offers });
  invariant(orders.ok, 'the rule puts no more onto claims than there is');
  const put = bookAllocations(receipt.payment, orders.value, payable.value.claims, booking);
  const { client } = payable.value;
  const last = client === undefined ? [] : [bookOnCharges(put.payment, client, booking)];
  return [...paymentWrites([receipt, put, ...last], booking), once];
}

/** A check of the account with the same number and amount that was entered before. */
async function sameCheck(
  table: Table,
  tenant: TenantId,
  entered: EnteredPayment,
  item: LockboxItem,
): Promise<PatientPayment | undefined> {
  const last = await enteredBefore(table, tenant, entered);
  return last ?? (await paymentsOfAccount(table, tenant, entered.accountId)).find((each) => isSameCheck(each, item));
}

function isSameCheck({ method, reference, cents, reversed }: PatientPayment, item: LockboxItem): boolean {
  return method === 'check' && reference === item.checkNumber && cents === item.cents && reversed === undefined;
}

/** Turns the batch into the deposit that the bank will show, once all its checks are booked. @returns its payments */
async function bringBatch({ tenant, file, deps, time }: Importing, batch: LockboxBatch): Promise<PatientPayment[]> {
  const id = lockboxBatchId(tenant, file.id, batch.number);
  const ids = batch.items.map(({ item }) => lockboxPaymentId(tenant, file.id, batch.number, item));
  const payments = await readPatientPayments(deps.table, tenant, ids);
  if ((await readDepositBatch(deps.table, tenant, id)) !== undefined) return payments;
  const made: DepositBatch = {
    ...{ id, version: 1, entityId: file.entityId, depositedOn: file.depositedOn, totalCents: batch.totalCents },
    reference: `${file.lockbox}-${batch.number}`,
    payments: payments.map(({ id: paymentId, method, cents, reference }) => ({
      ...{ paymentId, method, cents },
      ...present({ reference }),
    })),
    ...{ madeAt: time.at, madeBy: file.receivedBy },
  };
  const written = await deps.table.transact([
    depositBatchWrite(tenant, made),
    ...ids.map((paymentId) => heldBatchedWrite(tenant, paymentId, id)),
    ...onItsWayWrites(tenant, inTransitOfBatch(made), time.at),
  ]);
  if (!written.ok) throw new DepositIsBusy();
  return payments;
}
