import { type Cents, formatCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import type { Office } from './office.ts';
import type { AgreedPlan } from './patients.ts';

/** The books of the day, after the month before it was closed; as they are kept to be recomputed. */
export interface ClosedBooks {
  readonly day: string;
  readonly closedMonth: string;
  readonly daySheet: DaySheet;
  readonly deposits: Deposits;
  /** Of all legal entities, and of each: at the end of the month that was closed, and now. */
  readonly trialBalances: readonly TrialBalance[];
  /** The payment plan as it stands then. */
  readonly plan: AgreedPlan;
}

interface TrialBalance {
  readonly asOf: string;
  readonly entityId?: string;
  readonly accounts: readonly { readonly account: string; readonly balanceCents: number }[];
  readonly totalCents: number;
}

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
 * Once everything of the day is booked: shows the day sheet and the deposits in transit, and closes the previous month in
 * the books of each legal entity. The month of the story is not over, so it stays open.
 * @returns the books and the payment plan as they are then
 */
export async function closeUp(
  office: Office,
  { today, planId }: { readonly today: string; readonly planId: string },
  say: (text: string) => void,
): Promise<ClosedBooks> {
  const daySheet = await office.get<DaySheet>('manager', `/v1/day-sheets?day=${today}`);
  const { receivables } = daySheet;
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
  const plan = await office.get<AgreedPlan>('biller', `/v1/payment-plans/${planId}`);
  say(
    `The payment plan is ${plan.state}: ${formatCents(plan.remainingCents as Cents)} are left, of which ${formatCents(plan.dueCents as Cents)} are due today.\n`,
  );
  const trialBalances = await readTrialBalances(office, { today, month, entityIds: entities.map(({ id }) => id) });
  return { day: today, closedMonth: month, daySheet, deposits, trialBalances, plan };
}

/** What of the receivables no entry of the day explains: zero. */
export function unexplainedCents({ daySheet }: ClosedBooks): number {
  return daySheet.receivables.reduce((sum, { differenceCents }) => sum + Math.abs(differenceCents), 0);
}

async function readTrialBalances(
  office: Office,
  {
    today,
    month,
    entityIds,
  }: { readonly today: string; readonly month: string; readonly entityIds: readonly string[] },
): Promise<TrialBalance[]> {
  const read: TrialBalance[] = [];
  for (const entityId of [undefined, ...entityIds]) {
    const own = entityId === undefined ? '' : `&entityId=${entityId}`;
    for (const asOf of [lastDayOf(month), today]) {
      const { accounts, totalCents } = await office.get<TrialBalance>(
        'auditor',
        `/v1/trial-balance?asOf=${asOf}${own}`,
      );
      read.push({ asOf, ...present({ entityId }), accounts, totalCents });
    }
  }
  return read;
}

function lastDayOf(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

function monthBefore(day: string): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}
