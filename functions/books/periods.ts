import {
  type BooksMonth,
  checksOf,
  closeChecks,
  closed,
  type FoundCheck,
  reopened,
} from '../../shared/domain/books/close.ts';
import { isReceivable } from '../../shared/domain/books/day-sums.ts';
import { lastDayOf, overFrom, type Period } from '../../shared/domain/books/period.ts';
import { hasReserves, type Reserves, reserveLegs, reservesOf } from '../../shared/domain/books/reserves.ts';
import type { Account } from '../../shared/domain/ledger/accounts.ts';
import { accountTotals, periodOf, unassignedEntity } from '../../shared/domain/ledger/entry.ts';
import { type Cents, cents, zeroCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { type LocalDate, monthAfter } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { readAgeing } from '../../shared/store/ageing.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { balancesOf, keepMonth, type MonthTotals, readBooks } from '../../shared/store/books.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { type MonthItem, monthWrite, readMonth, readMonths } from '../../shared/store/periods.ts';
import type { Table } from '../../shared/store/table.ts';
import { type MonthAsked, readCloseFacts } from './close-facts.ts';
import type { BooksOperations, BooksRequest } from './context.ts';
import { type ReserveEntries, type ReserveOrder, reserveEntries } from './reserve-entries.ts';

/** The months of the books: what was booked in each, and closing and reopening them. */
export const periodOperations: BooksOperations<
  'listAccountingPeriods' | 'getAccountingPeriod' | 'closeAccountingPeriod' | 'reopenAccountingPeriod'
> = {
  listAccountingPeriods: async (request, { table }) => {
    const { tenantId } = request.principal;
    const today = await request.today();
    const { entityId, year = today.slice(0, 4) } = request.query;
    const [asOf = today] = [`${year}-12-31` as LocalDate, today].sort();
    const books = await readBooks(table, tenantId, { asOf, at: request.at });
    const decided = await readMonths(table, tenantId, `${year}-12#~`);
    const of = new Map(decided.map((month) => [`${month.entityId} ${month.period}`, month]));
    const entities = [...new Set(books.map((each) => each.entityId))].sort();
    const items = entities
      .filter((each) => entityId === undefined || each === entityId)
      .flatMap((each) =>
        shownPeriods(books, each, year, periodOf(today)).map((period) => {
          const open = { period, entityId: each, version: 0, state: 'open' } as const;
          return monthView(of.get(`${each} ${period}`) ?? open, movementsOf(books, each, period));
        }),
      );
    return ok({ body: { items } });
  },

  getAccountingPeriod: async (request, { table }) => {
    const asked = await monthAsked(request, table);
    if (!asked.ok) return asked;
    const read = await readInFull(table, asked.value);
    const writes = read.writes;
    const body = viewInFull(read);
    const { version } = read.month;
    // Reading the month may have found the first day with drafts, which is kept for the next time.
    if (writes.length > 0) await table.transact(writes);
    return ok({ body, version });
  },

  closeAccountingPeriod: async (request, { table }) => {
    const asked = await monthAsked(request, table);
    if (!asked.ok) return asked;
    const { tenant, period, entityId, at } = asked.value;
    await keepMonth(table, tenant, period);
    const read = await readInFull(table, asked.value);
    if (read.month.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const by = request.principal.subject;
    const { accepted } = request.body;
    const { closeNeedsSecondPerson: needsSecondPerson } = read.settings;
    const after = closed(read.month, read.found, { by, at, accepted, needsSecondPerson });
    if (!after.ok) return after;
    const isClosed = after.value.state === 'closed';
    const reserves = isClosed ? read.reserves : undefined;
    const month = withReserves(after.value, reserves);
    const entries = await reserveEntriesOf(table, { tenant, month, by, isTakenBack: false });
    if (!entries.ok) return entries;
    return ok({
      body: viewInFull({ month, books: [...read.books, ...reservedTotals(month)], found: isClosed ? [] : read.found }),
      version: month.version,
      writes: [monthWrite(tenant, month), ...entries.value.writes],
      audit: {
        action: isClosed ? 'period-closed' : 'period-close-asked',
        entityId: `${entityId}.${period}`,
        facts: { accepted: (month.closing?.accepted ?? []).join(' '), entries: entries.value.ledgerEntryIds.join(' ') },
      },
    });
  },

  reopenAccountingPeriod: async (request, { table }) => {
    const asked = await monthAsked(request, table);
    if (!asked.ok) return asked;
    const { tenant, period, entityId, at } = asked.value;
    const read = await readInFull(table, asked.value);
    if (read.month.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const decision = { by: request.principal.subject, at, reason: request.body.reason };
    const after = reopened(read.month, await isLaterClosed(table, asked.value), decision);
    if (!after.ok) return after;
    // The version distinguishes the entries that reverse reserves from those that booked them.
    const taken = { ...after.value, ...present({ closing: read.month.closing }) };
    const by = request.principal.subject;
    const entries = await reserveEntriesOf(table, { tenant, month: taken, by, isTakenBack: true });
    if (!entries.ok) return entries;
    const { totals: _totals, days: _days, ...month }: MonthItem = after.value;
    return ok({
      body: viewInFull({ ...read, month, books: [...read.books, ...reservedTotals(taken, -1)] }),
      version: month.version,
      writes: [monthWrite(tenant, month), ...entries.value.writes],
      audit: {
        action: 'period-reopened',
        entityId: `${entityId}.${period}`,
        facts: { entries: entries.value.ledgerEntryIds.join(' ') },
      },
    });
  },
};

/** The month that a request names; not found when the month or the books do not exist. */
async function monthAsked(
  request: Pick<BooksRequest<'getAccountingPeriod'>, 'principal' | 'params' | 'at' | 'today'>,
  table: Table,
): Promise<Result<MonthAsked, Failure>> {
  const { period, legalEntityId: entityId } = request.params;
  const tenant = request.principal.tenantId;
  const isMonth = /^20\d\d-(0[1-9]|1[0-2])$/.test(period) && period <= periodOf(await request.today());
  if (!isMonth) return fail({ kind: 'not-found' });
  const isKnown =
    entityId === unassignedEntity || (await table.get(entityKey(tenant, 'LEGAL-ENTITY', entityId))) !== undefined;
  return isKnown ? ok({ tenant, period, entityId, at: request.at }) : fail({ kind: 'not-found' });
}

/** A month with its open items, as it is shown before it is closed. */
interface MonthInFull {
  readonly month: BooksMonth;
  readonly books: readonly MonthTotals[];
  readonly found: readonly FoundCheck[];
}

async function readInFull(table: Table, asked: MonthAsked) {
  const { tenant, period, entityId, at } = asked;
  // The month is read first, so that a decision that is made meanwhile changes its version and is noticed.
  const month = await readMonth(table, tenant, period, entityId);
  const books = await readBooks(table, tenant, { asOf: lastDayOf(period), at });
  const { books: settings } = await readBillingSettings(table, tenant);
  if (month.state === 'closed') return { month, books, found: [], writes: [], settings, reserves: undefined };
  const rows = hasReserves(settings) ? (await readAgeing(table, tenant, lastDayOf(period)))?.rows : [];
  const reserves =
    rows &&
    reservesOf(
      rows.filter((row) => row.entityId === entityId && isReceivable(row.account)),
      settings,
    );
  const { facts, writes } = await readCloseFacts(table, asked, { books, isAgeingMissing: rows === undefined });
  return { month, books, found: checksOf(facts), writes, settings, reserves };
}

/** A closed month with its reserves. Its kept totals are left out, because they must be computed again. */
function withReserves(month: MonthItem, reserves: Reserves | undefined): MonthItem {
  if (month.closing === undefined || reserves === undefined || reserveLegs(reserves).length === 0) return month;
  const { totals: _totals, days: _days, ...rest } = month;
  return { ...rest, closing: { ...month.closing, reserves } };
}

/** The entries that book the reserves of a close, or reverse them; none when nothing was reserved. */
function reserveEntriesOf(
  table: Table,
  order: Omit<ReserveOrder, 'reserves'>,
): Promise<Result<ReserveEntries, Failure>> {
  const reserves = order.month.closing?.reserves ?? { badDebtCents: zeroCents, charityCents: zeroCents };
  return reserveEntries(table, { ...order, reserves });
}

/** The amounts that a close's reserves add to the month's totals. */
function reservedTotals({ period, entityId, closing }: BooksMonth, sign: 1 | -1 = 1): MonthTotals[] {
  if (closing?.reserves === undefined) return [];
  const legs = reserveLegs(closing.reserves).map((leg) => ({ ...leg, cents: cents(sign * leg.cents) }));
  return [{ period, entityId, totals: accountTotals(legs), days: [], posting: 0 }];
}

async function isLaterClosed(table: Table, { tenant, period, entityId }: MonthAsked): Promise<boolean> {
  const months = await readMonths(table, tenant, '9999');
  return months.some((each) => each.entityId === entityId && each.period > period && each.state === 'closed');
}

/** The months of a year from the first with entries up to the current one. */
function shownPeriods(books: readonly MonthTotals[], entityId: string, year: string, now: Period): Period[] {
  const booked = books.filter((each) => each.entityId === entityId).map(({ period }) => period);
  const [first = now] = [...booked, now].sort();
  const periods: Period[] = [];
  for (let period = `${year}-01`; period.startsWith(year); period = monthAfter(period)) {
    if (period >= first && period <= now) periods.push(period);
  }
  return periods;
}

type Amounts = { account: Account; cents: Cents }[];

function amountsOf(balances: ReadonlyMap<Account, Cents>): Amounts {
  return [...balances].flatMap(([account, cents]) => (cents === 0 ? [] : [{ account, cents }]));
}

function movementsOf(books: readonly MonthTotals[], entityId: string, period: Period): Amounts {
  return amountsOf(
    balancesOf(
      books.filter((each) => each.period === period),
      entityId,
    ),
  );
}

function monthView(month: BooksMonth, movements: Amounts) {
  const { period, entityId, version, state, closing, reopened } = month;
  return {
    ...{ period, entityId, version, state, overFrom: overFrom(period) },
    ...present({ closing: closing && { ...closing, accepted: [...closing.accepted] }, reopened }),
    movements,
  };
}

function viewInFull({ month, books, found }: MonthInFull) {
  const { period, entityId } = month;
  const before = books.filter((each) => each.period < period);
  return {
    ...monthView(month, movementsOf(books, entityId, period)),
    openingBalances: amountsOf(balancesOf(before, entityId)),
    closingBalances: amountsOf(balancesOf(books, entityId)),
    checklist: found.map((each) => ({ ...each, meaning: closeChecks[each.check].meaning })),
  };
}
