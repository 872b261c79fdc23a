import {
  type BooksMonth,
  checksOf,
  closeChecks,
  closed,
  type FoundCheck,
  reopened,
} from '../../shared/domain/books/close.ts';
import { lastDayOf, overFrom, type Period, periodAfter } from '../../shared/domain/books/period.ts';
import type { Account } from '../../shared/domain/ledger/accounts.ts';
import { periodOf, unassignedEntity } from '../../shared/domain/ledger/entry.ts';
import type { Cents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { balancesOf, keepMonth, type MonthTotals, readBooks } from '../../shared/store/books.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { monthWrite, readMonth, readMonths } from '../../shared/store/periods.ts';
import type { Table } from '../../shared/store/table.ts';
import { type MonthAsked, readCloseFacts } from './close-facts.ts';
import type { BooksOperations, BooksRequest } from './context.ts';

/** The months of the books: what was booked in each, closing it, and opening it again. */
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
    // Looking for drafts finds out since when there are any, which is kept.
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
    const after = closed(read.month, read.found, { by, at, accepted, needsSecondPerson: false });
    if (!after.ok) return after;
    return ok({
      body: viewInFull({ ...read, month: after.value, found: after.value.state === 'closed' ? [] : read.found }),
      version: after.value.version,
      writes: [monthWrite(tenant, after.value)],
      audit: {
        action: after.value.state === 'closed' ? 'period-closed' : 'period-close-asked',
        entityId: `${entityId}.${period}`,
        facts: { accepted: (after.value.closing?.accepted ?? []).join(' ') },
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
    return ok({
      body: viewInFull({ ...read, month: after.value }),
      version: after.value.version,
      writes: [monthWrite(tenant, after.value)],
      audit: { action: 'period-reopened', entityId: `${entityId}.${period}` },
    });
  },
};

/** The month that a request names; not found when there is no such month or no such books. */
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

/** A month with what stands open, as it is shown before it is closed. */
interface MonthInFull {
  readonly month: BooksMonth;
  readonly books: readonly MonthTotals[];
  readonly found: readonly FoundCheck[];
}

async function readInFull(table: Table, asked: MonthAsked) {
  const { tenant, period, entityId, at } = asked;
  // The month is read first: what is decided about it after this is noticed by its version.
  const month = await readMonth(table, tenant, period, entityId);
  const books = await readBooks(table, tenant, { asOf: lastDayOf(period), at });
  if (month.state === 'closed') return { month, books, found: [], writes: [] };
  const { facts, writes } = await readCloseFacts(table, asked, books);
  return { month, books, found: checksOf(facts), writes };
}

async function isLaterClosed(table: Table, { tenant, period, entityId }: MonthAsked): Promise<boolean> {
  const months = await readMonths(table, tenant, '9999');
  return months.some((each) => each.entityId === entityId && each.period > period && each.state === 'closed');
}

/** The months of a year from the first one in which something was booked; none after this one. */
function shownPeriods(books: readonly MonthTotals[], entityId: string, year: string, now: Period): Period[] {
  const booked = books.filter((each) => each.entityId === entityId).map(({ period }) => period);
  const [first = now] = [...booked, now].sort();
  const periods: Period[] = [];
  for (let period = `${year}-01`; period.startsWith(year); period = periodAfter(period)) {
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
