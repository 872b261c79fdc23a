import type { Decided } from '../adjustment/adjustment.ts';
import type { postableAccounts } from '../ledger/accounts.ts';
import type { Leg } from '../ledger/entry.ts';
import { type Cents, sumCents } from '../money/cents.ts';
import { fail, ok, type Result } from '../result.ts';
import type { LocalDate } from '../time/local-date.ts';

/** The state of a manual entry. */
export const manualEntryStates = {
  waiting: { meaning: 'A second person must agree; nothing is booked.' },
  booked: { meaning: 'It is in the books.' },
  declined: { meaning: 'It was declined, or withdrawn by the person who asked for it; nothing was booked.' },
  reversed: { meaning: 'It was taken back by an entry of its own.' },
} as const;
export type ManualEntryState = keyof typeof manualEntryStates;

/** One line: a positive debit or a negative credit. */
export interface ManualLine {
  readonly account: (typeof postableAccounts)[number];
  readonly cents: Cents;
  readonly note?: string;
}

/** A manager's manual entry, for what no remittance, payment or claim covers, such as a bank fee. */
export interface ManualEntry {
  readonly id: string;
  readonly version: number;
  readonly state: ManualEntryState;
  readonly entityId: string;
  /** The date in the books. */
  readonly postedOn: LocalDate;
  readonly lines: readonly ManualLine[];
  /** The sum of its debits. */
  readonly cents: Cents;
  readonly requested: Decided;
  /** Who approved or declined it. Absent when one person decided alone. */
  readonly decided?: Decided;
  readonly ledgerEntryId?: string;
  readonly reversed?: Decided & { readonly ledgerEntryId: string };
}

/** The total debits of balanced lines; otherwise the excess of the debits. */
export function debitsOf(lines: readonly ManualLine[]): Result<Cents, { readonly differenceCents: Cents }> {
  const differenceCents = sumCents(lines.map(({ cents }) => cents));
  if (differenceCents !== 0) return fail({ differenceCents });
  return ok(sumCents(lines.flatMap(({ cents }) => (cents > 0 ? [cents] : []))));
}

export function manualLegs({ id, lines }: Pick<ManualEntry, 'id' | 'lines'>): Leg[] {
  return lines.map(({ account, cents }): Leg => ({ account, cents, reference: id }));
}
