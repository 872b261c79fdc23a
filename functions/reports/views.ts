import type { MadeReport } from '../../shared/domain/report/report.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { reportsApi } from './api.ts';

/** The API shows what was made. The types differ only in `readonly`. */
export function reportView(report: MadeReport): AnswerOf<(typeof reportsApi)['getReport']> {
  return report as unknown as AnswerOf<(typeof reportsApi)['getReport']>;
}
