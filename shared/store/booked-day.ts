import { type BookedEntry, type ClaimCoding, type ClaimPast, receivables } from '../domain/books/day-sums.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { Deposit } from '../domain/deposit/deposit.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { accounts } from '../domain/ledger/accounts.ts';
import { present } from '../domain/present.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { balanceOfItem } from './claims.ts';
import { readEncounters } from './encounters.ts';
import { readDocuments } from './entity-items.ts';
import { claimBalanceKey } from './keys/claim.ts';
import { ledgerDayRanges, ledgerEntryPrefix, wireEntryId } from './keys/ledger.ts';
import { remittanceKey } from './keys/remittance.ts';
import type { Key } from './keys/table.ts';
import { entryOfItem } from './ledger.ts';
import { readMany } from './read-many.ts';
import type { Remittance } from './remittances.ts';
import { readSentOn } from './sent-days.ts';
import type { Item, Table } from './table.ts';

/** The entries of a day, with facts from other records. */

/** An entry by its id in the API. */
export interface BookedItem {
  readonly wireId: string;
  readonly booked: BookedEntry;
}

/**
 * All bookings of a day. Undefined when there are more than `most` entries.
 * @param withPasts whether to read also how answered claims were coded and sent, which takes a query for each claim
 */
export async function readBookedDay(
  table: Table,
  tenant: TenantId,
  { day, most, withPasts }: { readonly day: LocalDate; readonly most: number; readonly withPasts: boolean },
): Promise<BookedItem[] | undefined> {
  const items = await readEntriesOfDay(table, tenant, day, most);
  if (items === undefined) return undefined;
  const remittances = await readMany(
    table,
    distinct(items.map(({ remittance }) => remittance)).map((id) => remittanceKey(tenant, id)),
  );
  const remittanceOf = new Map(remittances.map((item) => [item.id as string, item as unknown as Remittance]));
  const balances = await readBalancesOf(table, tenant, items);
  const deposits = await readDocuments<Deposit>(
    table,
    tenant,
    'DEPOSIT',
    distinct(items.map(({ deposit }) => deposit)),
  );
  const stories = withPasts ? await readStories(table, tenant, items, balances) : new Map<string, Story>();
  return items.map((item): BookedItem => {
    const entry = entryOfItem(item);
    const remittance = remittanceOf.get(entry.remittanceId ?? '');
    const wireId = wireEntryId(item);
    const booked: BookedEntry = {
      entry,
      ...present({
        by: personOf(item),
        method: entry.kind === 'remittance-payment' || entry.kind === 'payment-void' ? remittance?.method : undefined,
        payerId: remittance?.payerId,
        bankAccount: deposits.get(entry.depositId ?? '')?.bankAccount,
        servedOn: balances.get(entry.claimId ?? '')?.serviceFrom,
        ...stories.get(wireId),
      }),
    };
    return { wireId, booked };
  });
}

/** Names of workers. They book automatically, so their entries have no person. */
const workers: readonly unknown[] = [
  'post-remittance',
  'retry-exceptions',
  'reconcile-bank',
  'settle-cards',
  'give-up-by-rule',
];

const personOf = ({ by }: Item): string | undefined => (workers.includes(by) ? undefined : (by as string | undefined));

async function readBalancesOf(
  table: Table,
  tenant: TenantId,
  items: readonly Item[],
): Promise<Map<string, ClaimBalance>> {
  const claims = items.filter(({ claim, legs }) => claim !== undefined && isOfReceivable(legs as readonly string[]));
  const keys = distinct(claims.map(({ claim }) => claim)).map((id) => claimBalanceKey(tenant, id));
  const found = await readMany(table, keys);
  return new Map(found.map((item) => [item.claimId as string, balanceOfItem(item)]));
}

/** Whether an entry's stored legs change a receivable. */
function isOfReceivable(legs: readonly string[]): boolean {
  return legs.some((leg) => receivables.some((account) => leg.startsWith(`${accounts[account].code}|`)));
}

/** How many claims are looked up at once. */
const claimsAtOnce = 16;

/** The additional facts of an answer. */
type Story = Pick<BookedEntry, 'past' | 'coding'>;

/**
 * How claims with their first answer in these entries were sent, and how those with a denial were coded, by the id of
 * the entry.
 */
async function readStories(
  table: Table,
  tenant: TenantId,
  items: readonly Item[],
  balances: ReadonlyMap<string, ClaimBalance>,
): Promise<Map<string, Story>> {
  const answers = items.filter(({ kind, answer, claim }) => isAnswer({ kind, answer }) && balances.has(String(claim)));
  const histories = await readHistories(
    table,
    answers.map(({ pk }) => pk),
  );
  const told = answers.flatMap((item) => {
    const [wireId, history, balance] = [wireEntryId(item), histories.get(item.pk), balances.get(String(item.claim))];
    const isFirst = history?.firstAnswer === wireId;
    const isDenied = (entryOfItem(item).notes ?? []).some(({ meaning }) => meaning === 'denial');
    return balance !== undefined && (isFirst || isDenied)
      ? [{ wireId, balance, isFirst, isDenied, coder: history?.coder }]
      : [];
  });
  const encounterIds = distinct(told.map(({ balance }) => balance.encounterId));
  const encounters = await readEncounters(table, tenant, encounterIds);
  const sentOn = await readSentOn(
    table,
    tenant,
    told.flatMap(({ isFirst, balance }) => (isFirst ? [balance] : [])),
  );
  return new Map(
    told.map(({ wireId, balance, isFirst, isDenied, coder }) => {
      const { overrides = [], lines = [] } = encounters.get(balance.encounterId ?? '') ?? {};
      const past: ClaimPast = {
        ...present({ sentOn: sentOn.get(balance.claimId) }),
        wasOverridden: overrides.length > 0,
        wasRejected: balance.filings.some(({ state, repeats }) => state.kind === 'rejected' || repeats !== undefined),
      };
      const coding: ClaimCoding = {
        edits: [...new Set(overrides.map(({ editId }) => editId))],
        procedures: lines.map(({ procedure }) => procedure),
        ...present({ coder }),
      };
      return [wireId, present({ past: isFirst ? past : undefined, coding: isDenied ? coding : undefined })];
    }),
  );
}

/** The facts of a claim's entries: its first answer, and who posted its charges. */
interface History {
  readonly firstAnswer?: string;
  readonly coder?: string;
}

async function readHistories(table: Table, partitions: readonly string[]): Promise<Map<string, History>> {
  const wanted = [...new Set(partitions)];
  const found = new Map<string, History>();
  for (let start = 0; start < wanted.length; start += claimsAtOnce) {
    const part = wanted.slice(start, start + claimsAtOnce);
    const histories = await Promise.all(part.map((partition) => historyOf(table, partition)));
    for (const [index, partition] of part.entries()) found.set(partition, histories[index] ?? {});
  }
  return found;
}

const isAnswer = ({ kind, answer }: { readonly kind: unknown; readonly answer: unknown }): boolean =>
  kind === 'remittance-claim' && answer !== undefined;

/** The first answer is the one on the earliest day. If two are on the same day, it is the primary payer's. */
async function historyOf(table: Table, partition: string): Promise<History> {
  const items = await table.queryAll({ partition, prefix: ledgerEntryPrefix });
  const order = (item: Item): string => {
    const { postedOn, adjudication, id } = entryOfItem(item);
    const { share = 0, filing = 1 } = adjudication ?? {};
    return [postedOn, String(share).padStart(3, '0'), String(filing).padStart(3, '0'), id].join(' ');
  };
  const inOrder = items.toSorted((left, right) => (order(left) < order(right) ? -1 : 1));
  const first = inOrder.find(({ kind, answer }) => isAnswer({ kind, answer }));
  const charge = inOrder.findLast(({ kind }) => kind === 'charge');
  return present({
    firstAnswer: first === undefined ? undefined : wireEntryId(first),
    coder: charge?.by as string | undefined,
  });
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

const distinct = (ids: readonly unknown[]): string[] => [
  ...new Set(ids.filter((id): id is string => typeof id === 'string')),
];
