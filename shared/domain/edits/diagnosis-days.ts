import type { DraftEncounter } from '../encounter/encounter.ts';
import type { LocalDate } from '../time/local-date.ts';

/** The days by whose releases diagnoses are judged, the first one first: those of service; for a stay that ended, the day of discharge. */
export function diagnosisDays({ kind, lines, ...encounter }: DraftEncounter): readonly LocalDate[] {
  const discharge = 'dischargeDate' in encounter ? encounter.dischargeDate : undefined;
  if (kind === 'inpatient-facility' && discharge !== undefined) return [discharge];
  return [...new Set(lines.map((line) => line.serviceOn))].sort();
}
