import type { Decided } from '../adjustment/adjustment.ts';
import type { postableAccounts } from '../ledger/accounts.ts';
import type { Leg } from '../ledger/entry.ts';
import { type Cents, sumCents } from '../money/cents.ts';
import { fail, ok, type Result } from '../result.ts';
import type { LocalDate } from '../time/local-date.ts';

/** How far an entry by hand is. */
export const manualEntryStates = {
  waiting: { meaning: 'A second person must agree; nothing is booked.' },
  booked: { meaning: 'It is in the books.' },
  declined: { meaning: 'Nobody agreed, or who asked for it withdrew it; nothing was booked.' },
  reversed: { meaning: 'It was taken back by an entry of its own.' },
} as const;
export type ManualEntryState = keyof typeof manualEntryStates;

/** One line: a debit above zero, a credit below. */
export interface ManualLine {
  readonly account: (typeof postableAccounts)[number];
  readonly cents: Cents;
  readonly note?: string;
}

/** What a manager posts by hand: what no remittance, payment or claim tells of, such as the bank's own fee. */
export interface ManualEntry {
  readonly id: string;
  readonly version: number;
  readonly state: ManualEntryState;
  readonly entityId: string;
  /** The day of the books. */
  readonly postedOn: LocalDate;
  readonly lines: readonly ManualLine[];
  /** The sum of its debits. */
  readonly cents: Cents;
  readonly requested: Decided;
  /** Who agreed, or declined. Absent when one person decided alone. */
  readonly decided?: Decided;
  readonly ledgerEntryId?: string;
  readonly reversed?: Decided & { readonly ledgerEntryId: string };
}

/** The sum of the debits of lines that balance; otherwise by how much the debits are more. */
export function debitsOf(lines: readonly ManualLine[]): Result<Cents, { readonly differenceCents: Cents }> {
  const differenceCents = sumCents(lines.map(({ cents }) => cents));
  if (differenceCents !== 0) return fail({ differenceCents });
  return ok(sumCents(lines.flatMap(({ cents }) => (cents > 0 ? [cents] : []))));
}

export function manualLegs({ id, lines }: Pick<ManualEntry, 'id' | 'lines'>): Leg[] {
  return lines.map(({ account, cents }): Leg => ({ account, cents, reference: id }));
}
