import { fail, ok, type Result } from '../result.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { ReviewCause } from './review.ts';
import type { CodingSettings } from './settings.ts';
import type { CodingWork } from './work.ts';

/** The facts that decide whether an encounter is chosen for review. */
export interface ReviewSubject {
  /** From 0 to 99, derived from the encounter, so that it is always the same. */
  readonly sample: number;
  readonly coder: string;
  readonly tags: readonly string[];
}

/**
 * Whether a second person has to review an encounter, and why. A coder's own rate overrides the office's. A higher rate
 * chooses all that a lower rate chooses, and more.
 */
export function chosenBecause(
  settings: CodingSettings,
  { sample, coder, tags }: ReviewSubject,
): ReviewCause | undefined {
  if (tags.some((tag) => settings.reviewTags.includes(tag))) return 'tag';
  const own = settings.reviewRates.find((rate) => rate.coder === coder)?.percent;
  return sample < (own ?? settings.reviewPercent) ? 'sample' : undefined;
}

/** Why an encounter cannot be finalised yet. */
export type FinalRefusal = 'review-missing' | 'coding-held' | 'query-open';

/** The moment of finalising: the encounter's version, and why it is chosen for review, if it is. */
interface FinalMoment {
  readonly encounterVersion: number;
  readonly cause: ReviewCause | undefined;
  readonly today: LocalDate;
}

/**
 * Whether other people allow an encounter to be finalised: it is not on hold, no query is open, and if it is chosen for
 * review, or its coder asked for one, a second person agreed to exactly this version.
 */
export function mayBeFinal(
  work: CodingWork,
  { encounterVersion, cause, today }: FinalMoment,
): Result<undefined, { readonly kind: FinalRefusal }> {
  if (work.openQueries > 0) return fail({ kind: 'query-open' });
  const { review, hold } = work;
  if (hold !== undefined && hold.until > today) return fail({ kind: 'coding-held' });
  if (review === undefined && cause === undefined) return ok(undefined);
  const isAgreed = review !== undefined && review.state !== 'asked' && review.state !== 'returned';
  return isAgreed && review.decidedVersion === encounterVersion ? ok(undefined) : fail({ kind: 'review-missing' });
}
