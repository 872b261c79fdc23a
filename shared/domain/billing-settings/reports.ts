import type { Cents } from '../money/cents.ts';

/** What an office says for its reports. */
export interface ReportSettings {
  /** What its billing cost in a month: people, rooms, fees, machines. */
  readonly monthlyCosts: readonly MonthlyCost[];
}

export interface MonthlyCost {
  /** `YYYY-MM` */
  readonly month: string;
  readonly cents: Cents;
}

/** What holds until an office says something. */
export const usualReportSettings: ReportSettings = { monthlyCosts: [] };
