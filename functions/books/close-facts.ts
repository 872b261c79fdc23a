import type { CloseFacts } from '../../shared/domain/books/close.ts';
import { isOver, lastDayOf, type Period } from '../../shared/domain/books/period.ts';
import { firstServiceDay } from '../../shared/domain/encounter/service-days.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { unassignedEntity } from '../../shared/domain/ledger/entry.ts';
import type { Provider } from '../../shared/domain/practice/practice.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { readDrafts } from '../../shared/runtime/api/open-drafts.ts';
import { readRows } from '../../shared/runtime/api/work-list.ts';
import { balancesOf, type MonthTotals, readDaysOfMonth } from '../../shared/store/books.ts';
import { depositOfItem } from '../../shared/store/deposits.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import { openDepositPartition } from '../../shared/store/keys/bank.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { readOffice } from '../../shared/store/office.ts';
import { readMonths } from '../../shared/store/periods.ts';
import type { Table, Write } from '../../shared/store/table.ts';

/** A month of one legal entity's books that a person reads. */
export interface MonthAsked {
  readonly tenant: TenantId;
  readonly period: Period;
  readonly entityId: string;
  readonly at: Instant;
}

/** The facts for closing a month. `books` is what all entities have booked up to the end of the month. */
export async function readCloseFacts(
  table: Table,
  asked: MonthAsked,
  { books, isAgeingMissing }: { readonly books: readonly MonthTotals[]; readonly isAgeingMissing: boolean },
): Promise<{ readonly facts: CloseFacts; readonly writes: readonly Write<Failure>[] }> {
  const { tenant, period, entityId, at } = asked;
  const [days, drafts, openDeposits, isEarlierOpen] = await Promise.all([
    readDaysOfMonth(table, tenant, period),
    readUncoded(table, asked),
    countOpenDeposits(table, asked),
    hasEarlierOpen(table, asked, books),
  ]);
  const unassigned = entityId === unassignedEntity ? [] : [...balancesOf(books, unassignedEntity).values()];
  const facts: CloseFacts = {
    isOver: isOver(period, at),
    isEarlierOpen,
    isAgeingMissing,
    // Another entity's remittance may book a claim's cash, so the remittances of all entities must be settled.
    remittancesPosting: days.reduce((sum, { posting }) => sum + posting, 0),
    balances: balancesOf(books, entityId),
    unassignedAccounts: unassigned.filter((balance) => balance !== 0).length,
    openDeposits,
    drafts: drafts.count,
  };
  return { facts, writes: drafts.writes };
}

/** Whether an earlier month with entries is still open. */
async function hasEarlierOpen(
  table: Table,
  { tenant, period, entityId }: MonthAsked,
  books: readonly MonthTotals[],
): Promise<boolean> {
  const months = await readMonths(table, tenant, `${period}#`);
  const closed = new Set(
    months.flatMap((month) => (month.entityId === entityId && month.state === 'closed' ? [month.period] : [])),
  );
  return books.some((month) => month.entityId === entityId && month.period < period && !closed.has(month.period));
}

/** Drafts with a service in this or an earlier month that these books would bill, or that name no billing provider. */
async function readUncoded(table: Table, { tenant, period, entityId, at }: MonthAsked) {
  const { drafts, writes } = await readDrafts(table, tenant, at);
  const end = lastDayOf(period);
  const { timeZone } = await readOffice(table, tenant);
  const served = drafts.filter(({ lines, createdAt }) => (firstServiceDay(lines) ?? dayIn(timeZone, createdAt)) <= end);
  const ids = served.map(({ billingProviderId }) => billingProviderId);
  const providers = await readDocuments<Provider>(table, tenant, 'PROVIDER', ids);
  const own = served.filter(({ billingProviderId }) => {
    const books = providers.get(billingProviderId)?.entityId;
    return books === undefined || books === entityId;
  });
  return { count: own.length, writes };
}

/** Deposits up to the end of the month that match no remittance. */
async function countOpenDeposits(table: Table, { tenant, period, entityId }: MonthAsked): Promise<number> {
  const partitions = Array.from({ length: shards.bank }, (_, shard) => openDepositPartition(tenant, shard));
  const { items } = await readRows(table, partitions, ({ g1sk }) =>
    entityKey(tenant, 'DEPOSIT', String(g1sk).split('#')[1] as string),
  );
  const end = lastDayOf(period);
  return items.map(depositOfItem).filter((deposit) => deposit.entityId === entityId && deposit.depositedOn <= end)
    .length;
}
