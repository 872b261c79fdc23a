import type { VisitCategory } from '../encounter/evaluation/categories.ts';

/** What an office decides about looking at its own billing. Percentages are whole numbers, compared with exact ratios. */
export interface AuditSettings {
  readonly version: number;
  /** A rate that rests on fewer encounters is not judged, nor compared with. */
  readonly leastEncounters: number;
  /** By how many percentage points a rate may be above those of peers and of the specialty. */
  readonly pointsAbove: number;
  /** From how many percent of the likely units on a day counts as near them. */
  readonly mueNearPercent: number;
  /** How many of a hundred days of a procedure may be near. */
  readonly mueNearSharePercent: number;
  /** How many of a hundred sessions with a procedure may have another one that NCCI pays only with a modifier. */
  readonly pairSharePercent: number;
  /** How many minutes one person can have in one day. */
  readonly dayMinutes: number;
  /** What a unit of a timed service takes; visits have their own times. */
  readonly typicalMinutes: readonly { readonly procedure: string; readonly minutes: number }[];
}

/** What holds until an office says something. */
export const usualAuditSettings: AuditSettings = {
  version: 0,
  leastEncounters: 30,
  pointsAbove: 15,
  mueNearPercent: 80,
  mueNearSharePercent: 50,
  pairSharePercent: 50,
  dayMinutes: 960,
  typicalMinutes: [],
};

/** How often a specialty bills each level of a category of visits: a table that the office loads, such as from Medicare's public counts. */
export interface SpecialtyLevels {
  readonly version: number;
  /** Where the counts are from. */
  readonly source?: string;
  readonly rows: readonly SpecialtyLevel[];
}

export interface SpecialtyLevel {
  readonly taxonomyCode: string;
  readonly category: VisitCategory;
  readonly level: number;
  readonly visits: number;
}

export const noSpecialtyLevels: SpecialtyLevels = { version: 0, rows: [] };
