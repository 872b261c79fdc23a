import type { Account } from '../ledger/accounts.ts';
import type { EntryKind } from '../ledger/entry.ts';
import { type Cents, cents, negateCents, subtractCents, sumCents, zeroCents } from '../money/cents.ts';
import { type DaySum, type Effect, effectOf, receivables } from './day-sums.ts';

/**
 * A day's bookings. Amounts have the sign that readers expect: charges, payments and adjustments are normally positive;
 * a reversed payment is negative. Receivables are debits.
 */
export interface DaySheet {
  readonly receivables: readonly ReceivableOfDay[];
  readonly charges: readonly DayRow[];
  /** Money that payers and patients sent. */
  readonly receipts: readonly DayRow[];
  /** Money applied to claims, including money that had arrived earlier. */
  readonly payments: readonly DayRow[];
  readonly adjustments: readonly DayRow[];
  /** Amounts moved from one receivable to another: from a payer to the next one or to the patient. */
  readonly transfers: readonly DayRow[];
  readonly refunds: readonly DayRow[];
  /** Deposits that the bank showed. */
  readonly deposits: readonly DayRow[];
  /** Managers' manual entries. */
  readonly manual: readonly DayRow[];
  readonly byProvider: readonly DayGroup[];
  readonly byUser: readonly DayGroup[];
}

/** How a receivable went from its opening to its closing balance. */
export interface ReceivableOfDay {
  readonly account: Account;
  readonly openingCents: Cents;
  readonly chargesCents: Cents;
  readonly paymentsCents: Cents;
  readonly adjustmentsCents: Cents;
  readonly transfersCents: Cents;
  readonly otherCents: Cents;
  readonly closingCents: Cents;
  /** Closing balance less opening balance and all movements: zero, except while a remittance is being posted. */
  readonly differenceCents: Cents;
}

/** One line of a section; its fields depend on the section. */
export interface DayRow {
  readonly cents: Cents;
  readonly entries: number;
  readonly account?: Account;
  readonly kind?: EntryKind;
  readonly payerId?: string;
  readonly reason?: string;
  readonly method?: string;
  readonly bankAccount?: string;
}

export interface DayGroup {
  readonly id: string;
  readonly chargesCents: Cents;
  readonly paymentsCents: Cents;
  readonly adjustmentsCents: Cents;
  readonly entries: number;
}

/** Bank entries are about money that a payment has already booked. */
const bankKinds: readonly EntryKind[] = [
  ...(['deposit', 'deposit-match', 'deposit-void', 'deposit-unmatch'] as const),
  // The terminal's payout replaces the payer's money.
  ...(['virtual-card-charge', 'virtual-card-reversal'] as const),
];
const manualKinds: readonly EntryKind[] = ['manual-entry', 'manual-entry-reversal'];
const moneyAccounts: readonly Account[] = ['deposits-in-transit', 'bank'];

export const isBankKind = ({ kind }: Pick<DaySum, 'kind'>): boolean => bankKinds.includes(kind);
const isManual = ({ kind }: DaySum): boolean => manualKinds.includes(kind);
const isMoney = ({ account }: DaySum): boolean => moneyAccounts.includes(account);

/**
 * Lays out a day's bookings.
 * @param opening the balances before the day, from the ledger's totals, and `closing` those at its end: the sheet is
 * checked against them
 */
export function daySheet(
  sums: readonly DaySum[],
  opening: ReadonlyMap<Account, Cents>,
  closing: ReadonlyMap<Account, Cents>,
): DaySheet {
  const changing = sums.filter(({ receivable }) => receivable !== undefined);
  const of = (effect: Effect) => changing.filter((sum) => effectOf(sum) === effect);
  return {
    receivables: receivables.map((account) => receivableOfDay(account, sums, opening, closing)),
    charges: rowsOf(of('charges'), -1, ['kind']),
    receipts: rowsOf(
      sums.filter((sum) => isMoney(sum) && !isBankKind(sum) && !isManual(sum)),
      1,
      ['method', 'payerId', 'kind'],
    ),
    payments: rowsOf(of('payments'), 1, ['kind', 'payerId']),
    adjustments: rowsOf(of('adjustments'), 1, ['account', 'reason', 'payerId']),
    transfers: transfersOf(changing),
    refunds: rowsOf(
      sums.filter((sum) => effectOf(sum) === 'refunds'),
      1,
      ['account', 'kind', 'payerId'],
    ),
    deposits: rowsOf(
      sums.filter((sum) => sum.account === 'bank' && isBankKind(sum)),
      1,
      ['bankAccount', 'kind'],
    ),
    manual: rowsOf(sums.filter(isManual), 1, ['account', 'kind']),
    byProvider: groupsOf(changing, ({ providerId }) => providerId),
    byUser: groupsOf(changing, ({ by }) => by ?? 'posting'),
  };
}

function receivableOfDay(
  account: Account,
  sums: readonly DaySum[],
  opening: ReadonlyMap<Account, Cents>,
  closing: ReadonlyMap<Account, Cents>,
): ReceivableOfDay {
  const own = sums.filter(({ receivable }) => receivable === account);
  const effect = (...wanted: Effect[]) =>
    negateCents(sumCents(own.flatMap((sum) => (wanted.includes(effectOf(sum) as Effect) ? [sum.cents] : []))));
  const explained = effect('charges', 'payments', 'adjustments', 'refunds', 'other');
  const moved = sumCents(sums.flatMap((sum) => (sum.account === account ? [sum.cents] : [])));
  const openingCents = opening.get(account) ?? zeroCents;
  const closingCents = closing.get(account) ?? zeroCents;
  return {
    account,
    openingCents,
    chargesCents: effect('charges'),
    paymentsCents: effect('payments'),
    adjustmentsCents: effect('adjustments'),
    transfersCents: subtractCents(moved, explained),
    otherCents: effect('refunds', 'other'),
    closingCents,
    differenceCents: cents(closingCents - openingCents - moved),
  };
}

/** By kind and account: what left a receivable for another one, and what came to it. */
function transfersOf(changing: readonly DaySum[]): DayRow[] {
  const rows: DaySum[] = changing.flatMap((sum) => {
    const { receivable, account } = sum;
    if (effectOf(sum) === undefined) return account === receivable ? [] : [sum];
    return [];
  });
  return rowsOf(rows, 1, ['kind', 'account']);
}

/** Groups sums by some of their fields, the largest first. */
function rowsOf(sums: readonly DaySum[], sign: 1 | -1, by: readonly (keyof DayRow & keyof DaySum)[]): DayRow[] {
  const rows = new Map<string, { fields: object; cents: number; entries: number }>();
  for (const sum of sums) {
    const fields = Object.fromEntries(by.flatMap((name) => (sum[name] === undefined ? [] : [[name, sum[name]]])));
    const name = JSON.stringify(fields);
    const row = rows.get(name) ?? { fields, cents: 0, entries: 0 };
    rows.set(name, { fields, cents: row.cents + sign * sum.cents, entries: row.entries + sum.entries });
  }
  return [...rows.values()]
    .map(({ fields, cents: total, entries }) => ({ ...fields, cents: cents(total), entries }))
    .sort(
      (left, right) =>
        Math.abs(right.cents) - Math.abs(left.cents) || (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1),
    );
}

function groupsOf(sums: readonly DaySum[], idOf: (sum: DaySum) => string | undefined): DayGroup[] {
  const groups = Map.groupBy(sums, idOf);
  return [...groups]
    .flatMap(([id, own]) => {
      if (id === undefined) return [];
      const total = (effect: Effect, sign: 1 | -1) =>
        cents(own.reduce((sum, each) => sum + (effectOf(each) === effect ? sign * each.cents : 0), 0));
      const [chargesCents, paymentsCents, adjustmentsCents] = [
        total('charges', -1),
        total('payments', 1),
        total('adjustments', 1),
      ];
      const entries = own.reduce((sum, each) => sum + (effectOf(each) === undefined ? 0 : each.entries), 0);
      return [{ id, chargesCents, paymentsCents, adjustmentsCents, entries }];
    })
    .sort((left, right) => (left.id < right.id ? -1 : 1));
}
