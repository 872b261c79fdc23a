import { lastDayOf, type Period } from '../../shared/domain/books/period.ts';
import { type Cents, formatCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { monthAfter, monthBefore } from '../../shared/domain/time/local-date.ts';
import type { World } from './by-card.ts';
import type { Office } from './office.ts';
import type { AgreedPlan } from './patients.ts';

/* The end of the demo's day, and of its month. */

/** The day sheet, the day's deposits, and the payment plan at the end of the day. */
export interface ClosedDay {
  readonly day: string;
  readonly daySheet: DaySheet;
  readonly deposits: Deposits;
  /** The payment plan at the end of the day. */
  readonly plan: AgreedPlan;
}

/** The books after the demo's month was closed. */
export interface ClosedMonths {
  /** The month before the demo's day, and the month of that day. */
  readonly closedMonths: readonly string[];
  /** For all legal entities together and for each one: at the end of each closed month, and on the day after. */
  readonly trialBalances: readonly TrialBalance[];
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
  readonly days: readonly { readonly postedCents: number; readonly relievedCents: number }[];
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

/** Reads the day sheet, the deposits and the payment plan, once everything of the day is booked. */
export async function closeDay(
  office: Office,
  { today, planId }: { readonly today: string; readonly planId: string },
  say: (text: string) => void,
): Promise<ClosedDay> {
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
  const sum = (field: 'postedCents' | 'relievedCents') =>
    formatCents(deposits.days.reduce((total, day) => total + day[field], 0) as Cents);
  say(
    `Deposits: ${sum('postedCents')} posted, of which the bank showed ${sum('relievedCents')}; ${formatCents(deposits.inTransitCents as Cents)} are in transit.\n`,
  );
  const plan = await office.get<AgreedPlan>('biller', `/v1/payment-plans/${planId}`);
  say(
    `The payment plan is ${plan.state}: ${formatCents(plan.remainingCents as Cents)} are left, of which ${formatCents(plan.dueCents as Cents)} are due today.\n`,
  );
  return { day: today, daySheet, deposits, plan };
}

/** The part of the receivables that no entry of the day explains. It must be zero. */
export function unexplainedCents({ daySheet }: ClosedDay): number {
  return daySheet.receivables.reduce((sum, { differenceCents }) => sum + Math.abs(differenceCents), 0);
}

/**
 * Moves the host's clock to the first of the next month. Then closes the demo's month and the month before it in the
 * books of each legal entity.
 */
export async function closeMonth(
  { office, apiUrl }: World,
  today: string,
  say: (text: string) => void,
): Promise<ClosedMonths> {
  const month = today.slice(0, 7);
  const next = monthAfter(month);
  await moveClock(apiUrl, `${next}-01T13:30:00Z`);
  say(`\nThe clock of the host is moved to the first of ${next}.\n`);
  const closedMonths = [monthBefore(month), month];
  const entities = await office.list<{ id: string }>('manager', '/v1/legal-entities');
  for (const closed of closedMonths) {
    for (const { id } of entities) {
      await office.post('manager', `/v1/accounting-periods/${id}/${closed}/close`, {}, '"0"');
    }
    say(`${closed} is closed: what comes late is booked into the open month.\n`);
  }
  const days = [...closedMonths.map((closed) => lastDayOf(closed as Period)), `${next}-01`];
  const trialBalances = await readTrialBalances(office, days, [undefined, ...entities.map(({ id }) => id)]);
  return { closedMonths, trialBalances };
}

/** Moves the host's clock forward. @throws when the host refuses */
async function moveClock(apiUrl: string, to: string): Promise<void> {
  const { ok, status } = await fetch(`${apiUrl}/local/clock`, { method: 'POST', body: JSON.stringify({ to }) });
  if (!ok) throw new Error(`the clock was not moved: ${status}`);
}

async function readTrialBalances(
  office: Office,
  days: readonly string[],
  entityIds: readonly (string | undefined)[],
): Promise<TrialBalance[]> {
  const read: TrialBalance[] = [];
  for (const entityId of entityIds) {
    const own = entityId === undefined ? '' : `&entityId=${entityId}`;
    for (const asOf of days) {
      const { accounts, totalCents } = await office.get<TrialBalance>(
        'auditor',
        `/v1/trial-balance?asOf=${asOf}${own}`,
      );
      read.push({ asOf, ...present({ entityId }), accounts, totalCents });
    }
  }
  return read;
}
