import { countedDeed } from '../domain/audit/counted-deeds.ts';
import type { EndedWork } from '../domain/books/day-facts.ts';
import { parseClaimId, type TenantId } from '../domain/identity/ids.ts';
import { type Cents, zeroCents } from '../domain/money/cents.ts';
import { present } from '../domain/present.ts';
import { addDays, type LocalDate } from '../domain/time/local-date.ts';
import { dayIn, startOfDay, type TimeZone } from '../domain/time/time-zone.ts';
import { type Key, type Range, shards } from './keys/table.ts';
import { deedPartition, endedDenialPartition, endedExceptionPartition } from './keys/work.ts';
import type { Resolution } from './resolution.ts';
import type { Item, Table } from './table.ts';

/** Exceptions and denials that people ended, and their other counted work, by the office's date. */

/** The index ranges for a month, or a UTC day, of ended or counted work. */
function rangesOf(tenant: TenantId, begins: string): Range[] {
  const month = begins.slice(0, 7);
  const exceptions = Array.from({ length: shards.exceptions }, (_, shard) =>
    endedExceptionPartition(tenant, month, shard),
  );
  const denials = Array.from({ length: shards.denials }, (_, shard) => endedDenialPartition(tenant, month, shard));
  const deeds = Array.from({ length: shards.deeds }, (_, shard) => deedPartition(tenant, month, shard));
  return [...exceptions, ...denials, ...deeds].map((partition) => ({ partition, prefix: begins }));
}

/** The office dates with ended work, in some months, `YYYY-MM`. */
export async function readEndedDays(
  table: Table,
  tenant: TenantId,
  { months, zone }: { readonly months: readonly string[]; readonly zone: TimeZone },
): Promise<LocalDate[]> {
  const days = new Set<LocalDate>();
  for (const month of months) {
    const rows = await Promise.all(rangesOf(tenant, month).map((range) => table.queryAll({ ...range, index: true })));
    for (const { g1sk } of rows.flat()) days.add(dayIn(zone, String(g1sk).split('#')[0] as string));
  }
  return [...days];
}

/**
 * The work that people ended, or that is counted for them, on an office date. Work that ended automatically counts for
 * nobody.
 */
export async function readEndedWork(
  table: Table,
  tenant: TenantId,
  { day, zone }: { readonly day: LocalDate; readonly zone: TimeZone },
): Promise<EndedWork[]> {
  const [from, to] = [startOfDay(zone, day), startOfDay(zone, addDays(day, 1))];
  const dates = [...new Set([from.slice(0, 10), to.slice(0, 10)])];
  const rows = await Promise.all(
    dates.flatMap((date) => rangesOf(tenant, date)).map((range) => table.queryAll({ ...range, index: true })),
  );
  const keys = rows.flat().flatMap(({ pk, sk, g1sk }): Key[] => {
    const endedAt = String(g1sk).split('#')[0] ?? '';
    return from <= endedAt && endedAt < to ? [{ pk, sk }] : [];
  });
  const items: (Item | undefined)[] = [];
  for (let start = 0; start < keys.length; start += 100) {
    items.push(...(await table.batchGet(keys.slice(start, start + 100))));
  }
  return items.flatMap((item) => (item === undefined ? [] : endedOfItem(item)));
}

function endedOfItem(item: Item): EndedWork[] {
  if (item.type === 'audit') return deedOfItem(item);
  const { type, id, claimId, payerId, cents, deniedCents, resolution } = item as Item & {
    readonly resolution?: Resolution;
  };
  if (resolution === undefined) return [];
  return [
    {
      ...{ id: String(id), kind: type === 'denial' ? 'denial' : 'exception', by: resolution.by },
      ...present({ claimId: claimId as string | undefined, payerId: payerId as string | undefined }),
      cents: ((type === 'denial' ? deniedCents : cents) as Cents | undefined) ?? zeroCents,
    },
  ];
}

function deedOfItem({ action, entityId, subject, facts }: Item): EndedWork[] {
  const kind = countedDeed(String(action), facts as Readonly<Record<string, unknown>>);
  const id = String(entityId);
  const claim = parseClaimId(id);
  return kind === undefined
    ? []
    : [
        {
          id,
          kind,
          by: String(subject),
          ...present({ claimId: claim.ok ? claim.value : undefined }),
          cents: zeroCents,
        },
      ];
}
