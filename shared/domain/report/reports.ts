import { claimReports } from './claim-reports.ts';
import { collectionReports } from './collection-reports.ts';
import { denialReports } from './denial-reports.ts';
import { receivableReports } from './receivable-reports.ts';
import type { ReportDefinition } from './report.ts';
import { workReports } from './work-reports.ts';

/** Every report, by the name in its path. */
export const reports = {
  ...receivableReports,
  ...collectionReports,
  ...claimReports,
  ...denialReports,
  ...workReports,
} as const satisfies Readonly<Record<string, ReportDefinition>>;

export type ReportName = keyof typeof reports;

/** A report by its name; undefined when there is none. */
export function reportOf(name: string): ReportDefinition | undefined {
  return Object.hasOwn(reports, name) ? reports[name as ReportName] : undefined;
}
