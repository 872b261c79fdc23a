import { isOver, lastDayOf, type Period } from '../domain/books/period.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { type Account, accountOfCode, accounts } from '../domain/ledger/accounts.ts';
import { periodOf } from '../domain/ledger/entry.ts';
import { type Cents, cents, sumCents, zeroCents } from '../domain/money/cents.ts';
import { present } from '../domain/present.ts';
import { type Instant, type LocalDate, monthBefore } from '../domain/time/local-date.ts';
import {
  dayFactsKey,
  keptThroughKey,
  periodsPartition,
  totalsDayPrefix,
  totalsKey,
  totalsMonthPrefix,
  totalsPartition,
} from './keys/ledger.ts';
import { postingCount } from './ledger.ts';
import { keptWrite, type MonthItem, monthOfItem, newMonth, readMonths } from './periods.ts';
import type { Item, Table, Write } from './table.ts';

/*
 * Balances as of a day. Past months are read from their stored totals, the rest from the totals of days, so that the
 * books of ten years are read from some hundred items. The first read after the end of a month stores the month's
 * totals. They can be deleted; then they are made again.
 */

/** The bookings of a month in one legal entity's books; for the current month, those of its days so far. */
export interface MonthTotals {
  readonly period: Period;
  readonly entityId: string;
  readonly totals: ReadonlyMap<Account, Cents>;
  /** The days on which something was booked. */
  readonly days: readonly LocalDate[];
  /** The remittances of the month that are still being posted. */
  readonly posting: number;
}

/** At most this many months get stored totals in one read. The next read continues. */
const keptAtOnce = 24;

/** All bookings up to the end of a day, by month and legal entity. */
export async function readBooks(
  table: Table,
  tenant: TenantId,
  { asOf, at }: { readonly asOf: LocalDate; readonly at: Instant },
): Promise<MonthTotals[]> {
  const head = await table.get(keptThroughKey(tenant));
  const keptThrough = (head?.through as string | undefined) ?? '';
  const month = periodOf(asOf);
  const whole = asOf === lastDayOf(month) ? month : monthBefore(month);
  const through = [keptThrough, whole].sort()[0] as Period;
  const known = through === '' ? [] : await readMonths(table, tenant, `${through}#~`);
  const kept = known.flatMap(keptTotals);
  const again: MonthTotals[] = [];
  const loose = new Set(known.filter((each) => each.totals === undefined).map(({ period }) => period));
  for (const period of loose) {
    const without = new Set(known.flatMap((each) => (each.period === period && !each.totals ? each.entityId : [])));
    again.push(...(await readDaysOfMonth(table, tenant, period)).filter(({ entityId }) => without.has(entityId)));
  }
  const since = foldDays(await readDays(table, tenant, through, asOf));
  const toKeep = [...new Set([...loose, ...since.map(({ period }) => period)])]
    .filter((period) => isOver(period, at) && period <= whole)
    .sort();
  await keepMonths(table, tenant, { periods: toKeep, keptThrough, upTo: lastOver(whole, at) });
  return [...kept, ...again, ...since];
}

/** The balance of each account, in the chart's order: of one legal entity, or of all. */
export function balancesOf(months: readonly MonthTotals[], entityId?: string): Map<Account, Cents> {
  const sums = new Map<Account, Cents>();
  for (const month of months) {
    if (entityId !== undefined && month.entityId !== entityId) continue;
    for (const [account, amount] of month.totals) sums.set(account, sumCents([sums.get(account) ?? zeroCents, amount]));
  }
  const order = Object.keys(accounts) as Account[];
  return new Map(order.flatMap((account) => (sums.has(account) ? [[account, sums.get(account) as Cents]] : [])));
}

/** The bookings of one month, from the totals of its days. */
export async function readDaysOfMonth(table: Table, tenant: TenantId, period: Period): Promise<MonthTotals[]> {
  return foldDays(await table.queryAll({ partition: totalsPartition(tenant), prefix: totalsMonthPrefix(period) }));
}

/** The bookings of one day, by legal entity. */
export async function readTotalsOfDay(table: Table, tenant: TenantId, day: LocalDate): Promise<MonthTotals[]> {
  return foldDays(await table.queryAll({ partition: totalsPartition(tenant), prefix: totalsDayPrefix(day) }));
}

/**
 * Stores the totals of a past month for each legal entity's books, unless remittances of the month are still being
 * posted. The days are read twice: if the first read finds all remittances settled, the second one includes all of
 * their bookings.
 */
export async function keepMonth(table: Table, tenant: TenantId, period: Period): Promise<void> {
  const before = await readDaysOfMonth(table, tenant, period);
  const items = await table.queryAll({ partition: periodsPartition(tenant), prefix: `${period}#` });
  const known = new Map(items.map(monthOfItem).map((month) => [month.entityId, month]));
  const days = new Map((await readDaysOfMonth(table, tenant, period)).map((each) => [each.entityId, each]));
  const isPosting = before.some(({ posting }) => posting !== 0);
  for (const entityId of new Set([...known.keys(), ...days.keys()])) {
    const item = known.get(entityId);
    if (item?.totals !== undefined) continue;
    const totals = isPosting ? undefined : totalsByCode(days.get(entityId)?.totals ?? new Map());
    const bookedOn = isPosting ? undefined : (days.get(entityId)?.days ?? []);
    // If another writer was first, nothing is written. The item then has its totals, or the next read tries again.
    await table.transact([keptWrite(tenant, item ?? newMonth(period, entityId), { totals, days: bookedOn })]);
  }
}

/** Deletes the kept totals of all months: the next reader of the books makes them again from the days. */
export async function forgetKeptMonths(table: Table, tenant: TenantId): Promise<void> {
  for (const month of await readMonths(table, tenant, '9999')) {
    if (month.totals === undefined) continue;
    await table.transact([keptWrite(tenant, month, { totals: undefined, days: undefined })]);
  }
  await table.transact([{ delete: keptThroughKey(tenant) }]);
}

/**
 * Writes the totals of a day again, as the sums of its entries. Only for a past day with stored facts, on which no
 * remittance is still being posted. Writes nothing when something has been booked on the day since it was read.
 * @param sums cents by account, by legal entity
 * @returns whether it was written
 */
export async function rewriteTotalsOfDay(
  table: Table,
  tenant: TenantId,
  day: LocalDate,
  sums: ReadonlyMap<string, ReadonlyMap<Account, Cents>>,
): Promise<boolean> {
  const facts = await table.get(dayFactsKey(tenant, day));
  if (facts?.packed === undefined) return false;
  const { revision } = facts;
  const asKept: Write = {
    check: dayFactsKey(tenant, day),
    condition: { exists: true, ...(revision === undefined ? { without: ['revision'] } : { equals: { revision } }) },
  };
  const items = await table.queryAll({ partition: totalsPartition(tenant), prefix: totalsDayPrefix(day) });
  const written = [...sums].map(([entityId, totals]) => ({
    ...totalsKey(tenant, day, entityId, day),
    ...{ type: 'totals', schemaVersion: 1, ...totalsByCode(totals) },
  }));
  const kept = new Set(written.map(({ sk }) => sk));
  const former = items.filter(({ sk }) => !kept.has(sk));
  const done = await table.transact([
    asKept,
    ...former.map(({ pk, sk }) => ({ delete: { pk, sk } })),
    ...written.map((put) => ({ put })),
  ]);
  return done.ok;
}

/** The last past month, but not beyond the given one. */
function lastOver(whole: Period, at: Instant): Period {
  let period = whole;
  while (!isOver(period, at)) period = monthBefore(period);
  return period;
}

async function keepMonths(
  table: Table,
  tenant: TenantId,
  {
    periods,
    keptThrough,
    upTo,
  }: { readonly periods: readonly Period[]; readonly keptThrough: Period; readonly upTo: Period },
): Promise<void> {
  const now = periods.slice(0, keptAtOnce);
  for (const period of now) await keepMonth(table, tenant, period);
  const through = now.length < periods.length ? (now.at(-1) as Period) : upTo;
  if (through <= keptThrough || periods.length === 0) return;
  await table.transact([
    {
      update: keptThroughKey(tenant),
      set: { type: 'kept-through', schemaVersion: 1, through },
      condition: keptThrough === '' ? { absent: true } : { equals: { through: keptThrough } },
    },
  ]);
}

/** The totals of days after a month, up to a day. */
async function readDays(table: Table, tenant: TenantId, through: Period, asOf: LocalDate): Promise<Item[]> {
  if (through === periodOf(asOf)) return [];
  const partition = totalsPartition(tenant);
  const after = through === '' ? undefined : { pk: partition, sk: `${totalsMonthPrefix(through)}-~` };
  return table.queryAll({ partition, upTo: `${totalsMonthPrefix(asOf)}#~`, ...present({ after }) });
}

interface Fold {
  readonly totals: Map<Account, Cents>;
  readonly days: Set<LocalDate>;
  posting: number;
}

/** Adds up totals of days by month and legal entity. */
function foldDays(items: readonly Item[]): MonthTotals[] {
  const folds = new Map<string, Fold>();
  for (const item of items) {
    const [, day, entityId] = item.sk.split('#') as [string, LocalDate, string];
    const name = `${day.slice(0, 7)}#${entityId}`;
    const fold = folds.get(name) ?? { totals: new Map(), days: new Set(), posting: 0 };
    folds.set(name, fold);
    fold.days.add(day);
    for (const [code, amount] of Object.entries(item)) {
      if (code === postingCount) fold.posting += Number(amount);
      const account = accountOfCode(code);
      if (account === undefined) continue;
      fold.totals.set(account, sumCents([fold.totals.get(account) ?? zeroCents, cents(Number(amount))]));
    }
  }
  return [...folds].map(([name, { totals, days, posting }]) => {
    const [period = '', entityId = ''] = name.split('#');
    return { period, entityId, totals, days: [...days], posting };
  });
}

function keptTotals({ period, entityId, totals, days = [] }: MonthItem): MonthTotals[] {
  if (totals === undefined) return [];
  const byAccount = Object.entries(totals).flatMap(([code, amount]) => {
    const account = accountOfCode(code);
    return account === undefined ? [] : [[account, cents(amount)] as const];
  });
  return [{ period, entityId, totals: new Map(byAccount), days, posting: 0 }];
}

function totalsByCode(totals: ReadonlyMap<Account, Cents>): Readonly<Record<string, number>> {
  return Object.fromEntries([...totals].map(([account, amount]) => [accounts[account].code, amount]));
}
