import { type Estimate, type FormerEstimate, standingOf } from '../../shared/domain/estimate/estimate.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { estimatesApi } from './api.ts';

export type EstimateView = AnswerOf<(typeof estimatesApi)['getEstimate']>;
export type EditionView = AnswerOf<(typeof estimatesApi)['listEstimateEditions']>['items'][number];

/** The stored estimate, and the standing that follows from it. The cast only drops `readonly`. */
export function estimateView(estimate: Estimate, today: LocalDate): EstimateView {
  return { ...estimate, standing: standingOf(estimate, today) } as unknown as EstimateView;
}

export const editionView = (edition: FormerEstimate): EditionView => edition as unknown as EditionView;
