import type { VisitCategory } from '../encounter/evaluation/categories.ts';

/** An office's settings for the self-audit. Percentages are whole numbers, compared with exact ratios. */
export interface AuditSettings {
  readonly version: number;
  /** A rate with fewer encounters is neither judged nor compared with. */
  readonly leastEncounters: number;
  /** By how many percentage points a rate may exceed the peers' and the specialty's. */
  readonly pointsAbove: number;
  /** The percentage of the likely units per day that counts as near them. */
  readonly mueNearPercent: number;
  /** The allowed percentage of a procedure's days that are near the limit. */
  readonly mueNearSharePercent: number;
  /** The allowed percentage of sessions with a procedure that have a second one that NCCI pays only with a modifier. */
  readonly pairSharePercent: number;
  /** The possible minutes of one person per day. */
  readonly dayMinutes: number;
  /** The time per unit of a timed service; visits have their own times. */
  readonly typicalMinutes: readonly { readonly procedure: string; readonly minutes: number }[];
}

/** The defaults. */
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

/**
 * A specialty's distribution over the levels of a visit category: a table that the office loads, for example from
 * Medicare's public counts.
 */
export interface SpecialtyLevels {
  readonly version: number;
  /** The source of the counts. */
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
