import type { DraftEncounter } from '../encounter/encounter.ts';
import type { LocalDate } from '../time/local-date.ts';

/**
 * The dates whose releases apply to diagnoses, the first one first: those of service; for a completed stay, the
 * discharge date.
 */
export function diagnosisDays({ kind, lines, ...encounter }: DraftEncounter): readonly LocalDate[] {
  const discharge = 'dischargeDate' in encounter ? encounter.dischargeDate : undefined;
  if (kind === 'inpatient-facility' && discharge !== undefined) return [discharge];
  return [...new Set(lines.map((line) => line.serviceOn))].sort();
}
