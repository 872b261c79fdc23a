import type { MadeReport } from '../../shared/domain/report/report.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { reportsApi } from './api.ts';

/** The report as it was made. The cast only drops `readonly`. */
export function reportView(report: MadeReport): AnswerOf<(typeof reportsApi)['getReport']> {
  return report as unknown as AnswerOf<(typeof reportsApi)['getReport']>;
}
