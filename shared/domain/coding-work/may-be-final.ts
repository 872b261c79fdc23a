import { fail, ok, type Result } from '../result.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { ReviewCause } from './review.ts';
import type { CodingSettings } from './settings.ts';
import type { CodingWork } from './work.ts';

/** What decides whether an encounter is chosen for review. */
export interface ReviewSubject {
  /** From 0 to 99, derived from the encounter: the same each time, whoever asks. */
  readonly sample: number;
  readonly coder: string;
  readonly tags: readonly string[];
}

/**
 * Whether a second person has to look at an encounter, and why. A coder's own rate comes before the office's. Those that a lower rate chooses
 * a higher one chooses too.
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

/** When somebody wants to finalise an encounter: its version, and why it is chosen for review, if it is. */
interface FinalMoment {
  readonly encounterVersion: number;
  readonly cause: ReviewCause | undefined;
  readonly today: LocalDate;
}

/**
 * Whether an encounter can be finalised as far as other people are concerned: nobody holds it, no physician is asked, and if it is chosen
 * for review, or its coder asked for one, a second person agreed to just this version.
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
