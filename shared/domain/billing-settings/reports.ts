import type { Cents } from '../money/cents.ts';

/** An office's facts for its reports. */
export interface ReportSettings {
  /** The cost of billing per month: people, rooms, fees, machines. */
  readonly monthlyCosts: readonly MonthlyCost[];
}

export interface MonthlyCost {
  /** `YYYY-MM` */
  readonly month: string;
  readonly cents: Cents;
}

/** The defaults. */
export const usualReportSettings: ReportSettings = { monthlyCosts: [] };
