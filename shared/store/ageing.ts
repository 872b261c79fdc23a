import type { AgedRow, OpenSum } from '../domain/books/ageing.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Account } from '../domain/ledger/accounts.ts';
import { accountOfCode, accounts } from '../domain/ledger/accounts.ts';
import { cents } from '../domain/money/cents.ts';
import { invariant } from '../domain/result.ts';
import type { Instant, LocalDate } from '../domain/time/local-date.ts';
import type { DueMessage } from './change.ts';
import { ageingKey, ageingPartition, keptReportsKey } from './keys/ledger.ts';
import { packedForm } from './packed-json.ts';
import type { Item, Table, Write } from './table.ts';

/*
 * Receivables by age at the end of a day. A worker makes them from entries. They are stored for the last final day and
 * for the last day of each month.
 */

/** Up to which day the report data is complete, and the file with the open balances of that day. */
export interface KeptReports {
  readonly through: LocalDate;
  /** The key of the file, which is needed to add the next day. */
  readonly openKey: string;
  /** The latest days whose totals differed from the sums of their entries. Empty unless something is wrong. */
  readonly differingDays: readonly LocalDate[];
}

export async function readKeptReports(table: Table, tenant: TenantId): Promise<KeptReports | undefined> {
  const item = await table.get(keptReportsKey(tenant));
  return item === undefined ? undefined : (item as unknown as KeptReports);
}

/** Moves the day of the report data forward, if it is unchanged since it was read; or starts again. */
export function keptReportsWrite(tenant: TenantId, before: KeptReports | undefined, after: KeptReports): Write<never> {
  const { through, openKey, differingDays } = after;
  return {
    put: { ...keptReportsKey(tenant), type: 'kept-reports', schemaVersion: 1, through, openKey, differingDays },
    condition:
      before === undefined ? { absent: true } : { equals: { openKey: before.openKey, through: before.through } },
  };
}

/** At most this many rows are in one item, so that it stays well under 400 KB. */
const rowsPerItem = 5_000;

const form = packedForm([
  'pay_01prv_01fac_01ent_01unassigned',
  '["","IR","","","",0,1,0,0,0,0,0],',
  '{"groups":[{"of":["ent_01","IR","pay_01","prv_01","fac_01"],"open":["S|2026-|0","',
  '{"rows":[["ent_01',
]);

/**
 * All open balances of the same books, account, payer, provider and facility; each as `claim|date of service|cents`.
 */
interface PackedOpen {
  readonly of: readonly [string, string, string, string, string];
  readonly open: readonly string[];
}

/** The open balances claim by claim, as the bytes of a file: they are too many for an item. */
export function bytesOfOpen(open: readonly OpenSum[]): Uint8Array {
  const groups = Map.groupBy(open, (sum) => JSON.stringify(partiesOf(sum)));
  const packed = [...groups].map(([of, own]) => ({
    of: JSON.parse(of),
    open: own.map(({ of: thing, servedOn, cents: amount }) => `${thing}|${servedOn}|${amount}`),
  }));
  return form.pack({ groups: packed });
}

export function openOfBytes(bytes: Uint8Array): OpenSum[] {
  return form.unpack<{ groups: PackedOpen[] }>(bytes).groups.flatMap(({ of, open }) => {
    const parties = partiesOfPacked(of);
    return open.map((text) => {
      const [thing = '', servedOn, amount] = text.split('|');
      return { ...parties, of: thing, servedOn: servedOn as LocalDate, cents: cents(Number(amount)) };
    });
  });
}

type Parties = Omit<OpenSum, 'of' | 'servedOn' | 'cents'>;

function partiesOf({ entityId, account, payerId = '', providerId = '', facilityId = '' }: Parties) {
  return [entityId, accounts[account].code, payerId, providerId, facilityId] as const;
}

function partiesOfPacked([entityId, code, payerId, providerId, facilityId]: PackedOpen['of']): Parties {
  // An answer reads thousands of rows, so each is built by one literal, which is faster.
  return {
    entityId,
    account: accountOfCode(code) as Account,
    ...(payerId === '' ? {} : { payerId }),
    ...(providerId === '' ? {} : { providerId }),
    ...(facilityId === '' ? {} : { facilityId }),
  };
}

/** A stored row: entity, account, payer, provider, facility, whether it is a credit, the count, and the columns. */
type Packed = [string, string, string, string, string, 0 | 1, number, ...number[]];

/** The items with the open balances at the end of a day. */
export function ageingWrites(
  tenant: TenantId,
  day: LocalDate,
  { rows, openKey }: { readonly rows: readonly AgedRow[]; readonly openKey: string },
): Write<never>[] {
  const parts = Math.max(1, Math.ceil(rows.length / rowsPerItem));
  return Array.from({ length: parts }, (_, part): Write<never> => {
    const packed = form.pack({ rows: rows.slice(part * rowsPerItem, (part + 1) * rowsPerItem).map(packedRow) });
    return { put: { ...ageingKey(tenant, day, part), type: 'ageing', schemaVersion: 1, parts, openKey, packed } };
  });
}

function packedRow({ isCredit, count, cents: columns, ...parties }: AgedRow): Packed {
  return [...partiesOf(parties), isCredit ? 1 : 0, count, ...columns];
}

function rowOf([entityId, code, payerId, providerId, facilityId, isCredit, count, ...columns]: Packed): AgedRow {
  return {
    ...partiesOfPacked([entityId, code, payerId, providerId, facilityId]),
    ...(isCredit === 1 ? { isCredit: true as const } : {}),
    count,
    cents: columns.map((amount) => cents(amount)),
  };
}

/** The open balances at the end of a day. */
interface KeptAgeing {
  readonly rows: readonly AgedRow[];
  /** The file that has them claim by claim. */
  readonly openKey: string;
}

/** The open balances at the end of a day; undefined for a day without a stored one. */
export async function readAgeing(table: Table, tenant: TenantId, day: LocalDate): Promise<KeptAgeing | undefined> {
  const items = await table.queryAll({ partition: ageingPartition(tenant), prefix: `${day}#` });
  const [first] = items;
  if (first === undefined) return undefined;
  // A later version may have fewer parts than an earlier one, whose surplus parts remain stored.
  const own = items.slice(0, Number(first.parts));
  invariant(own.length === Number(first.parts), 'the parts of a day are written together');
  return { rows: own.flatMap(rowsOf), openKey: String(first.openKey) };
}

const rowsOf = (item: Item): AgedRow[] => form.unpack<{ rows: Packed[] }>(item.packed as Uint8Array).rows.map(rowOf);

const dayMilliseconds = 86_400_000;
/** At 13:00 UTC the previous day is over everywhere (`dayOverFrom`). It is added a few minutes later. */
const roundAfterMidnight = (13 * 60 + 5) * 60_000;

/**
 * The next daily round over the books of an office. Its time and id depend only on the office, so that every message
 * plans the same one.
 */
export function booksRound(tenantId: TenantId, at: Instant): DueMessage {
  const days = Math.floor((Date.parse(at) - roundAfterMidnight) / dayMilliseconds) + 1;
  const dueAt = new Date(days * dayMilliseconds + roundAfterMidnight).toISOString();
  return { queue: 'keep-books', id: `books-${tenantId}`, body: { schemaVersion: 1, tenantId, work: 'reports' }, dueAt };
}

/** A round that starts at once, on request. `fromStart`: everything is made again. */
export function booksRoundNow(tenantId: TenantId, fromStart: boolean): DueMessage {
  const body = {
    schemaVersion: 1,
    tenantId,
    work: 'reports',
    ...(fromStart ? { fromStart: true as const } : {}),
  } as const;
  return { queue: 'keep-books', id: `books-now-${tenantId}`, body };
}
