import type { LedgerEntry } from '../ledger/entry.ts';
import { type Cents, sumCents, zeroCents } from '../money/cents.ts';

/**
 * The balance of an employer or a facility, by the legal entity of the books: the sum of the `client-receivable` legs
 * of the account's entries, from which it can be computed again at any time.
 */
export interface ClientBalance {
  readonly accountId: string;
  /** Rises with every write; a write names the version that it read. 0 when nothing was ever booked. */
  readonly version: number;
  readonly receivables: readonly { readonly entityId: string; readonly cents: Cents }[];
}

export function emptyClientBalance(accountId: string): ClientBalance {
  return { accountId, version: 0, receivables: [] };
}

/** The balance in all books together. */
export function clientCents({ receivables }: ClientBalance): Cents {
  return sumCents(receivables.map(({ cents }) => cents));
}

/** The balance after an entry of the account. */
export function applyClientEntry(
  balance: ClientBalance,
  { entityId, legs }: Pick<LedgerEntry, 'entityId' | 'legs'>,
): ClientBalance {
  const moved = sumCents(legs.filter(({ account }) => account === 'client-receivable').map(({ cents }) => cents));
  const before = balance.receivables.find((each) => each.entityId === entityId)?.cents ?? zeroCents;
  const others = balance.receivables.filter((each) => each.entityId !== entityId);
  const cents = sumCents([before, moved]);
  return { ...balance, receivables: cents === 0 ? others : [...others, { entityId, cents }] };
}
