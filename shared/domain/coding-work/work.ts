import type { Instant, LocalDate } from '../time/local-date.ts';
import type { Review } from './review.ts';

/** Work that waits until a day, and why. It comes up again by itself when the day has come. */
export interface CodingHold {
  readonly until: LocalDate;
  readonly note: string;
  readonly by: string;
  readonly at: Instant;
}

export const reopeningCauses = {
  'query-answered': 'A physician has answered a query',
  'encounter-corrected': 'It was final, and is to be corrected',
  'documentation-amended': 'Something was added to what was documented since it was coded',
} as const;

export type ReopeningCause = keyof typeof reopeningCauses;

/** Why an encounter has to be looked at once more, although it may be final. */
export interface Reopening {
  readonly because: ReopeningCause;
  readonly at: Instant;
}

/**
 * What people said of the coding of an encounter: who does it, by when, what it waits for. It stands beside the encounter and exists only
 * once somebody said something; version 0 until then.
 */
export interface CodingWork {
  readonly encounterId: string;
  readonly version: number;
  readonly assignedTo?: string;
  readonly dueOn?: LocalDate;
  readonly tags?: readonly string[];
  readonly hold?: CodingHold;
  readonly review?: Review;
  /** How many queries to physicians are open. */
  readonly openQueries: number;
  readonly reopened?: Reopening;
  /** The last time somebody said that a final encounter is still right, with all that was documented by then. */
  readonly confirmed?: Confirmation;
}

/** Who said that a final encounter is still right, and why. */
export interface Confirmation {
  readonly at: Instant;
  readonly by: string;
  readonly reason: string;
}

/** The lists in which work stands, each piece in one of them. */
export const codingLists = {
  coding: 'A coder can go on with it',
  review: 'A second person is asked to look at it',
  queries: 'A physician is asked about it',
  held: 'Somebody holds it until a day',
} as const;

export type CodingList = keyof typeof codingLists;

/** The list in which a piece of work stands on a day. */
export function listOf({ hold, review, openQueries }: CodingWork, today: LocalDate): CodingList {
  if (openQueries > 0) return 'queries';
  if (review?.state === 'asked') return 'review';
  return hold !== undefined && hold.until > today ? 'held' : 'coding';
}

/** Work on which nobody has said anything yet. */
export function unsaid(encounterId: string): CodingWork {
  return { encounterId, version: 0, openQueries: 0 };
}

/** Whether people still have to do something about an encounter. One that is no draft is done unless something has come up since. */
export function isOpenWork(work: CodingWork, isDraft: boolean): boolean {
  return isDraft || work.openQueries > 0 || work.reopened !== undefined;
}

/** The work once the encounter is final: nothing holds it or has it looked at again. Who did it, and the review, stay. */
export function endedWork({ hold: _hold, reopened: _reopened, ...work }: CodingWork): CodingWork {
  return { ...work, version: work.version + 1 };
}
