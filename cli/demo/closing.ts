import { type Cents, formatCents } from '../../shared/domain/money/cents.ts';
import type { Office } from './office.ts';

interface DaySheet {
  readonly receivables: readonly {
    readonly account: string;
    readonly openingCents: number;
    readonly chargesCents: number;
    readonly paymentsCents: number;
    readonly adjustmentsCents: number;
    readonly transfersCents: number;
    readonly otherCents: number;
    readonly closingCents: number;
    readonly differenceCents: number;
  }[];
}

interface Deposits {
  readonly inTransitCents: number;
  readonly days: readonly { readonly postedCents: number; readonly bankCents: number; readonly feesCents: number }[];
}

const words = {
  openingCents: 'opening',
  chargesCents: 'charges',
  paymentsCents: 'payments',
  adjustmentsCents: 'adjustments',
  transfersCents: 'moved',
  otherCents: 'other',
  closingCents: 'closing',
} as const;

/**
 * Shows today's day sheet and the deposits in transit, and closes the previous month in the books of each legal entity.
 * @returns the cents that no entry of the day explains: zero
 */
export async function closeUp(office: Office, today: string, say: (text: string) => void): Promise<number> {
  const { receivables } = await office.get<DaySheet>('manager', `/v1/day-sheets?day=${today}`);
  say(`\nThe day sheet of ${today}\n`);
  const columns = Object.keys(words) as (keyof typeof words)[];
  const row = (name: string, cells: readonly string[]) =>
    `  ${name.padEnd(22)}${cells.map((cell) => cell.padStart(12)).join('')}\n`;
  say(row('', Object.values(words)));
  for (const receivable of receivables) {
    say(
      row(
        receivable.account,
        columns.map((column) => formatCents(receivable[column] as Cents)),
      ),
    );
  }
  const deposits = await office.get<Deposits>('manager', `/v1/deposit-reconciliation?from=${today}`);
  const sum = (field: 'postedCents' | 'bankCents' | 'feesCents') =>
    formatCents(deposits.days.reduce((total, day) => total + day[field], 0) as Cents);
  say(
    `Deposits: ${sum('postedCents')} posted, ${sum('bankCents')} at the bank, ${sum('feesCents')} kept as fees, ${formatCents(deposits.inTransitCents as Cents)} in transit.\n`,
  );
  const month = monthBefore(today);
  const entities = await office.list<{ id: string }>('manager', '/v1/legal-entities');
  for (const { id } of entities) {
    await office.post('manager', `/v1/accounting-periods/${id}/${month}/close`, {}, '"0"');
  }
  say(`${month} is closed: what comes late is booked into the month that is open.\n`);
  return receivables.reduce((sum, { differenceCents }) => sum + Math.abs(differenceCents), 0);
}

function monthBefore(day: string): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}
