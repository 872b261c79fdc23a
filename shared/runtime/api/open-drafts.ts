import type { TenantId } from '../../domain/identity/ids.ts';
import { type Instant, monthBefore } from '../../domain/time/local-date.ts';
import { oldestDraftsWrite, readOldestDrafts } from '../../store/coding-work.ts';
import { encounterOfItem, isDraftItem, type StoredEncounter } from '../../store/encounters.ts';
import { monthPartition } from '../../store/keys/entity.ts';
import type { Key } from '../../store/keys/table.ts';
import type { Table, Write } from '../../store/table.ts';
import { readListed } from './work-list.ts';

/** At most this many encounters are searched for drafts, the oldest first. */
const mostLookedAt = 20_000;

/** How many months back drafts are searched until their first month is known. */
const monthsAtFirst = 60;

interface Drafts {
  readonly drafts: readonly StoredEncounter[];
  readonly isComplete: boolean;
  readonly writes: readonly Write<never>[];
}

/**
 * The drafts of an office. The month of the oldest draft is stored, so that earlier months are not read every time. The
 * last month and the current one are always read: encounters may still be entered.
 */
export async function readDrafts(table: Table, tenant: TenantId, at: Instant): Promise<Drafts> {
  const now = at.slice(0, 7);
  const known = await readOldestDrafts(table, tenant);
  const from = known ?? monthBefore(now, monthsAtFirst);
  const partitions = monthsFrom(from, now).map((month) => monthPartition(tenant, 'ENCOUNTER', month));
  const { drafts, isComplete } = await readDraftsOf(table, partitions);
  const months = [...drafts.map(({ createdAt }) => createdAt.slice(0, 7)), monthBefore(now, 1)].sort();
  const oldest = months[0] as string;
  const isNew = isComplete && (known === undefined || oldest > known);
  return { drafts, isComplete, writes: isNew ? [oldestDraftsWrite(tenant, oldest)] : [] };
}

/** A cache of encounters that are no longer drafts, by partition, limited in size. */
const ended = new WeakMap<Table, Set<string>>();
const mostEnded = 200_000;

/** At most this many items are read at the same time, in requests of a hundred. */
const readAtOnce = 1_000;

/**
 * The drafts among the encounters of some months. An encounter that was final when it was read is not read again: if it
 * is reopened, it gets a work item, which finds it.
 */
async function readDraftsOf(table: Table, partitions: readonly string[]): Promise<Omit<Drafts, 'writes'>> {
  const most = mostLookedAt;
  const found = await Promise.all(partitions.map((partition) => readListed(table, partition, { index: true, most })));
  const rows = found.flatMap(({ keys }) => keys).sort((one, other) => (String(one.g1sk) < String(other.g1sk) ? -1 : 1));
  const seen = ended.get(table) ?? new Set();
  ended.set(table, seen);
  if (seen.size > mostEnded) seen.clear();
  const unseen = rows.slice(0, most).filter(({ pk }) => !seen.has(pk));
  const drafts: StoredEncounter[] = [];
  for (let start = 0; start < unseen.length; start += readAtOnce) {
    const hundreds = hundredsOf(unseen.slice(start, start + readAtOnce).map(({ pk, sk }) => ({ pk, sk })));
    const items = (await Promise.all(hundreds.map((keys) => table.batchGet(keys)))).flat();
    for (const item of items) {
      if (item === undefined) continue;
      if (isDraftItem(item)) drafts.push(encounterOfItem(item));
      else seen.add(item.pk);
    }
  }
  return { drafts, isComplete: rows.length <= most && found.every(({ isComplete }) => isComplete) };
}

function hundredsOf(keys: readonly Key[]): readonly (readonly Key[])[] {
  return Array.from({ length: Math.ceil(keys.length / 100) }, (_, index) => keys.slice(100 * index, 100 * (index + 1)));
}

function monthsFrom(from: string, to: string): string[] {
  const months = [];
  for (let month = to; month >= from; month = monthBefore(month, 1)) months.push(month);
  return months;
}
