import type { BooksMonth } from '../domain/books/close.ts';
import type { Period } from '../domain/books/period.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { periodOf } from '../domain/ledger/entry.ts';
import { present } from '../domain/present.ts';
import { fail, ok, type Result, type ToldFailure } from '../domain/result.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { dayFactsChangedWrite } from './day-facts.ts';
import { documentOfItem } from './entity-items.ts';
import { periodKey, periodsPartition } from './keys/ledger.ts';
import type { Condition, Item, Table, Write } from './table.ts';

/*
 * A month of one legal entity's books becomes an item when somebody decides about it (such as closing it), or when its
 * totals are stored. Decisions raise the version. Storing totals does not, so that no decision fails because of it.
 */

/** A month as it is stored. */
export interface MonthItem extends BooksMonth {
  /** Cents by account code, once nothing can be booked into it any more. */
  readonly totals?: Readonly<Record<string, number>>;
  /** The days on which something was booked, with the totals. */
  readonly days?: readonly LocalDate[];
}

type Changed = { readonly kind: 'version-changed' };

export function newMonth(period: Period, entityId: string): MonthItem {
  return { period, entityId, version: 0, state: 'open' };
}

export function monthOfItem(item: Item): MonthItem {
  const { period, entityId } = item as unknown as MonthItem;
  return { ...newMonth(period, entityId), ...documentOfItem<Partial<MonthItem>>(item) };
}

/** The decisions about a month, and its kept totals. */
export async function readMonth(table: Table, tenant: TenantId, period: Period, entityId: string): Promise<MonthItem> {
  const item = await table.get(periodKey(tenant, period, entityId));
  return item === undefined ? newMonth(period, entityId) : monthOfItem(item);
}

/** All months that have an item, up to one. */
export async function readMonths(table: Table, tenant: TenantId, upTo: string): Promise<MonthItem[]> {
  return (await table.queryAll({ partition: periodsPartition(tenant), upTo })).map(monthOfItem);
}

/** Writes the next version of a month, if nobody has decided about it since it was read. */
export function monthWrite(tenant: TenantId, month: MonthItem): Write<Changed> {
  const { period, entityId, version } = month;
  return {
    put: { ...periodKey(tenant, period, entityId), type: 'period', schemaVersion: 1, ...month },
    condition: atVersion(version - 1),
    orElse: { kind: 'version-changed' },
  };
}

/**
 * Stores the totals of a month, if the decisions about it are unchanged since they were read. Without totals, the item
 * records that they are still to be made.
 */
export function keptWrite(
  tenant: TenantId,
  { period, entityId, version }: MonthItem,
  { totals, days }: { readonly totals: MonthItem['totals'] | undefined; readonly days: MonthItem['days'] | undefined },
): Write<never> {
  const isForgotten = totals === undefined && days === undefined;
  return {
    update: periodKey(tenant, period, entityId),
    set: { type: 'period', schemaVersion: 1, period, entityId, ...present({ totals, days }) },
    ...(isForgotten ? { remove: ['totals', 'days'] } : {}),
    condition: atVersion(version),
  };
}

function atVersion(version: number): Condition {
  return version === 0 ? { without: ['version'] } : { equals: { version } };
}

/**
 * Part of every booking whose date a person or a rule chooses: refused when the month of that date is closed, and
 * protected against a simultaneous close. The kept results of the month and the day are deleted, to be made again. A
 * booking on the current date needs none of this: its month cannot be closed yet.
 */
export async function datedBookingWrites(
  table: Table,
  tenant: TenantId,
  { postedOn, entityId }: { readonly postedOn: LocalDate; readonly entityId: string },
): Promise<Result<readonly Write<Changed>[], ToldFailure<'period-closed'>>> {
  const { totals: _totals, days: _days, ...month } = await readMonth(table, tenant, periodOf(postedOn), entityId);
  if (month.state === 'closed') return fail({ kind: 'period-closed', facts: { period: month.period, entityId } });
  return ok([monthWrite(tenant, { ...month, version: month.version + 1 }), dayFactsChangedWrite(tenant, postedOn)]);
}
