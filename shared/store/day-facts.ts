import type { OpenSum } from '../domain/books/ageing.ts';
import { type DayFacts, type EndedWork, factsOfDay, openOfDay } from '../domain/books/day-facts.ts';
import { isDayOver } from '../domain/books/period.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { addDays, type Instant, type LocalDate } from '../domain/time/local-date.ts';
import { type BookedItem, readBookedDay } from './booked-day.ts';
import { readEndedWork } from './ended-work.ts';
import { dayFactsKey, totalsDayPrefix, totalsPartition } from './keys/ledger.ts';
import { postingCount } from './ledger.ts';
import { readOffice } from './office.ts';
import { packedForm } from './packed-json.ts';
import type { Condition, Item, Table, Write } from './table.ts';

/*
 * A day's bookings, added up, from which day sheets and reports are made. Once nothing more can be booked on the day,
 * the result is stored, so that the entries are read only once.
 */

/** At most this many entries of a day are read by one request. */
const mostEntriesOfDay = 25_000;

/** A DynamoDB item holds 400 KB; a larger result is computed again each time. */
const mostPackedBytes = 350_000;

/** The stored form. The words that compress it are part of the form, so they must not change. */
const form = packedForm([
  '"reason":"PR-1","reason":"CO-253","reason":"CO-45","by":"user-","method":"CHK","method":"ACH","bankAccount":"","facilityId":"fac_0","providerId":"prv_0',
  '{"entityId":"ent_0","kind":"remittance-payment","account":"deposits-in-transit","receivable":"patient-receivable","payerId":"pay_0',
  '"kind":"charge","account":"charges","kind":"remittance-claim","account":"contractual-adjustments","account":"remittance-clearing",',
  '"account":"insurance-receivable","receivable":"insurance-receivable","cents":0,"entries":1},',
]);

/** Why a day is read. */
interface DayAsked {
  readonly day: LocalDate;
  readonly at: Instant;
}

/**
 * A day's bookings, from the stored result, or from its entries. Undefined when the day has more entries than one
 * request reads.
 */
export async function readDayFacts(table: Table, tenant: TenantId, asked: DayAsked): Promise<DayFacts | undefined> {
  const kept = await table.get(dayFactsKey(tenant, asked.day));
  const known = factsOfItem(kept);
  if (known !== undefined) return known;
  const isToKeep = await isFinal(table, tenant, asked);
  return (await makeFacts(table, tenant, asked, { kept, isToKeep, most: mostEntriesOfDay }))?.facts;
}

/** A day on which nothing more can be booked. */
interface FinalDay {
  readonly facts: DayFacts;
  /** Its changes of open balances. */
  readonly open: readonly OpenSum[];
}

/**
 * Adds a day up from its entries, however many there are, and stores the result. Undefined while something can still be
 * booked on the day.
 */
export async function makeFinalDay(table: Table, tenant: TenantId, asked: DayAsked): Promise<FinalDay | undefined> {
  if (!(await isFinal(table, tenant, asked))) return undefined;
  const kept = await table.get(dayFactsKey(tenant, asked.day));
  const made = await makeFacts(table, tenant, asked, { kept, isToKeep: true, most: Number.POSITIVE_INFINITY });
  return made && { facts: made.facts, open: openOfDay(made.items.map(({ booked }) => booked)) };
}

/** The stored days of a range, each with its bookings, in order. */
export type KeptDays = readonly { readonly day: LocalDate; readonly facts: DayFacts }[];

/**
 * The bookings of each day in a range for which report data is complete, so that every day has a stored result or no
 * bookings. Undefined when a day must be computed again and is too large for one request.
 */
export async function readFactsBetween(
  table: Table,
  tenant: TenantId,
  { from, to, at }: { readonly from: LocalDate; readonly to: LocalDate; readonly at: Instant },
): Promise<KeptDays | undefined> {
  const days: LocalDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  const items = await table.batchGet(days.map((day) => dayFactsKey(tenant, day)));
  const kept: { day: LocalDate; facts: DayFacts }[] = [];
  for (const [index, item] of items.entries()) {
    if (item === undefined) continue;
    const day = days[index] as LocalDate;
    const facts = factsOfItem(item) ?? (await readDayFacts(table, tenant, { day, at }));
    if (facts === undefined) return undefined;
    kept.push({ day, facts });
  }
  return kept;
}

/** A day's bookings so far, while more may be booked on it. */
export interface DaySoFar {
  readonly day: LocalDate;
  readonly facts: DayFacts;
  /** Its changes of open balances. */
  readonly open: readonly OpenSum[];
}

/**
 * The bookings of each day in a range whose days may not be over, from their entries. Nothing is stored. Undefined when
 * a day is too large for one request.
 */
export async function readDaysSoFar(
  table: Table,
  tenant: TenantId,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<DaySoFar[] | undefined> {
  const days: DaySoFar[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const read = await readDayItems(table, tenant, day, { withPasts: true, withEnded: true });
    if (read === undefined) return undefined;
    const booked = read.items.map((item) => item.booked);
    days.push({ day, facts: factsOfDay(booked, read.ended), open: openOfDay(booked) });
  }
  return days;
}

/**
 * The sources of a day's facts: its entries, and the work completed on it. Undefined when they are too large for one
 * request.
 */
export async function readDayItems(
  table: Table,
  tenant: TenantId,
  day: LocalDate,
  wanted: Wanted,
): Promise<DayItems | undefined> {
  return readItems(table, tenant, { day, most: mostEntriesOfDay, ...wanted });
}

/** What is read besides the entries of a day. */
interface Wanted {
  /** How claims with a first answer were sent. */
  readonly withPasts: boolean;
  /** Work that people completed. */
  readonly withEnded: boolean;
}

interface DayItems {
  readonly items: readonly BookedItem[];
  readonly ended: readonly EndedWork[];
}

async function readItems(
  table: Table,
  tenant: TenantId,
  { day, most, withPasts, withEnded }: Wanted & { readonly day: LocalDate; readonly most: number },
): Promise<DayItems | undefined> {
  const items = await readBookedDay(table, tenant, { day, most, withPasts });
  if (items === undefined) return undefined;
  if (!withEnded) return { items, ended: [] };
  const { timeZone: zone } = await readOffice(table, tenant);
  return { items, ended: await readEndedWork(table, tenant, { day, zone }) };
}

function factsOfItem(item: Item | undefined): DayFacts | undefined {
  return item?.packed === undefined ? undefined : form.unpack<DayFacts>(item.packed as Uint8Array);
}

async function makeFacts(
  table: Table,
  tenant: TenantId,
  { day }: DayAsked,
  { kept, isToKeep, most }: { readonly kept: Item | undefined; readonly isToKeep: boolean; readonly most: number },
): Promise<(DayItems & { readonly facts: DayFacts }) | undefined> {
  // For a day that is not over, only what day sheets need.
  const read = await readItems(table, tenant, { day, most, withPasts: isToKeep, withEnded: isToKeep });
  if (read === undefined) return undefined;
  const facts = factsOfDay(
    read.items.map(({ booked }) => booked),
    read.ended,
  );
  if (isToKeep) await keep(table, tenant, day, { facts, revision: kept?.revision as number | undefined });
  return { ...read, facts };
}

async function isFinal(table: Table, tenant: TenantId, { day, at }: DayAsked): Promise<boolean> {
  return isDayOver(day, at) && !(await isPosting(table, tenant, day));
}

async function keep(
  table: Table,
  tenant: TenantId,
  day: LocalDate,
  { facts, revision }: { readonly facts: DayFacts; readonly revision: number | undefined },
): Promise<void> {
  const packed = form.pack(facts);
  // If something was booked on the day since its entries were read, they are read again next time.
  const condition: Condition = revision === undefined ? { without: ['revision'] } : { equals: { revision } };
  const set = { type: 'day-facts', schemaVersion: 1, day };
  const update = dayFactsKey(tenant, day);
  const isTooLarge = packed.length > mostPackedBytes;
  await table.transact([
    isTooLarge ? { update, set, remove: ['packed'], condition } : { update, set: { ...set, packed }, condition },
  ]);
}

/**
 * Part of every booking whose date somebody chooses. It deletes the stored result of that day, which is then computed
 * again.
 */
export function dayFactsChangedWrite(tenant: TenantId, day: LocalDate): Write<never> {
  const set = { type: 'day-facts', schemaVersion: 1, day };
  return { update: dayFactsKey(tenant, day), set, add: { revision: 1 }, remove: ['packed'] };
}

/** Whether remittances of the day are still being posted: more of their entries may come. */
async function isPosting(table: Table, tenant: TenantId, day: LocalDate): Promise<boolean> {
  const items = await table.queryAll({ partition: totalsPartition(tenant), prefix: totalsDayPrefix(day) });
  return items.reduce((sum, item) => sum + Number(item[postingCount] ?? 0), 0) !== 0;
}
