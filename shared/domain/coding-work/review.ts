import { present } from '../present.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Instant } from '../time/local-date.ts';

/** Why a second person reviews an encounter. */
export const reviewCauses = {
  sample: 'The office’s sampling rate chose it',
  tag: 'It has a tag that the office has reviewed',
  asked: 'Its coder asked for it',
} as const;

export type ReviewCause = keyof typeof reviewCauses;

/** The outcomes of a review. After `returned` the coder requests another one. */
export const reviewOutcomes = {
  agreed: 'The codes are right',
  returned: 'The coder has to change them, for the reason given',
  corrected: 'The reviewer has corrected them',
  waived: 'A manager does without a review',
} as const;

export type ReviewOutcome = keyof typeof reviewOutcomes;

/** A second person's review of an encounter: requested, or done. */
export interface Review {
  readonly state: 'asked' | ReviewOutcome;
  readonly because: ReviewCause;
  /**
   * Whose coding is reviewed: the assigned coder at that time, otherwise the person who requested the review. Neither
   * may review it.
   */
  readonly coder: string;
  readonly askedBy: string;
  readonly askedAt: Instant;
  /** The version of the encounter at the request. */
  readonly askedVersion: number;
  /** The version that the reviewer saw or made. Only that one can be finalised. */
  readonly decidedVersion?: number;
  readonly decidedBy?: string;
  readonly decidedAt?: Instant;
  readonly reason?: string;
}

export type ReviewRefusal = 'review-not-asked' | 'review-by-its-coder' | 'review-without-change' | 'work-needs-manager';

/** A reviewer's decision. */
export interface ReviewDecision {
  readonly outcome: ReviewOutcome;
  readonly by: string;
  readonly isManager: boolean;
  readonly at: Instant;
  readonly reason: string | undefined;
  /** The version that the reviewer saw, which must be current. */
  readonly encounterVersion: number;
}

/** A review after a decision. Its coder may not decide it, but a manager may waive it. */
export function decided(
  review: Review | undefined,
  decision: ReviewDecision,
): Result<Review, { readonly kind: ReviewRefusal }> {
  const { outcome, by, at, reason, encounterVersion } = decision;
  if (review?.state !== 'asked') return fail({ kind: 'review-not-asked' });
  if (outcome === 'waived' && !decision.isManager) return fail({ kind: 'work-needs-manager' });
  if (outcome !== 'waived' && [review.coder, review.askedBy].includes(by)) return fail({ kind: 'review-by-its-coder' });
  if (outcome === 'corrected' && encounterVersion === review.askedVersion)
    return fail({ kind: 'review-without-change' });
  return ok({
    ...review,
    state: outcome,
    decidedVersion: encounterVersion,
    decidedBy: by,
    decidedAt: at,
    ...present({ reason }),
  });
}
