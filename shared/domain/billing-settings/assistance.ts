import type { Cents } from '../money/cents.ts';

/** The parts of the country for which the federal poverty guidelines differ. */
export const guidelineRegions = ['contiguous', 'AK', 'HI'] as const;
export type GuidelineRegion = (typeof guidelineRegions)[number];

/** The federal poverty guideline of a year, as the Department of Health and Human Services publishes it: the office enters it. */
export interface PovertyGuideline {
  readonly year: number;
  readonly region: GuidelineRegion;
  /** A year's income of a household of one, and what each further person adds. */
  readonly firstCents: Cents;
  readonly furtherCents: Cents;
}

/** Up to which percent of the guideline which part is given up, in hundredths of a percent of what is owed. */
export interface AssistanceBand {
  readonly upToPercent: number;
  readonly rate: number;
}

export interface AssistanceSettings {
  readonly guidelines: readonly PovertyGuideline[];
  /** The lowest incomes first. */
  readonly bands: readonly AssistanceBand[];
  /** Visits so many days before the application are part of it. */
  readonly lookBackDays: number;
  /** For so many days after it, visits are too. */
  readonly validDays: number;
}

/** What holds until an office says something: no band, so that nothing is approved. */
export const usualAssistanceSettings: AssistanceSettings = {
  ...{ guidelines: [], bands: [] },
  ...{ lookBackDays: 240, validDays: 180 },
};
