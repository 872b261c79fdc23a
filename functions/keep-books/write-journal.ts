import { entryLines, type Journal, journalHeading, summaryLines } from '../../shared/domain/books/journal.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { type Account, accountOfCode, accounts } from '../../shared/domain/ledger/accounts.ts';
import { accountTotals } from '../../shared/domain/ledger/entry.ts';
import { addToTotals, type RunningTotals } from '../../shared/domain/ledger/running-totals.ts';
import { type Cents, cents, sumCents, zeroCents } from '../../shared/domain/money/cents.ts';
import { addDays, type Instant, type LocalDate } from '../../shared/domain/time/local-date.ts';
import { type Delivery, isTimeShort } from '../../shared/runtime/queue-handler.ts';
import { readEntriesOfDay } from '../../shared/store/booked-day.ts';
import { balancesOf, readBooks, readTotalsOfDay } from '../../shared/store/books.ts';
import { workerAudit } from '../../shared/store/change.ts';
import { sha256Hex } from '../../shared/store/files.ts';
import { journalFileKey, journalWrite, readJournal } from '../../shared/store/journals.ts';
import { wireEntryId } from '../../shared/store/keys/ledger.ts';
import { entryOfItem } from '../../shared/store/ledger.ts';
import type { KeepDeps } from './context.ts';

/** A file is closed when it reaches this size. */
const bytesPerFile = 8_000_000;
/** All entries of a day: a worker has no page limit. */
const mostEntries = Number.POSITIVE_INFINITY;

interface JournalWork {
  readonly tenant: TenantId;
  readonly journalId: string;
}

/** Lines that are not in a file yet, with their totals. */
interface Unwritten {
  readonly lines: string[];
  bytes: number;
  debitCents: number;
  creditCents: number;
  totals: RunningTotals;
}

/**
 * Writes a journal day by day, into a file whenever enough lines are ready. Each file moves the journal's position on,
 * so that a repeated message continues from there. At the end the written totals are compared with the changes of the
 * balances.
 */
export async function writeJournal(
  { tenant, journalId }: JournalWork,
  delivery: Delivery,
  deps: KeepDeps,
): Promise<void> {
  const { table, now, queues } = deps;
  let journal = await readJournal(table, tenant, journalId);
  if (journal === undefined || journal.state !== 'writing') return;
  const at = now().toISOString();
  const days = await daysOf(tenant, journal, at, deps);
  let unwritten = nothing();
  for (const day of days) {
    await addDay(tenant, journal, day, { unwritten, deps });
    const isShort = isTimeShort(delivery);
    if (unwritten.bytes < bytesPerFile && !isShort) continue;
    const next = await flush(tenant, journal, { unwritten, nextDay: addDays(day, 1) }, deps);
    if (next === undefined) return;
    journal = next;
    unwritten = nothing();
    if (!isShort || day === days.at(-1)) continue;
    await queues.send('keep-books', [{ schemaVersion: 1, tenantId: tenant, work: 'journal', journalId }]);
    return;
  }
  await end(tenant, journal, unwritten, deps);
}

const nothing = (): Unwritten => ({ lines: [], bytes: 0, debitCents: 0, creditCents: 0, totals: {} });

/** The days with entries that are still to be written. */
async function daysOf(
  tenant: TenantId,
  { nextDay, to }: Journal,
  at: Instant,
  { table }: KeepDeps,
): Promise<LocalDate[]> {
  const books = await readBooks(table, tenant, { asOf: to, at });
  return [...new Set(books.flatMap(({ days }) => days))].filter((day) => day >= nextDay).sort();
}

async function addDay(
  tenant: TenantId,
  { form, entityId }: Journal,
  day: LocalDate,
  { unwritten, deps }: { readonly unwritten: Unwritten; readonly deps: KeepDeps },
): Promise<void> {
  const isOwn = (each: { readonly entityId: string }) => entityId === undefined || each.entityId === entityId;
  if (form === 'summary') {
    for (const each of (await readTotalsOfDay(deps.table, tenant, day)).filter(isOwn)) {
      const totals = balancesOf([each]);
      add(unwritten, summaryLines(day, each.entityId, totals), totals);
      for (const amount of totals.values()) addSide(unwritten, amount);
    }
    return;
  }
  for (const item of (await readEntriesOfDay(deps.table, tenant, day, mostEntries)) ?? []) {
    const entry = entryOfItem(item);
    if (!isOwn(entry)) continue;
    add(unwritten, entryLines(wireEntryId(item), entry), accountTotals(entry.legs));
    for (const { cents } of entry.legs) addSide(unwritten, cents);
  }
}

function add(unwritten: Unwritten, lines: readonly string[], totals: ReadonlyMap<Account, Cents>): void {
  unwritten.lines.push(...lines);
  unwritten.bytes += lines.reduce((sum, line) => sum + line.length, 0);
  unwritten.totals = addToTotals(unwritten.totals, totals);
}

function addSide(unwritten: Unwritten, amount: number): void {
  if (amount > 0) unwritten.debitCents += amount;
  else unwritten.creditCents -= amount;
}

/** Writes the collected lines into a file, and moves the journal's position on. Undefined when another delivery did. */
async function flush(
  tenant: TenantId,
  journal: Journal,
  { unwritten, nextDay }: { readonly unwritten: Unwritten; readonly nextDay: LocalDate },
  { table, files }: KeepDeps,
): Promise<Journal | undefined> {
  const after = { ...(await written(tenant, journal, unwritten, files)), nextDay };
  const moved = await table.transact([journalWrite(tenant, journal, after)]);
  return moved.ok ? after : undefined;
}

async function written(
  tenant: TenantId,
  journal: Journal,
  unwritten: Unwritten,
  files: KeepDeps['files'],
): Promise<Journal> {
  const { lines, debitCents, creditCents, totals } = unwritten;
  const sums = {
    lines: journal.lines + lines.length,
    debitCents: journal.debitCents + debitCents,
    creditCents: journal.creditCents + creditCents,
    totals: addToTotals(journal.totals, byAccount(totals)),
  };
  if (lines.length === 0 && journal.files.length > 0) return { ...journal, ...sums };
  const bytes = Buffer.from(journalHeading + lines.join(''));
  const sha256 = sha256Hex(bytes);
  await files.put(journalFileKey(tenant, sha256), bytes, 'text/csv; charset=utf-8');
  return { ...journal, ...sums, files: [...journal.files, { sha256, sizeBytes: bytes.length }] };
}

const byAccount = (totals: RunningTotals): ReadonlyMap<Account, Cents> =>
  new Map(
    Object.entries(totals).flatMap(([code, amount]) => {
      const account = accountOfCode(code);
      return account === undefined ? [] : [[account, cents(amount)] as const];
    }),
  );

/** Writes the last file, and the difference between the balances' changes and the written totals. */
async function end(tenant: TenantId, journal: Journal, unwritten: Unwritten, { table, files, now, logger }: KeepDeps) {
  const at = now().toISOString();
  const whole = await written(tenant, journal, unwritten, files);
  const { from, to, entityId } = journal;
  const before = balancesOf(await readBooks(table, tenant, { asOf: addDays(from, -1), at }), entityId);
  const after = balancesOf(await readBooks(table, tenant, { asOf: to, at }), entityId);
  const told = byAccount(whole.totals);
  const differences = (Object.keys(accounts) as Account[]).flatMap((account) => {
    const changed = sumCents([after.get(account) ?? zeroCents, cents(-(before.get(account) ?? 0))]);
    const missing = changed - (told.get(account) ?? 0);
    return missing === 0 ? [] : [[accounts[account].code, missing] as const];
  });
  const done: Journal = {
    ...whole,
    ...{ state: 'written', writtenAt: at, nextDay: addDays(to, 1), differences: Object.fromEntries(differences) },
  };
  await table.transact([
    journalWrite(tenant, journal, done),
    workerAudit('keep-books', tenant, at, {
      action: 'journal-written',
      entityId: journal.id,
      facts: { lines: done.lines, differences: differences.length },
    }),
  ]);
  logger.info('journal-written', { journalId: journal.id, lines: done.lines, differences: differences.length });
}
