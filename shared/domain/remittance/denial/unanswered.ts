import type { DayFacts } from '../../books/day-facts.ts';
import type { ClaimBalance } from '../../claim/balance.ts';
import type { Filing } from '../../claim/filing.ts';
import type { Cents } from '../../money/cents.ts';
import { daysBetween, type LocalDate } from '../../time/local-date.ts';

/** With fewer answers than this, a payer's usual time is unknown. */
const leastAnswers = 10;

/** The assumption for a payer with too few answers. */
const assumedDays = 45;

/** A payer's usual time to answer, from the service on, and the data behind it. */
export interface UsualTime {
  /** An answer is late after this many days: one and a half times the payer's average, at least a week above it. */
  readonly lateAfterDays: number;
  readonly averageDays?: number;
  readonly answers: number;
  readonly basis: 'past-answers' | 'assumed';
}

/** The usual time of each payer, from past days' bookings. */
export function usualTimes(facts: readonly DayFacts[]): (payerId: string) => UsualTime {
  const sums = new Map<string, { count: number; days: number }>();
  for (const { what, payerId = '', count, days } of facts.flatMap(({ counts }) => counts)) {
    if (what !== 'answered') continue;
    const sum = sums.get(payerId) ?? { count: 0, days: 0 };
    sums.set(payerId, { count: sum.count + count, days: sum.days + days });
  }
  return (payerId) => {
    const { count, days } = sums.get(payerId) ?? { count: 0, days: 0 };
    if (count < leastAnswers) return { lateAfterDays: assumedDays, answers: count, basis: 'assumed' };
    const averageDays = Math.round(days / count);
    const lateAfterDays = Math.max(Math.ceil((averageDays * 3) / 2), averageDays + 7);
    return { lateAfterDays, averageDays, answers: count, basis: 'past-answers' };
  };
}

/** A payer's share of a claim that the payer has, and has not answered. */
export interface Awaited {
  readonly share: number;
  readonly payerId: string;
  readonly cents: Cents;
  readonly days: number;
}

/** Whether a payer was asked what it would pay, and has not said: nothing is owed, but its answer is awaited. */
export function isEstimateAwaited({ predetermination, correction, filings }: ClaimBalance): boolean {
  const filing = awaitedFiling(filings);
  const isVoid = correction?.kind === 'void' || filing?.frequency === 'void';
  return predetermination !== undefined && filing !== undefined && !isVoid;
}

/**
 * The share of a claim that its payer has not answered; undefined when no payer's answer is awaited.
 * @param sentOn when a predetermination was sent, if that is known: its services are still to come, so its time does not
 * begin with them
 */
export function awaitedOf(balance: ClaimBalance, today: LocalDate, sentOn?: LocalDate): Awaited | undefined {
  const filing = awaitedFiling(balance.filings);
  const payer = filing === undefined ? undefined : balance.payers[filing.share];
  if (filing === undefined || payer === undefined) return undefined;
  const isEstimate = isEstimateAwaited(balance);
  if (!isEstimate && (payer.status === 'answered' || payer.receivableCents === 0)) return undefined;
  // A later payer's time begins when its turn came.
  const from = (isEstimate ? sentOn : payer.turnOn) ?? balance.serviceThrough ?? balance.serviceFrom;
  return { share: filing.share, payerId: payer.payerId, cents: payer.receivableCents, days: daysBetween(from, today) };
}

/** The filing for a status inquiry. */
function awaitedFiling(filings: readonly Filing[]): Filing | undefined {
  return filings.findLast(({ state }) => state.kind === 'submitted' || state.kind === 'accepted');
}
