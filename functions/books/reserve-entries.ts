import type { BooksMonth } from '../../shared/domain/books/close.ts';
import { firstDayOf, lastDayOf } from '../../shared/domain/books/period.ts';
import { type Reserves, reserveLegs } from '../../shared/domain/books/reserves.ts';
import { idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import { type Leg, ledgerEntry } from '../../shared/domain/ledger/entry.ts';
import { negateCents } from '../../shared/domain/money/cents.ts';
import { ok, type Result } from '../../shared/domain/result.ts';
import { type LocalDate, monthAfter } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { dayFactsChangedWrite } from '../../shared/store/day-facts.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { wireEntryId } from '../../shared/store/keys/ledger.ts';
import { entryItem, totalsWrite } from '../../shared/store/ledger.ts';
import { datedBookingWrites } from '../../shared/store/periods.ts';
import type { Item, Table, Write } from '../../shared/store/table.ts';

/** The reserves of a month, and who books or reverses them. */
export interface ReserveOrder {
  readonly tenant: TenantId;
  /** The month after the close or the reopening; its version distinguishes one close from another. */
  readonly month: BooksMonth;
  readonly reserves: Reserves;
  readonly by: string;
  /** Whether the entries reverse what a close booked. */
  readonly isTakenBack: boolean;
}

export interface ReserveEntries {
  readonly writes: readonly Write<Failure>[];
  readonly ledgerEntryIds: readonly string[];
}

/**
 * The pair of entries that books reserves on the last day of a month and reverses them on the first day of the next; or
 * the pair that reverses such a pair. The next month must stay open meanwhile; the caller writes the closed or reopened
 * month itself.
 */
export async function reserveEntries(table: Table, order: ReserveOrder): Promise<Result<ReserveEntries, Failure>> {
  const { tenant, month, reserves, isTakenBack } = order;
  const legs = reserveLegs(reserves);
  if (legs.length === 0) return ok({ writes: [], ledgerEntryIds: [] });
  const negated = legs.map((leg): Leg => ({ ...leg, cents: negateCents(leg.cents) }));
  const [last, first] = [lastDayOf(month.period), firstDayOf(monthAfter(month.period))];
  const next = await datedBookingWrites(table, tenant, { postedOn: first, entityId: month.entityId });
  if (!next.ok) return next;
  const booked = [
    entryOf(order, last, isTakenBack ? negated : legs),
    entryOf(order, first, isTakenBack ? legs : negated),
  ];
  return ok({
    writes: [...booked.flatMap(({ writes }) => writes), dayFactsChangedWrite(tenant, last), ...next.value],
    ledgerEntryIds: booked.map(({ item }) => wireEntryId(item)),
  });
}

function entryOf(
  { tenant, month, by }: ReserveOrder,
  postedOn: LocalDate,
  legs: readonly Leg[],
): { readonly item: Item; readonly writes: readonly Write<Failure>[] } {
  const { entityId, period, version } = month;
  const name = [tenant, entityId, period, String(version), postedOn];
  const entry = ledgerEntry({
    id: idFromDigest('ledgerEntry', digestOf('reserve', ...name)),
    kind: 'reserve',
    ...{ effectiveOn: postedOn, postedOn, entityId },
    closeId: idFromDigest('close', digestOf('close', tenant, entityId, period)),
    legs,
  });
  const item = { ...entryItem(tenant, undefined, entry, entry.id), by };
  const totals = totalsWrite(tenant, entry, entry.id, legs) as Write<never>;
  return { item, writes: [{ put: item, condition: { absent: true } }, totals] };
}
