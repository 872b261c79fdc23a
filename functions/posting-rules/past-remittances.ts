import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { addDays, type LocalDate, monthAfter } from '../../shared/domain/time/local-date.ts';
import { dayIn, type TimeZone } from '../../shared/domain/time/time-zone.ts';
import { monthPartition } from '../../shared/store/keys/entity.ts';
import { remittanceKey } from '../../shared/store/keys/remittance.ts';
import { bodyOfItem, type Remittance } from '../../shared/store/remittances.ts';
import type { Item, Table } from '../../shared/store/table.ts';

/** Remittances by their ids, or those received on certain days of the office, both included. */
export type Range = { readonly remittanceIds: readonly string[] } | DaysReceived;

interface DaysReceived {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly timeZone: TimeZone;
}

/** A position in a range, before its next remittance. */
export interface Place {
  /** Which of the ids, or the month. */
  readonly index?: number;
  readonly month?: string;
  readonly after?: Readonly<Record<string, string>>;
  readonly isDone?: true;
}

export function firstPlace(range: Range): Place {
  return 'remittanceIds' in range ? { index: 0 } : { month: firstMonth(range) };
}

/**
 * Remittances are stored by the month of UTC, in which the first day of an office may be the one before it, and its last
 * day the one after it.
 */
const firstMonth = ({ from }: DaysReceived): string => addDays(from, -1).slice(0, 7);
const lastMonth = ({ to }: DaysReceived): string => addDays(to, 1).slice(0, 7);

/** The remittance at a position, if there is one, and the position after it. */
export async function nextRemittance(
  tenant: TenantId,
  range: Range,
  place: Place,
  table: Table,
): Promise<{ readonly remittance?: Remittance; readonly next: Place }> {
  if (!('remittanceIds' in range)) return nextReceived(tenant, range, place, table);
  const index = place.index ?? 0;
  const id = range.remittanceIds[index];
  const next: Place = index + 1 < range.remittanceIds.length ? { index: index + 1 } : { isDone: true };
  const item = id === undefined ? undefined : await table.get(remittanceKey(tenant, id));
  return { ...present({ remittance: item === undefined ? undefined : bodyOfItem<Remittance>(item) }), next };
}

async function nextReceived(
  tenant: TenantId,
  range: DaysReceived,
  { month = firstMonth(range), after }: Place,
  table: Table,
): Promise<{ readonly remittance?: Remittance; readonly next: Place }> {
  const page = await table.query({
    partition: monthPartition(tenant, 'REMITTANCE', month),
    index: true,
    limit: 1,
    after,
  });
  const later = monthAfter(month);
  const atEnd: Place = later > lastMonth(range) ? { isDone: true } : { month: later };
  const next: Place = page.next === undefined ? atEnd : { month, after: page.next };
  const [found] = page.items;
  if (found === undefined) return { next };
  const day = dayIn(range.timeZone, String(found.g1sk).split('#')[0] as string);
  if (day > range.to) return { next: { isDone: true } };
  if (day < range.from) return { next };
  const [item] = await table.batchGet([found]);
  return { remittance: bodyOfItem<Remittance>(item as Item), next };
}
