import { type AgedRow, ageColumns } from '../books/ageing.ts';
import type { Counted, DayCount, DayFacts } from '../books/day-facts.ts';
import { type DaySum, effectOf, isReceivable } from '../books/day-sums.ts';
import type { Account } from '../ledger/accounts.ts';
import { type Cents, cents } from '../money/cents.ts';
import { present } from '../present.ts';
import type { LocalDate } from '../time/local-date.ts';

/** Money that was booked. */
export type MoneyMeasure =
  | 'charges'
  | 'payments'
  | 'contractual'
  | 'bad-debt'
  | 'charity'
  | 'other-adjustments'
  | 'refunds'
  | 'bad-debt-reserve'
  | 'charity-reserve';

/** The open balances at the end of a day; `owed-31` is 31 to 60 days old. */
export type OpenMeasure = 'owed' | `owed-${(typeof ageColumns)[number]}` | 'credit' | 'patient-credit' | 'unapplied';

/** The office's own entry: the cost of its billing. */
export type SaidMeasure = 'cost';

/**
 * Open work at this moment; `waiting-old`: for more than 30 days. `underpaid`, `overpaid`: payments that differ from
 * the contract; `disputed`: underpayments that were reported to the payer.
 */
export type WaitingMeasure = 'waiting' | 'waiting-old' | 'underpaid' | 'overpaid' | 'disputed';

/** Every measure of reports. */
export type Measure = MoneyMeasure | OpenMeasure | SaidMeasure | WaitingMeasure | Counted;

/** A number that reports add up: of one entry, or of all entries with the same other fields. */
export interface Fact {
  readonly measure: Measure;
  readonly entityId: string;
  /** The day of the booking; the first day of a month of costs. */
  readonly on?: LocalDate;
  /** The receivable. */
  readonly account?: Account;
  readonly payerId?: string;
  readonly providerId?: string;
  readonly facilityId?: string;
  readonly reason?: string;
  readonly by?: string;
  readonly cents: Cents;
  readonly count: number;
  readonly days: number;
}

/** The facts of a day. */
export function factsOf({ sums, counts }: DayFacts, on: LocalDate): Fact[] {
  return [...sums.flatMap((sum) => moneyFact(sum, on)), ...counts.map((count) => countFact(count, on))];
}

function countFact({ what, ...count }: DayCount, on: LocalDate): Fact {
  return { measure: what, on, ...count };
}

const provisions: Readonly<Partial<Record<Account, MoneyMeasure>>> = {
  'bad-debt-provision': 'bad-debt-reserve',
  'charity-provision': 'charity-reserve',
};

/** The report fact of a sum of legs: only changes of a receivable count, and reserves. */
function moneyFact(sum: DaySum, on: LocalDate): Fact[] {
  const { entityId, account, receivable, payerId, providerId, facilityId, reason, by } = sum;
  const reserve = provisions[account];
  const found = receivable === undefined ? undefined : measureOf(sum);
  const measure = reserve ?? found;
  if (measure === undefined) return [];
  const sign = measure === 'charges' || measure === 'refunds' ? -1 : 1;
  return [
    {
      ...{ measure, entityId, on },
      ...present({ account: receivable, payerId, providerId, facilityId, reason, by }),
      ...{ cents: cents(sign * sum.cents), count: 0, days: 0 },
    },
  ];
}

const adjustments: Readonly<Partial<Record<Account, MoneyMeasure>>> = {
  'contractual-adjustments': 'contractual',
  'capitation-adjustments': 'contractual',
  'charity-care': 'charity',
  'bad-debt': 'bad-debt',
};

function measureOf(sum: DaySum): MoneyMeasure | undefined {
  const { account, reason = '' } = sum;
  switch (effectOf(sum)) {
    case 'charges':
      return 'charges';
    case 'payments':
      return 'payments';
    case 'refunds':
      return 'refunds';
    case 'adjustments':
      // A hardship write-off is charity care, too: the office has looked at the patient's means.
      return reason === 'financial-hardship' ? 'charity' : (adjustments[account] ?? 'other-adjustments');
    default:
      return undefined;
  }
}

/** The facts of open balances: receivables by age, credits separately, and unapplied cash. */
export function openFacts(row: AgedRow): Fact[] {
  const { entityId, account, payerId, providerId, facilityId, isCredit, count, cents: columns } = row;
  const total = cents(columns.reduce<number>((sum, amount) => sum + amount, 0));
  const of = { entityId, ...present({ account, payerId, providerId, facilityId }), days: 0 };
  if (!isReceivable(account)) return [{ measure: 'unapplied', ...of, cents: cents(-total), count }];
  if (isCredit) {
    const credit: Fact = { measure: 'credit', ...of, cents: total, count };
    return account === 'patient-receivable' ? [credit, { ...credit, measure: 'patient-credit' }] : [credit];
  }
  const aged = ageColumns.map(
    (from, index): Fact => ({ measure: `owed-${from}`, ...of, cents: columns[index] ?? cents(0), count: 0 }),
  );
  return [{ measure: 'owed', ...of, cents: total, count }, ...aged.filter((fact) => fact.cents !== 0)];
}
