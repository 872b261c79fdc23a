import { agedRows, type OpenSum, openAfter } from '../../shared/domain/books/ageing.ts';
import type { DayFacts } from '../../shared/domain/books/day-facts.ts';
import type { DaySum } from '../../shared/domain/books/day-sums.ts';
import { isDayOver, lastDayOf, type Period } from '../../shared/domain/books/period.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Account } from '../../shared/domain/ledger/accounts.ts';
import { periodOf } from '../../shared/domain/ledger/entry.ts';
import { type Cents, cents } from '../../shared/domain/money/cents.ts';
import { addDays, type Instant, type LocalDate, monthAfter } from '../../shared/domain/time/local-date.ts';
import { type Delivery, isTimeShort } from '../../shared/runtime/queue-handler.ts';
import {
  ageingWrites,
  booksRound,
  bytesOfOpen,
  type KeptReports,
  keptReportsWrite,
  openOfBytes,
  readKeptReports,
} from '../../shared/store/ageing.ts';
import { forgetKeptMonths, readBooks, readTotalsOfDay, rewriteTotalsOfDay } from '../../shared/store/books.ts';
import { dueWrite } from '../../shared/store/change.ts';
import { makeFinalDay } from '../../shared/store/day-facts.ts';
import { readEndedDays } from '../../shared/store/ended-work.ts';
import { fileKey, sha256Hex } from '../../shared/store/files.ts';
import { readOffice } from '../../shared/store/office.ts';
import { readMonth } from '../../shared/store/periods.ts';
import type { KeepDeps } from './context.ts';

/** At most this many differing days are reported. */
const mostDiffering = 31;

interface RollUp {
  readonly tenant: TenantId;
  /** Kept data is made again. */
  readonly fromStart: boolean;
  /** A day whose totals differ from its entries gets new totals. */
  readonly isAnew: boolean;
}

/**
 * Brings the kept report data up to date: keeps what was booked on each past day, and adds it to the open balances by
 * age. It stops before a day into which a remittance is still being posted. The next day's run is planned first, so
 * that a failed run loses a day at most.
 */
export async function rollUp({ tenant, fromStart, isAnew }: RollUp, delivery: Delivery, deps: KeepDeps): Promise<void> {
  const { table, logger, now, queues } = deps;
  const at = now().toISOString();
  await table.transact([dueWrite(at, booksRound(tenant, at))]);
  const last = lastDayOver(at);
  const before = await readKeptReports(table, tenant);
  if (fromStart) await forgetKeptMonths(table, tenant);
  const start = fromStart ? undefined : await openOf(before, deps);
  const through = start === undefined ? undefined : (before as KeptReports).through;
  const days = await daysToAdd(tenant, { through, last, at }, deps);
  let open: OpenSum[] = start ?? [];
  let done = through ?? days[0] ?? last;
  let isWhole = true;
  const differing = start === undefined ? [] : [...(before as KeptReports).differingDays];
  for (const day of days) {
    await keepMonthEnds(tenant, open, { from: done, before: day }, deps);
    const made = await makeFinalDay(table, tenant, { day, at });
    if (made === undefined) {
      logger.warn('books-day-not-settled', { tenantId: tenant, day });
      done = addDays(day, -1);
      isWhole = false;
      break;
    }
    if (!(await isAsAddedUp(tenant, day, made.facts, { deps, isToMend: isAnew }))) differing.push(day);
    open = openAfter(open, made.open);
    done = day;
    if (!isTimeShort(delivery)) continue;
    isWhole = day === days.at(-1);
    if (!isWhole)
      await queues.send('keep-books', [
        { schemaVersion: 1, tenantId: tenant, work: 'reports', ...(isAnew ? { isAnew } : {}) },
      ]);
    break;
  }
  if (isWhole) {
    await keepMonthEnds(tenant, open, { from: done, before: addDays(last, 1) }, deps);
    done = last;
  }
  await keep(tenant, { before, through: done, open, differing }, deps);
  logger.info('books-rolled-up', { tenantId: tenant, through: done, days: days.length, open: open.length });
}

/** The days after the last added one on which something was booked, or people ended open work. */
async function daysToAdd(
  tenant: TenantId,
  { through, last, at }: { readonly through: LocalDate | undefined; readonly last: LocalDate; readonly at: Instant },
  { table }: KeepDeps,
): Promise<LocalDate[]> {
  const booked = (await readBooks(table, tenant, { asOf: last, at })).flatMap((month) => month.days);
  const first = through ?? booked.toSorted()[0];
  if (first === undefined) return [];
  const months: Period[] = [];
  for (let period = periodOf(first); period <= periodOf(last); period = monthAfter(period)) months.push(period);
  const { timeZone: zone } = await readOffice(table, tenant);
  const ended = await readEndedDays(table, tenant, { months, zone });
  const isNew = (day: LocalDate) => day <= last && (through === undefined ? day >= first : day > through);
  return [...new Set([...booked, ...ended])].filter(isNew).sort();
}

/**
 * Whether a day's totals are the sums of its entries. Totals of an open month are written again on request; those of a
 * closed month, on which its figures rest, stay as they are.
 */
async function isAsAddedUp(
  tenant: TenantId,
  day: LocalDate,
  { sums }: Pick<DayFacts, 'sums'>,
  { deps, isToMend }: { readonly deps: KeepDeps; readonly isToMend: boolean },
): Promise<boolean> {
  const { table, logger } = deps;
  const entries = totalsOf(sums);
  const stated = new Map((await readTotalsOfDay(table, tenant, day)).map((each) => [each.entityId, each.totals]));
  const entities = new Set([...entries.keys(), ...stated.keys()]);
  const differing = [...entities].filter((id) => !isSame(entries.get(id) ?? new Map(), stated.get(id) ?? new Map()));
  if (differing.length === 0) return true;
  logger.error('books-day-differs', { tenantId: tenant, day, entities: differing.join(' ') });
  const months = await Promise.all(differing.map((id) => readMonth(table, tenant, periodOf(day), id)));
  if (!isToMend || months.some(({ state }) => state === 'closed')) return false;
  return rewriteTotalsOfDay(table, tenant, day, entries);
}

type Totals = ReadonlyMap<Account, Cents>;

function totalsOf(sums: readonly DaySum[]): Map<string, Map<Account, Cents>> {
  const books = new Map<string, Map<Account, Cents>>();
  for (const { entityId, account, cents: amount } of sums) {
    const totals = books.get(entityId) ?? new Map<Account, Cents>();
    books.set(entityId, totals.set(account, cents((totals.get(account) ?? 0) + amount)));
  }
  return books;
}

function isSame(left: Totals, right: Totals): boolean {
  return [...new Set([...left.keys(), ...right.keys()])].every(
    (account) => (left.get(account) ?? 0) === (right.get(account) ?? 0),
  );
}

/** The last day that is over in every time zone, so that nobody can book on it any more. */
function lastDayOver(at: Instant): LocalDate {
  let day = at.slice(0, 10) as LocalDate;
  while (!isDayOver(day, at)) day = addDays(day, -1);
  return day;
}

/**
 * The open balances as of the last update; undefined when they are gone, and the data is then made again from the first
 * day on.
 */
async function openOf(before: KeptReports | undefined, { files }: KeepDeps): Promise<OpenSum[] | undefined> {
  if (before === undefined || (await files.head(before.openKey)) === undefined) return undefined;
  return openOfBytes(await files.get(before.openKey));
}

/** Keeps the open balances at the ends of the months between two days. */
async function keepMonthEnds(
  tenant: TenantId,
  open: readonly OpenSum[],
  { from, before }: { readonly from: LocalDate; readonly before: LocalDate },
  deps: KeepDeps,
): Promise<void> {
  let openKey: string | undefined;
  for (let period: Period = periodOf(from); lastDayOf(period) < before; period = monthAfter(period)) {
    openKey ??= await putOpen(tenant, open, deps);
    await keepAgeing(tenant, lastDayOf(period), { open, openKey }, deps);
  }
}

/** Writes the open balances, claim by claim, into a file. @returns its key */
async function putOpen(tenant: TenantId, open: readonly OpenSum[], { files }: KeepDeps): Promise<string> {
  const bytes = bytesOfOpen(open);
  const openKey = fileKey(tenant, 'books', `${sha256Hex(bytes)}.open`);
  await files.put(openKey, bytes, 'application/octet-stream');
  return openKey;
}

async function keepAgeing(
  tenant: TenantId,
  day: LocalDate,
  { open, openKey }: { readonly open: readonly OpenSum[]; readonly openKey: string },
  { table }: KeepDeps,
): Promise<void> {
  const writes = ageingWrites(tenant, day, { rows: agedRows(open, day), openKey });
  for (const write of writes) await table.transact([write]);
}

async function keep(
  tenant: TenantId,
  {
    before,
    through,
    open,
    differing,
  }: {
    readonly before: KeptReports | undefined;
    readonly through: LocalDate;
    readonly open: readonly OpenSum[];
    readonly differing: readonly LocalDate[];
  },
  deps: KeepDeps,
): Promise<void> {
  const openKey = await putOpen(tenant, open, deps);
  await keepAgeing(tenant, through, { open, openKey }, deps);
  // If another delivery has moved the report data on since, that delivery's day counts.
  await deps.table.transact([
    keptReportsWrite(tenant, before, { through, openKey, differingDays: differing.slice(-mostDiffering) }),
  ]);
}
