import type { Instant, LocalDate } from '../time/local-date.ts';
import type { Refund } from './refund.ts';

/** The office's day of an instant. */
export type DayOf = (at: Instant) => LocalDate;

/** A time at which the money of a refund left, or came back. */
export interface RefundMovement {
  readonly as: 'refunded' | 'refund-returned';
  readonly on: LocalDate;
  readonly at: Instant;
}

/**
 * Each time that the money of a refund left (as a check, to a card, or to the state as unclaimed) and that it came back
 * (a check was stopped, or a card's credit was returned), the oldest first. The money of a refund that is only approved
 * has not left, and that of a check that nobody cashed has not come back to its owner.
 */
export function movementsOf(refund: Refund, dayOf: DayOf): RefundMovement[] {
  const { state, sent, cleared, remitted, stopped = [], cardFailures = [] } = refund;
  const isGone = state === 'sent' || state === 'cleared' || state === 'unclaimed' || state === 'remitted';
  const gone = isGone ? (sent ?? cleared ?? remitted) : undefined;
  const moves = [
    ...stopped.flatMap(({ on, at, stop }) => [left(on, at), back(dayOf(stop.at), stop.at)]),
    ...cardFailures.flatMap(({ leftOn, leftAt, failedOn, failedAt }) =>
      leftOn === undefined || leftAt === undefined ? [] : [left(leftOn, leftAt), back(failedOn, failedAt)],
    ),
    ...(gone === undefined ? [] : [left(gone.on, gone.at)]),
  ];
  return moves.sort((one, other) => (one.at < other.at ? -1 : 1));
}

const left = (on: LocalDate, at: Instant): RefundMovement => ({ as: 'refunded', on, at });
const back = (on: LocalDate, at: Instant): RefundMovement => ({ as: 'refund-returned', on, at });
