import { inTransitOfRemit } from '../domain/collections/remit.ts';
import {
  type Deposit,
  type DepositFacts,
  depositIdentity,
  type InTransit,
  traceText,
} from '../domain/deposit/deposit.ts';
import type { StatementRefusal } from '../domain/deposit/failures.ts';
import type { Clue } from '../domain/deposit/match.ts';
import { clueOf, cluesOf } from '../domain/deposit/match.ts';
import { idFromDigest, isId, type TenantId } from '../domain/identity/ids.ts';
import type { Cents } from '../domain/money/cents.ts';
import { present } from '../domain/present.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { agencyRemitOfItem } from './agency-remits.ts';
import { cardChargeOfItem } from './cards.ts';
import { dueWrite } from './change.ts';
import { depositBatchOfItem, inTransitOfBatch, inTransitOfLoss, inTransitOfReturn } from './deposit-batches.ts';
import { digestOf } from './digest.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import {
  depositClueKey,
  inTransitIndex,
  inTransitKey,
  inTransitPartition,
  openDepositIndex,
  openDepositKey,
} from './keys/bank.ts';
import { entityKey, monthIndex } from './keys/entity.ts';
import { remittanceKey } from './keys/remittance.ts';
import { type Key, shards } from './keys/table.ts';
import { patientPaymentOfItem } from './patient-payments.ts';
import { inTransitOfRefund, refundOfItem } from './refunds.ts';
import { bodyOfItem, type Remittance } from './remittances.ts';
import type { Item, Table, Write } from './table.ts';
import { inTransitOfCard, virtualCardOfItem } from './virtual-cards.ts';

/** Deposits, and remittances whose money has not arrived yet, in the table. */

/**
 * A deposit's id derives from its identifying facts: the same deposit again is the same item. A deposit that a person
 * entered and one from a statement never have the same id, because two lines of a statement are always two deposits,
 * even when a person had entered one of them.
 */
export function depositIdOf(tenant: TenantId, facts: DepositFacts, teller: 'person' | 'statement'): string {
  return idFromDigest('deposit', digestOf('deposit', tenant, teller, ...depositIdentity(facts)));
}

export function depositItem(tenant: TenantId, deposit: Deposit): Item {
  const index = monthIndex(tenant, 'DEPOSIT', deposit.enteredAt, deposit.id);
  return entityItem(entityKey(tenant, 'DEPOSIT', deposit.id), 'deposit', deposit, index);
}

export function depositOfItem(item: Item): Deposit {
  return documentOfItem<Deposit>(item);
}

export async function readDeposit(table: Table, tenant: TenantId, depositId: string): Promise<Deposit | undefined> {
  const item = await table.get(entityKey(tenant, 'DEPOSIT', depositId));
  return item === undefined ? undefined : depositOfItem(item);
}

/** Puts a deposit on the list of those that wait, with the keys that its remittance will find it by. */
export function openDepositWrites(tenant: TenantId, deposit: Deposit): Write<never>[] {
  const row = {
    ...openDepositKey(tenant, deposit.id),
    ...openDepositIndex(tenant, deposit.depositedOn, deposit.id),
    type: 'deposit-open',
    schemaVersion: 1,
    depositId: deposit.id,
  };
  const clues = clueKeys(tenant, deposit).map((key) => ({ ...key, type: 'deposit-clue', schemaVersion: 1 }));
  return [row, ...clues].map((put): Write<never> => ({ put }));
}

/** Removes a deposit from the list of those that wait. */
export function closedDepositWrites(tenant: TenantId, deposit: Deposit): Write<never>[] {
  return [openDepositKey(tenant, deposit.id), ...clueKeys(tenant, deposit)].map(
    (key): Write<never> => ({ delete: key }),
  );
}

/** Distinct keys, one for each number and amount, because a transaction can write an item only once. */
function clueKeys(tenant: TenantId, deposit: Deposit): Key[] {
  const clues = new Map(cluesOf(deposit).map((clue) => [`${clue.trace}|${clue.cents}`, clue]));
  return [...clues.values()].map((clue) => depositClueKey(tenant, clue.trace, clue.cents, deposit.id));
}

/** The deposits that wait for a remittance with this number and amount. There is hardly ever more than one. */
export async function depositsWaitingFor(table: Table, tenant: TenantId, row: InTransit): Promise<Deposit[]> {
  const { trace, cents } = clueOf(row);
  const { pk } = depositClueKey(tenant, trace, cents, '');
  const page = await table.query({ partition: pk, limit: 20 });
  const items = await table.batchGet(page.items.map((item) => entityKey(tenant, 'DEPOSIT', item.sk)));
  return items.flatMap((item) => (item === undefined ? [] : [depositOfItem(item)]));
}

/**
 * The money of a posted remittance that will reach the bank, or (negative) leave it; undefined when it moves no money.
 */
function inTransitOf(remittance: Remittance): InTransit | undefined {
  const { id, entityId, payerId, payerName, traceNumber, traceOriginator, method, paymentDate } = remittance;
  const { transitCents } = remittance;
  if (transitCents === 0) return undefined;
  return {
    remittanceId: id,
    entityId,
    ...present({ payerId }),
    payerName,
    traceNumber,
    ...present({ traceOriginator }),
    method,
    paidOn: paymentDate ?? remittance.postedOn,
    cents: transitCents,
  };
}

function keyOfInTransit(tenant: TenantId, { traceNumber, cents, remittanceId }: InTransit): Key {
  return inTransitKey(tenant, traceText(traceNumber), cents, remittanceId);
}

/**
 * Part of the admission of a remittance: records its money as in transit, and sends a message that looks for a deposit
 * that arrived first.
 */
export function inTransitWrites(tenant: TenantId, remittance: Remittance, at: Instant): Write<never>[] {
  const row = inTransitOf(remittance);
  return row === undefined ? [] : onItsWayWrites(tenant, row, at);
}

/** Records money in transit, and sends a message that looks for a deposit that arrived first. */
export function onItsWayWrites(tenant: TenantId, row: InTransit, at: Instant): Write<never>[] {
  const item = {
    ...keyOfInTransit(tenant, row),
    ...inTransitIndex(tenant, row.paidOn, row.cents, row.remittanceId),
    type: 'in-transit',
    schemaVersion: 1,
    ...row,
  };
  return [{ put: item }, dueWrite(at, remittancesMessage(tenant, [row.remittanceId])) as Write<never>];
}

/** A message that starts the search for the matching deposit or remittance. */
export function reconcileMessage(tenant: TenantId, work: 'statement' | 'lockbox' | 'deposit', id: string) {
  return { queue: 'reconcile-bank', id: `${work}-${id}`, body: { schemaVersion: 1, tenantId: tenant, work, id } };
}

function remittancesMessage(tenant: TenantId, ids: readonly string[]) {
  const body = { schemaVersion: 1, tenantId: tenant, work: 'remittances', ids };
  return { queue: 'reconcile-bank', id: `remittances-${ids[0]}`, body };
}

/** The message that looks for the deposits of all remittances that are admitted in one transaction. */
export function joinRemittances(tenant: TenantId, writes: readonly Write[], at: Instant): Write[] {
  const idsOf = (write: Write): readonly string[] => {
    if (!('put' in write) || write.put.queue !== 'reconcile-bank') return [];
    const { work, ids } = write.put.body as ReturnType<typeof remittancesMessage>['body'];
    return work === 'remittances' ? ids : [];
  };
  const ids = writes.flatMap(idsOf);
  if (ids.length < 2) return [...writes];
  return [...writes.filter((write) => idsOf(write).length === 0), dueWrite(at, remittancesMessage(tenant, ids))];
}

/** A remittance in transit, with the deposit that has paid it, if any. */
export type InTransitRow = InTransit & { readonly depositId?: string };

export function inTransitRowOf(item: Item): InTransitRow {
  return bodyOfItem<InTransitRow>(item);
}

/** The remittances in transit with a deposit's numbers and amounts. */
export async function candidatesFor(table: Table, tenant: TenantId, deposit: DepositFacts): Promise<InTransit[]> {
  const clues = new Map(cluesOf(deposit).map((clue) => [`${clue.trace}|${clue.cents}`, clue]));
  const found = await Promise.all(
    [...clues.values()].map(async ({ trace, cents }: Clue) => {
      const { pk } = inTransitKey(tenant, trace, cents, '');
      return (await table.query({ partition: pk, limit: 50 })).items;
    }),
  );
  return found
    .flat()
    .map(inTransitRowOf)
    .filter((row) => row.depositId === undefined);
}

/** The rows of remittances, deposit batches and returned payments, in the given order; undefined for one that was never in transit. */
export async function readInTransit(
  table: Table,
  tenant: TenantId,
  remittanceIds: readonly string[],
): Promise<(InTransitRow | undefined)[]> {
  const items = await table.batchGet(remittanceIds.map((id) => moneyOf(id).key(tenant, id)));
  const rows = items.map((item, index) =>
    item === undefined ? undefined : moneyOf(remittanceIds[index] as string).read(item),
  );
  const keys = rows.map((row) => (row === undefined ? undefined : keyOfInTransit(tenant, row)));
  const found = await table.batchGet(keys.filter((key) => key !== undefined));
  const byId = new Map(found.flatMap((item) => (item === undefined ? [] : [[item.sk, inTransitRowOf(item)] as const])));
  return remittanceIds.map((id) => byId.get(id));
}

interface MoneyInTransit {
  key(tenant: TenantId, id: string): Key;
  read(item: Item): InTransit | undefined;
}

function moneyOfEntity<T>(
  entity: Parameters<typeof entityKey>[1],
  ofItem: (item: Item) => T,
  read: (money: T) => InTransit | undefined,
): MoneyInTransit {
  return { key: (tenant, id) => entityKey(tenant, entity, id), read: (item) => read(ofItem(item)) };
}

/** Kinds of money in transit other than remittances. */
const moneyOfKinds = {
  depositBatch: moneyOfEntity('DEPOSIT-BATCH', depositBatchOfItem, inTransitOfBatch),
  virtualCardCharge: moneyOfEntity('VIRTUAL-CARD-CHARGE', virtualCardOfItem, inTransitOfCard),
  agencyRemit: moneyOfEntity('AGENCY-REMIT', agencyRemitOfItem, inTransitOfRemit),
  patientPayment: moneyOfEntity('PATIENT-PAYMENT', patientPaymentOfItem, inTransitOfReturn),
  refund: moneyOfEntity('REFUND', refundOfItem, (refund) => inTransitOfRefund(refund)),
  cardCharge: moneyOfEntity('CARD-CHARGE', cardChargeOfItem, inTransitOfLoss),
} as const;

const moneyOfRemittances: MoneyInTransit = {
  key: remittanceKey,
  read: (item) => inTransitOf(bodyOfItem<Remittance>(item)),
};

/** The item with this id, and its amount in transit. */
function moneyOf(id: string): MoneyInTransit {
  const kind = (Object.keys(moneyOfKinds) as (keyof typeof moneyOfKinds)[]).find((each) => isId(each, id));
  return kind === undefined ? moneyOfRemittances : moneyOfKinds[kind];
}

/** Marks a remittance's money as arrived with this deposit, if it is still in transit. */
export function relievedWrite<Failure>(
  tenant: TenantId,
  row: InTransit,
  depositId: string,
  orElse: Failure,
): Write<Failure> {
  return {
    update: keyOfInTransit(tenant, row),
    set: { depositId },
    remove: ['g1pk', 'g1sk'],
    condition: { exists: true, without: ['depositId'] },
    orElse,
  };
}

/** Removes a remittance's money from transit, if no deposit has paid it. */
export function freedInTransitWrite<Failure>(
  tenant: TenantId,
  remittance: Remittance,
  orElse: Failure,
): Write<Failure>[] {
  const row = inTransitOf(remittance);
  return row === undefined ? [] : [noLongerInTransitWrite(tenant, row, orElse)];
}

/** Removes any money from transit, if no deposit has paid it. */
export function noLongerInTransitWrite<Failure>(tenant: TenantId, row: InTransit, orElse: Failure): Write<Failure> {
  return { delete: keyOfInTransit(tenant, row), condition: { exists: true, without: ['depositId'] }, orElse };
}

/** Marks money as in transit again, if it had arrived with this deposit. */
export function returnedWrite<Failure>(
  tenant: TenantId,
  row: InTransit,
  depositId: string,
  orElse: Failure,
): Write<Failure> {
  return {
    update: keyOfInTransit(tenant, row),
    set: { ...inTransitIndex(tenant, row.paidOn, row.cents, row.remittanceId) },
    remove: ['depositId'],
    condition: { equals: { depositId } },
    orElse,
  };
}

/** Date and amount of everything in transit, from the index alone. */
export async function readInTransitAmounts(
  table: Table,
  tenant: TenantId,
): Promise<{ readonly paidOn: InTransit['paidOn']; readonly cents: Cents }[]> {
  const partitions = Array.from({ length: shards.bank }, (_, shard) => inTransitPartition(tenant, shard));
  const rows = await Promise.all(partitions.map((partition) => table.queryAll({ partition, index: true })));
  return rows.flat().map((item) => {
    const [paidOn = '', cents = ''] = String(item.g1sk).split('#');
    return { paidOn: paidOn as InTransit['paidOn'], cents: Number(cents) as Cents };
  });
}

/** A bank statement, imported once. */
export interface BankStatement {
  readonly id: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly format: 'csv' | 'bai2';
  /** The legal entity of each of its accounts. */
  readonly accounts: readonly { readonly bankAccount: string; readonly entityId: string }[];
  readonly receivedAt: Instant;
  readonly state: 'received' | 'done' | 'refused';
  readonly refusal?: {
    readonly code: StatementRefusal;
    readonly line?: number;
    readonly field?: number;
    readonly stated?: number;
    readonly found?: number;
  };
  /** The number of new deposits from it, their sum, and the number of lines that were already in the books. */
  readonly deposits?: number;
  readonly depositCents?: Cents;
  readonly alreadyEntered?: number;
  /** The numbers of lines of accounts that were not named, and of records that are not deposits. */
  readonly otherAccounts?: number;
  readonly otherRecords?: number;
}

export function statementKey(tenant: TenantId, statementId: string): Key {
  return entityKey(tenant, 'BANK-STATEMENT', statementId);
}

export function statementItem(tenant: TenantId, statement: BankStatement): Item {
  const index = monthIndex(tenant, 'BANK-STATEMENT', statement.receivedAt, statement.id);
  return entityItem(statementKey(tenant, statement.id), 'bank-statement', statement, index);
}

/** The key of a statement's bytes in the bucket. */
export function statementObjectName(sha256: string): string {
  return `${sha256}.statement`;
}
