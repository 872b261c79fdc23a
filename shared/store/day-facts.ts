import { type DayFacts, factsOfDay } from '../domain/books/day-facts.ts';
import { type BookedEntry, receivables } from '../domain/books/day-sums.ts';
import { isDayOver } from '../domain/books/period.ts';
import type { Deposit } from '../domain/deposit/deposit.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { accounts } from '../domain/ledger/accounts.ts';
import { present } from '../domain/present.ts';
import { addDays, type Instant, type LocalDate } from '../domain/time/local-date.ts';
import { readDocuments } from './entity-items.ts';
import { claimBalanceKey } from './keys/claim.ts';
import { dayFactsKey, ledgerDayRanges, totalsDayPrefix, totalsPartition } from './keys/ledger.ts';
import { remittanceKey } from './keys/remittance.ts';
import type { Key } from './keys/table.ts';
import { entryOfItem, postingCount } from './ledger.ts';
import { packedForm } from './packed-json.ts';
import type { Remittance } from './remittances.ts';
import type { Condition, Item, Table, Write } from './table.ts';

/*
 * What was booked on a day, added up: what day sheets and reports are made of. Once nothing can be booked on the day any more it is kept, so that its entries are
 * read once.
 */

/** At most this many entries of a day are read by one request. */
const mostEntriesOfDay = 25_000;

/** A DynamoDB item holds 400 KB; what takes more is made again each time. */
const mostPackedBytes = 350_000;

/** The stored form; its words are part of it. */
const form = packedForm([
  '"reason":"PR-1","reason":"CO-253","reason":"CO-45","by":"user-","method":"CHK","method":"ACH","bankAccount":"","facilityId":"fac_0","providerId":"prv_0',
  '{"entityId":"ent_0","kind":"remittance-payment","account":"deposits-in-transit","receivable":"patient-receivable","payerId":"pay_0',
  '"kind":"charge","account":"charges","kind":"remittance-claim","account":"contractual-adjustments","account":"remittance-clearing",',
  '"account":"insurance-receivable","receivable":"insurance-receivable","cents":0,"entries":1},',
]);

/** What a day is read for. */
interface DayAsked {
  readonly day: LocalDate;
  readonly at: Instant;
}

/** What was booked on a day, from what is kept, or from its entries. Undefined when the day has more entries than one request reads. */
export async function readDayFacts(table: Table, tenant: TenantId, asked: DayAsked): Promise<DayFacts | undefined> {
  const kept = await table.get(dayFactsKey(tenant, asked.day));
  return factsOfItem(kept) ?? makeFacts(table, tenant, asked, { kept, most: mostEntriesOfDay });
}

/** The same for a worker, however many entries there are; `isAnew`: from its entries, whatever is kept. Undefined while something can still be booked on the day. */
export async function readFinalDay(
  table: Table,
  tenant: TenantId,
  asked: DayAsked & { readonly isAnew: boolean },
): Promise<DayFacts | undefined> {
  const kept = await table.get(dayFactsKey(tenant, asked.day));
  const known = asked.isAnew ? undefined : factsOfItem(kept);
  if (known !== undefined) return known;
  if (!(await isFinal(table, tenant, asked))) return undefined;
  return makeFacts(table, tenant, asked, { kept, most: Number.POSITIVE_INFINITY });
}

/**
 * What was booked on each day between two for which reports are made: every day has what is kept of it, or nothing was booked on it. Undefined when one of them has to be
 * made again and is more than one request reads.
 */
export async function readFactsBetween(
  table: Table,
  tenant: TenantId,
  { from, to, at }: { readonly from: LocalDate; readonly to: LocalDate; readonly at: Instant },
): Promise<DayFacts[] | undefined> {
  const days: LocalDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  const items = await table.batchGet(days.map((day) => dayFactsKey(tenant, day)));
  const facts: DayFacts[] = [];
  for (const [index, item] of items.entries()) {
    if (item === undefined) continue;
    const day = days[index] as LocalDate;
    const own = factsOfItem(item) ?? (await readDayFacts(table, tenant, { day, at }));
    if (own === undefined) return undefined;
    facts.push(own);
  }
  return facts;
}

function factsOfItem(item: Item | undefined): DayFacts | undefined {
  return item?.packed === undefined ? undefined : form.unpack<DayFacts>(item.packed as Uint8Array);
}

async function makeFacts(
  table: Table,
  tenant: TenantId,
  asked: DayAsked,
  { kept, most }: { readonly kept: Item | undefined; readonly most: number },
): Promise<DayFacts | undefined> {
  const isToKeep = await isFinal(table, tenant, asked);
  const booked = await readBooked(table, tenant, asked.day, most);
  if (booked === undefined) return undefined;
  const facts = factsOfDay(booked);
  if (isToKeep) await keep(table, tenant, asked.day, { facts, revision: kept?.revision as number | undefined });
  return facts;
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
  // When something was booked on the day since its entries were read, they are read again next time.
  const condition: Condition = revision === undefined ? { without: ['revision'] } : { equals: { revision } };
  const what = packed.length > mostPackedBytes ? {} : { packed };
  await table.transact([
    { update: dayFactsKey(tenant, day), set: { type: 'day-facts', schemaVersion: 1, day, ...what }, condition },
  ]);
}

/** Part of a booking whose day somebody chooses: what is kept of that day is made again. */
export function dayFactsChangedWrite(tenant: TenantId, day: LocalDate): Write<never> {
  const set = { type: 'day-facts', schemaVersion: 1, day };
  return { update: dayFactsKey(tenant, day), set, add: { revision: 1 }, remove: ['packed'] };
}

/** Whether remittances of the day are still being posted: more of their entries may come. */
async function isPosting(table: Table, tenant: TenantId, day: LocalDate): Promise<boolean> {
  const items = await table.queryAll({ partition: totalsPartition(tenant), prefix: totalsDayPrefix(day) });
  return items.reduce((sum, item) => sum + Number(item[postingCount] ?? 0), 0) !== 0;
}

/** Everything that was booked on a day, with what its entries do not say themselves. Undefined when it is more than one request reads. */
async function readBooked(
  table: Table,
  tenant: TenantId,
  day: LocalDate,
  most: number,
): Promise<BookedEntry[] | undefined> {
  const items = await readEntriesOfDay(table, tenant, day, most);
  if (items === undefined) return undefined;
  const remittances = await readMany(
    table,
    distinct(items.map(({ remittance }) => remittance)).map((id) => remittanceKey(tenant, id)),
  );
  const remittanceOf = new Map(remittances.map((item) => [item.id as string, item as unknown as Remittance]));
  const claims = items.filter(({ claim, legs }) => claim !== undefined && isOfReceivable(legs as readonly string[]));
  const balances = await readMany(
    table,
    distinct(claims.map(({ claim }) => claim)).map((id) => claimBalanceKey(tenant, id)),
  );
  const servedOn = new Map(balances.map((item) => [item.claimId as string, item.serviceFrom as LocalDate]));
  const deposits = await readDocuments<Deposit>(
    table,
    tenant,
    'DEPOSIT',
    distinct(items.map(({ deposit }) => deposit)),
  );
  return items.map((item): BookedEntry => {
    const entry = entryOfItem(item);
    const remittance = remittanceOf.get(entry.remittanceId ?? '');
    return {
      entry,
      ...present({
        by: item.by as string | undefined,
        method: entry.kind === 'remittance-payment' || entry.kind === 'payment-void' ? remittance?.method : undefined,
        payerId: remittance?.payerId,
        bankAccount: deposits.get(entry.depositId ?? '')?.bankAccount,
        servedOn: servedOn.get(entry.claimId ?? ''),
      }),
    };
  });
}

/** Whether an entry's stored legs change what somebody owes for services. */
function isOfReceivable(legs: readonly string[]): boolean {
  return legs.some((leg) => receivables.some((account) => leg.startsWith(`${accounts[account].code}|`)));
}

/** The stored entries of a day; undefined when there are more than `most`. */
export async function readEntriesOfDay(
  table: Table,
  tenant: TenantId,
  day: LocalDate,
  most: number,
): Promise<Item[] | undefined> {
  const keys = await readKeys(table, tenant, day, most);
  return keys === undefined ? undefined : readMany(table, keys);
}

async function readKeys(table: Table, tenant: TenantId, day: LocalDate, most: number): Promise<Key[] | undefined> {
  const keys: Key[] = [];
  for (const range of ledgerDayRanges(tenant, day)) {
    let after: Readonly<Record<string, string>> | undefined;
    do {
      const page = await table.query({ ...range, index: true, after });
      keys.push(...page.items.map(({ pk, sk }) => ({ pk, sk })));
      if (keys.length > most) return undefined;
      after = page.next;
    } while (after !== undefined);
  }
  return keys;
}

/** Requests of a hundred that are made at once. */
const requestsAtOnce = 8;

async function readMany(table: Table, keys: readonly Key[]): Promise<Item[]> {
  const items: Item[] = [];
  for (let start = 0; start < keys.length; start += 100 * requestsAtOnce) {
    const part = keys.slice(start, start + 100 * requestsAtOnce);
    const hundreds = Array.from({ length: Math.ceil(part.length / 100) }, (_, index) =>
      part.slice(100 * index, 100 * (index + 1)),
    );
    const found = await Promise.all(hundreds.map((each) => table.batchGet(each)));
    items.push(...found.flat().filter((item) => item !== undefined));
  }
  return items;
}

const distinct = (ids: readonly unknown[]): string[] => [
  ...new Set(ids.filter((id): id is string => typeof id === 'string')),
];
