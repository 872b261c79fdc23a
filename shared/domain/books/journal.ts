import { type Account, accounts } from '../ledger/accounts.ts';
import type { LedgerEntry } from '../ledger/entry.ts';
import type { RunningTotals } from '../ledger/running-totals.ts';
import { cents, formatCents } from '../money/cents.ts';
import { csvLine } from '../text/csv.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';

/** One line for each leg of each entry, or one for each account, day and legal entity. */
export const journalForms = ['entries', 'summary'] as const;

/** A journal of some days' books for accounting software: files in the bucket, which a worker writes. */
export interface Journal {
  readonly id: string;
  readonly form: (typeof journalForms)[number];
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** The entity of the books; the whole office when absent. */
  readonly entityId?: string;
  readonly requestedAt: Instant;
  readonly requestedBy: string;
  readonly state: 'writing' | 'written';
  readonly writtenAt?: Instant;
  /** The first day that is still to be written. */
  readonly nextDay: LocalDate;
  readonly files: readonly JournalFile[];
  /** The number of lines, without headings. */
  readonly lines: number;
  readonly debitCents: number;
  readonly creditCents: number;
  /** The written totals by account code; debits positive. */
  readonly totals: RunningTotals;
  /** By account code: how the changes of the ledger's balances differ from the journal. Empty when they agree. */
  readonly differences?: RunningTotals;
}

export interface JournalFile {
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** The header line of each file. */
export const journalHeading = csvLine([
  ...['date', 'journal number', 'account', 'account name', 'debit', 'credit'],
  ...['description', 'legal entity', 'payer', 'reference'],
]);

interface JournalLine {
  readonly date: LocalDate;
  readonly number: string;
  readonly account: Account;
  readonly cents: number;
  readonly description: string;
  readonly entityId: string;
  readonly payerId?: string | undefined;
  readonly reference?: string | undefined;
}

function lineText({
  date,
  number,
  account,
  cents: amount,
  description,
  entityId,
  payerId,
  reference,
}: JournalLine): string {
  const side = (isSide: boolean) => (isSide ? formatCents(cents(Math.abs(amount))) : '');
  const name = account.replaceAll('-', ' ');
  return csvLine([
    ...[date, number, accounts[account].code, name, side(amount > 0), side(amount < 0)],
    ...[description, entityId, payerId, reference],
  ]);
}

/** The lines of an entry, one for each leg. @param number the entry's id in the API */
export function entryLines(number: string, { postedOn, kind, entityId, legs }: LedgerEntry): string[] {
  return legs.map(({ account, cents, payerId, reason, reference }) => {
    const description = [kind, reason].filter((part) => part !== undefined).join(' ');
    return lineText({ ...{ date: postedOn, number, account, cents }, description, entityId, payerId, reference });
  });
}

/** The lines of a day's totals of one legal entity, one for each account that changed. */
export function summaryLines(date: LocalDate, entityId: string, totals: ReadonlyMap<Account, number>): string[] {
  return [...totals].flatMap(([account, cents]) => {
    if (cents === 0) return [];
    return [
      lineText({ date, number: `${date} ${entityId}`, account, cents, description: 'total of the day', entityId }),
    ];
  });
}
