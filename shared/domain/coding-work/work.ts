import type { Instant, LocalDate } from '../time/local-date.ts';
import type { Review } from './review.ts';

/** Work on hold until a day, with the reason. It returns automatically on that day. */
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

/** Why an encounter must be looked at again, although it may be final. */
export interface Reopening {
  readonly because: ReopeningCause;
  readonly at: Instant;
}

/**
 * People's decisions about the coding of an encounter: the coder, the due day, what it waits for. It is stored apart
 * from the encounter, and only once there is a decision; version 0 until then.
 */
export interface CodingWork {
  readonly encounterId: string;
  readonly version: number;
  readonly assignedTo?: string;
  readonly dueOn?: LocalDate;
  readonly tags?: readonly string[];
  readonly hold?: CodingHold;
  readonly review?: Review;
  /** The number of open queries to physicians. */
  readonly openQueries: number;
  readonly reopened?: Reopening;
  /** The last confirmation that a final encounter is still right with all documentation up to then. */
  readonly confirmed?: Confirmation;
}

/** Who confirmed that a final encounter is still right, and why. */
export interface Confirmation {
  readonly at: Instant;
  readonly by: string;
  readonly reason: string;
}

/** The lists of work; each item is on exactly one of them. */
export const codingLists = {
  coding: 'A coder can go on with it',
  review: 'A second person is asked to look at it',
  queries: 'A physician is asked about it',
  held: 'Somebody holds it until a day',
} as const;

export type CodingList = keyof typeof codingLists;

/** The list that a work item is on, as of a day. */
export function listOf({ hold, review, openQueries }: CodingWork, today: LocalDate): CodingList {
  if (openQueries > 0) return 'queries';
  if (review?.state === 'asked') return 'review';
  return hold !== undefined && hold.until > today ? 'held' : 'coding';
}

/** A work item without any decision yet. */
export function unsaid(encounterId: string): CodingWork {
  return { encounterId, version: 0, openQueries: 0 };
}

/** Whether people still have work on an encounter. One that is not a draft is done unless something new came up. */
export function isOpenWork(work: CodingWork, isDraft: boolean): boolean {
  return isDraft || work.openQueries > 0 || work.reopened !== undefined;
}

/** The work after the encounter is final: no hold and no reopening. Its coder and its review stay. */
export function endedWork({ hold: _hold, reopened: _reopened, ...work }: CodingWork): CodingWork {
  return { ...work, version: work.version + 1 };
}
