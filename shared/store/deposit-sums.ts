import type { DepositFacts } from '../domain/deposit/deposit.ts';
import type { KnownDeposit } from '../domain/deposit/same-deposit.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { addDays } from '../domain/time/local-date.ts';
import { depositSumKey } from './keys/bank.ts';
import type { Key } from './keys/table.ts';
import { standsAt, type Table, type Write } from './table.ts';

/**
 * Deposits with the same account and amount, one item per month, so that a new deposit can be compared with the others.
 * The item's version is a condition of the transaction. So when a person and a statement bring the same deposit at the
 * same moment, it is entered only once.
 */

/** At most this many with the same account, amount and month are compared; further ones are entered without a comparison. */
const mostKnownDeposits = 500;

interface Month {
  readonly key: Key;
  readonly version: number;
  readonly known: readonly KnownDeposit[];
}

/**
 * The known deposits around a day: those of the day's month, and of the next or previous month if the day is near it.
 */
export interface DepositSums {
  readonly own: Month;
  readonly near: readonly Month[];
  readonly known: readonly KnownDeposit[];
}

/** Reads the known deposits with this account and amount, at most five days apart, in one round trip. */
export async function readDepositSums(
  table: Table,
  tenant: TenantId,
  { bankAccount, cents, depositedOn }: DepositFacts,
): Promise<DepositSums> {
  const months = new Set(
    [depositedOn, addDays(depositedOn, -5), addDays(depositedOn, 5)].map((day) => day.slice(0, 7)),
  );
  const keys = [...months].map((month) => depositSumKey(tenant, bankAccount, cents, month));
  const items = await table.batchGet(keys);
  const [own, ...near] = keys.map((key, index): Month => {
    const item = items[index];
    return { key, version: Number(item?.version ?? 0), known: (item?.known ?? []) as readonly KnownDeposit[] };
  }) as [Month, ...Month[]];
  return { own, near, known: [own, ...near].flatMap((month) => month.known) };
}

/** Adds a deposit to the known ones, if none was added since they were read. */
export function knownWrites<Failure>(sums: DepositSums, deposit: KnownDeposit, orElse: Failure): Write<Failure>[] {
  if (sums.own.known.length >= mostKnownDeposits) return [];
  const unchanged = sums.near.map(
    (month): Write<Failure> => ({ check: month.key, condition: standsAt(month.version), orElse }),
  );
  return [monthWrite(sums.own, [...sums.own.known, deposit], orElse), ...unchanged];
}

/** Removes a deposit from the known ones, so that no statement line is matched with it any more. */
export function forgottenWrites<Failure>(
  { own, near }: DepositSums,
  depositId: string,
  orElse: Failure,
): Write<Failure>[] {
  const isKnown = ({ known }: Month) => known.some((deposit) => deposit.depositId === depositId);
  return [own, ...near].filter(isKnown).map((month) => {
    const known = month.known.filter((deposit) => deposit.depositId !== depositId);
    return monthWrite(month, known, orElse);
  });
}

/** Records which line of a statement shows a deposit that a person entered. */
export function statedWrites<Failure>(
  { own, near }: DepositSums,
  depositId: string,
  statedAs: string,
  orElse: Failure,
): Write<Failure>[] {
  return [own, ...near]
    .filter((month) => month.known.some((deposit) => deposit.depositId === depositId))
    .map((month) => {
      const known = month.known.map((deposit) =>
        deposit.depositId === depositId ? { ...deposit, statedAs } : deposit,
      );
      return monthWrite(month, known, orElse);
    });
}

function monthWrite<Failure>(month: Month, known: readonly KnownDeposit[], orElse: Failure): Write<Failure> {
  const put = { ...month.key, type: 'deposit-sum', schemaVersion: 1, version: month.version + 1, known };
  return { put, condition: standsAt(month.version), orElse };
}
