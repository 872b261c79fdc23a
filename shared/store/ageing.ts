import type { AgedRow } from '../domain/books/ageing.ts';
import type { AgedSum } from '../domain/books/day-facts.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Account } from '../domain/ledger/accounts.ts';
import { accountOfCode, accounts } from '../domain/ledger/accounts.ts';
import { cents } from '../domain/money/cents.ts';
import { present } from '../domain/present.ts';
import { invariant } from '../domain/result.ts';
import type { Instant, LocalDate } from '../domain/time/local-date.ts';
import type { DueMessage } from './change.ts';
import { ageingKey, ageingPartition, keptReportsKey } from './keys/ledger.ts';
import { packedForm } from './packed-json.ts';
import type { Item, Table, Write } from './table.ts';

/*
 * Receivables in columns of age, as they stood at the end of days: made by a worker from what was booked, kept for the last day that is over and for the end of each
 * month.
 */

/** Up to which day the reports are made, and the file with what stood open then. */
export interface KeptReports {
  readonly through: LocalDate;
  /** The key of the file, by which the next day is added. */
  readonly openKey: string;
  /** Days whose totals were not what their entries add up to, the last of them. Empty as long as all is well. */
  readonly differingDays: readonly LocalDate[];
}

export async function readKeptReports(table: Table, tenant: TenantId): Promise<KeptReports | undefined> {
  const item = await table.get(keptReportsKey(tenant));
  return item === undefined ? undefined : (item as unknown as KeptReports);
}

/** Moves the reports on, if they stand where they were read; or begins them anew. */
export function keptReportsWrite(tenant: TenantId, before: KeptReports | undefined, after: KeptReports): Write<never> {
  const { through, openKey, differingDays } = after;
  return {
    put: { ...keptReportsKey(tenant), type: 'kept-reports', schemaVersion: 1, through, openKey, differingDays },
    condition:
      before === undefined ? { absent: true } : { equals: { openKey: before.openKey, through: before.through } },
  };
}

/** Rows in one item: it stays well under 400 KB. */
const rowsPerItem = 5_000;

const form = packedForm(['pay_01prv_01fac_01ent_01unassigned', '["","IR","","","",0,0,0,0,0],', '{"rows":[["ent_01']);

/** What stands open by day of service, as the bytes of a file: there are too many rows for an item. */
export function bytesOfOpen(open: readonly AgedSum[]): Uint8Array {
  return form.pack({ open });
}

export function openOfBytes(bytes: Uint8Array): AgedSum[] {
  return form.unpack<{ open: AgedSum[] }>(bytes).open;
}

/** A row as it is stored: entity, account, payer, provider, facility, and the columns. */
type Packed = [string, string, string, string, string, ...number[]];

/** The items that keep what stood open at the end of a day. */
export function ageingWrites(tenant: TenantId, day: LocalDate, rows: readonly AgedRow[]): Write<never>[] {
  const parts = Math.max(1, Math.ceil(rows.length / rowsPerItem));
  return Array.from({ length: parts }, (_, part): Write<never> => {
    const packed = form.pack({ rows: rows.slice(part * rowsPerItem, (part + 1) * rowsPerItem).map(packedRow) });
    return { put: { ...ageingKey(tenant, day, part), type: 'ageing', schemaVersion: 1, parts, packed } };
  });
}

function packedRow({ entityId, account, payerId, providerId, facilityId, cents: columns }: AgedRow): Packed {
  return [entityId, accounts[account].code, payerId ?? '', providerId ?? '', facilityId ?? '', ...columns];
}

function rowOf([entityId, code, payerId, providerId, facilityId, ...columns]: Packed): AgedRow {
  const named = (id: string) => (id === '' ? undefined : id);
  return {
    ...{ entityId, account: accountOfCode(code) as Account },
    ...present({ payerId: named(payerId), providerId: named(providerId), facilityId: named(facilityId) }),
    cents: columns.map((amount) => cents(amount)),
  };
}

/** What stood open at the end of a day; undefined of a day for which it was not kept. */
export async function readAgeing(table: Table, tenant: TenantId, day: LocalDate): Promise<AgedRow[] | undefined> {
  const items = await table.queryAll({ partition: ageingPartition(tenant), prefix: `${day}#` });
  const [first] = items;
  if (first === undefined) return undefined;
  // A later making may have fewer parts: those that it did not write stand beside it still.
  const own = items.slice(0, Number(first.parts));
  invariant(own.length === Number(first.parts), 'the parts of a day are written together');
  return own.flatMap(rowsOf);
}

const rowsOf = (item: Item): AgedRow[] => form.unpack<{ rows: Packed[] }>(item.packed as Uint8Array).rows.map(rowOf);

const dayMilliseconds = 86_400_000;
/** The last day is over everywhere at 13:00 UTC (`dayOverFrom`); a few minutes later it is added. */
const roundAfterMidnight = (13 * 60 + 5) * 60_000;

/** The next daily round over the books of an office. Its time and id are the office's alone, so that every message that plans it plans the same. */
export function booksRound(tenantId: TenantId, at: Instant): DueMessage {
  const days = Math.floor((Date.parse(at) - roundAfterMidnight) / dayMilliseconds) + 1;
  const dueAt = new Date(days * dayMilliseconds + roundAfterMidnight).toISOString();
  return { queue: 'keep-books', id: `books-${tenantId}`, body: { schemaVersion: 1, tenantId, work: 'reports' }, dueAt };
}

/** A round at once: somebody asks for it. `fromStart`: all is made anew. */
export function booksRoundNow(tenantId: TenantId, fromStart: boolean): DueMessage {
  const body = {
    schemaVersion: 1,
    tenantId,
    work: 'reports',
    ...(fromStart ? { fromStart: true as const } : {}),
  } as const;
  return { queue: 'keep-books', id: `books-now-${tenantId}`, body };
}
