import type { Account } from '../ledger/accounts.ts';
import { type Cents, cents } from '../money/cents.ts';
import { present } from '../present.ts';
import { daysBetween, type LocalDate } from '../time/local-date.ts';
import { isReceivable } from './day-sums.ts';

/** The lowest age of each column, in days since the first date of service. */
export const ageColumns = [0, 31, 61, 91, 121] as const;

/** The open amount of one claim, payment or account: who owes it, and for whose services. */
export interface OpenSum {
  readonly entityId: string;
  readonly account: Account;
  readonly payerId?: string;
  readonly providerId?: string;
  readonly facilityId?: string;
  /** The claim; without one the payment, the account or the remittance. */
  readonly of: string;
  /** The claim's first date of service; without a claim, the entry's date. */
  readonly servedOn: LocalDate;
  readonly cents: Cents;
}

/** Open amounts by debtor and service provider, in columns of age. */
export interface AgedRow extends Omit<OpenSum, 'of' | 'servedOn' | 'cents'> {
  /** A credit: owed to somebody, and in separate rows. */
  readonly isCredit?: true;
  /** The number of claims, payments or accounts. */
  readonly count: number;
  readonly cents: readonly Cents[];
}

/**
 * The open amounts after one more day. Zeros are dropped. A claim keeps the last known age, provider and facility: not
 * every entry names them.
 */
export function openAfter(before: readonly OpenSum[], of: readonly OpenSum[]): OpenSum[] {
  const sums = new Map<string, OpenSum>();
  for (const sum of [...before, ...of]) {
    const name = nameOfOpen(sum);
    const known = sums.get(name);
    const { providerId = known?.providerId, facilityId = known?.facilityId } = sum;
    const total = cents((known?.cents ?? 0) + sum.cents);
    sums.set(name, { ...sum, ...present({ providerId, facilityId }), cents: total });
  }
  const [clients, others] = [
    [...sums.values()].filter(isOfClient),
    [...sums.values()].filter((sum) => !isOfClient(sum)),
  ];
  const ofClients = [...Map.groupBy(clients, ({ entityId, of: account }) => `${entityId} ${account}`).values()];
  return [...others, ...ofClients.flatMap(paidByAge)].filter((sum) => sum.cents !== 0);
}

const isOfClient = ({ account }: OpenSum): boolean => account === 'client-receivable';

/** A client's charges, less what it paid or what was reversed: these reduce the oldest charges first. */
function paidByAge(charged: readonly OpenSum[]): OpenSum[] {
  let paid = charged.reduce((sum, each) => sum + Math.min(0, each.cents), 0);
  const oldestFirst = charged.toSorted((left, right) => (left.servedOn < right.servedOn ? -1 : 1));
  const open = oldestFirst
    .filter((each) => each.cents > 0)
    .map((each): OpenSum => {
      const met = Math.min(each.cents, -paid);
      paid += met;
      return { ...each, cents: cents(each.cents - met) };
    });
  const last = oldestFirst.findLast((each) => each.cents < 0);
  return last === undefined ? open : [...open, { ...last, cents: cents(paid) }];
}

/** A client's charges of different days have different ages; everything else has one age. */
function nameOfOpen({ entityId, account, payerId = '', of, servedOn }: OpenSum): string {
  return `${entityId} ${account} ${payerId} ${of} ${account === 'client-receivable' ? servedOn : ''}`;
}

/** The row and column of an open amount at the end of a day. A future service counts as today's. */
export function agedRowOf({ of: _of, servedOn, cents: amount, ...key }: OpenSum, day: LocalDate): AgedRow {
  const age = Math.max(0, daysBetween(servedOn, day));
  const column = ageColumns.findLastIndex((from) => from <= age);
  const isCredit = isReceivable(key.account) && key.account !== 'client-receivable' && amount < 0;
  const columns = ageColumns.map((_, index) => (index === column ? amount : cents(0)));
  return { ...key, ...(isCredit ? { isCredit } : {}), count: 1, cents: columns };
}

/** The open amounts at the end of a day, in columns of age. */
export function agedRows(open: readonly OpenSum[], day: LocalDate): AgedRow[] {
  const rows = new Map<string, { key: AgedRow; count: number; cents: number[] }>();
  for (const sum of open) {
    const own = agedRowOf(sum, day);
    const name = `${nameOf(own)} ${own.isCredit ?? ''}`;
    const row = rows.get(name) ?? { key: own, count: 0, cents: ageColumns.map(() => 0) };
    rows.set(name, row);
    row.count += 1;
    for (const [column, amount] of own.cents.entries()) row.cents[column] = (row.cents[column] ?? 0) + amount;
  }
  return [...rows.values()].map(({ key, count, cents: amounts }) => ({
    ...key,
    count,
    cents: amounts.map((amount) => cents(amount)),
  }));
}

function nameOf(key: Omit<OpenSum, 'of' | 'servedOn' | 'cents'>): string {
  const { entityId, account, payerId = '', providerId = '', facilityId = '' } = key;
  return `${entityId} ${account} ${payerId} ${providerId} ${facilityId}`;
}
