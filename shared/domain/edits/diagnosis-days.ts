import type { DraftEncounter } from '../encounter/encounter.ts';
import { throughDate } from '../encounter/service-days.ts';
import type { LocalDate } from '../time/local-date.ts';

/**
 * Bills whose diagnoses are all coded by the release of the bill's last day, by the first two digits of the type of
 * bill: stays of Part A (11, 18, 21, 41) and periods of home health (32, 33). Other bills that span 1 October are split
 * there.
 */
const codedByThrough = new Set(['11', '18', '21', '32', '33', '41']);

/**
 * The dates whose releases apply to diagnoses, the earliest first: the dates of service; for a stay, the discharge; for
 * a stay that continues or a home health period, the last billed day (CMS, MLN Matters SE1408).
 */
export function diagnosisDays(encounter: DraftEncounter): readonly LocalDate[] {
  const { kind, lines } = encounter;
  const discharge = 'dischargeDate' in encounter ? encounter.dischargeDate : undefined;
  if (kind === 'inpatient-facility' && discharge !== undefined) return [discharge];
  const isWhole = 'typeOfBill' in encounter && codedByThrough.has(encounter.typeOfBill.slice(1, 3));
  const through = isWhole ? throughDate(encounter, lines) : undefined;
  return through === undefined ? [...new Set(lines.map((line) => line.serviceOn))].sort() : [through];
}
