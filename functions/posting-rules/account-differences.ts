import type { Account } from '../../shared/domain/ledger/accounts.ts';
import type { Leg } from '../../shared/domain/ledger/entry.ts';
import { type Cents, cents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';

/** By how much the balance of an account, or a payer's part of it, would differ. */
export interface AccountDifference {
  readonly account: Account;
  readonly payerId?: string;
  readonly cents: Cents;
}

/** The sums of one list of legs less those of another, by account and payer. Zeros are left out. */
export function differenceOf(before: readonly Leg[], after: readonly Leg[]): AccountDifference[] {
  const sums = new Map<string, { readonly leg: Leg; readonly total: number }>();
  const add = (leg: Leg, sign: 1 | -1): void => {
    const name = `${leg.account} ${leg.payerId ?? ''}`;
    sums.set(name, { leg, total: (sums.get(name)?.total ?? 0) + sign * leg.cents });
  };
  for (const leg of before) add(leg, -1);
  for (const leg of after) add(leg, 1);
  return [...sums.values()]
    .filter(({ total }) => total !== 0)
    .map(({ leg: { account, payerId }, total }) => ({
      account,
      ...present({ payerId }),
      cents: cents(total),
    }));
}
