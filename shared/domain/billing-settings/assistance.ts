import type { Cents } from '../money/cents.ts';

/** The parts of the country for which the federal poverty guidelines differ. */
export const guidelineRegions = ['contiguous', 'AK', 'HI'] as const;
export type GuidelineRegion = (typeof guidelineRegions)[number];

/** The federal poverty guideline of a year, as the Department of Health and Human Services publishes it: the office enters it. */
export interface PovertyGuideline {
  readonly year: number;
  readonly region: GuidelineRegion;
  /** The annual amount for a household of one, and for each further person. */
  readonly firstCents: Cents;
  readonly furtherCents: Cents;
}

/** The written-off part, in hundredths of a percent of the balance, up to each percentage of the guideline. */
export interface AssistanceBand {
  readonly upToPercent: number;
  readonly rate: number;
}

export interface AssistanceSettings {
  readonly guidelines: readonly PovertyGuideline[];
  /** The lowest incomes first. */
  readonly bands: readonly AssistanceBand[];
  /** Visits up to this many days before the application are covered. */
  readonly lookBackDays: number;
  /** Visits up to this many days after it are covered too. */
  readonly validDays: number;
}

/** The default: no band, so nothing is approved. */
export const usualAssistanceSettings: AssistanceSettings = {
  ...{ guidelines: [], bands: [] },
  ...{ lookBackDays: 240, validDays: 180 },
};
