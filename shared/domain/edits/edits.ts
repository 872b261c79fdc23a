import type { DraftEncounter } from '../encounter/encounter.ts';
import { amountsAreRight, chargesAreKnown, totalsArePositive } from './charges.ts';
import { diagnosesAreValid, proceduresAreValid } from './codes.ts';
import { datesExist, datesOfLife, datesOrdered } from './dates.ts';
import type { Edit, EditContext } from './edit.ts';
import type { Finding } from './finding.ts';
import { diagnosesStandOnce, linesStandOnce, modifiersAreRight, pointersAreRight, unitsAreRight } from './lines.ts';
import { coverageIsActive, facilityIsKnown, patientIsKnown, payersAreKnown, providersAreKnown } from './parties.ts';
import { hasDiagnoses, hasLines, placesOfServiceExist } from './shape.ts';

/** Every edit, in the order in which findings are shown. A new one is a function and a row here, and its ids a group in `rules.ts`. */
export const edits: readonly Edit[] = [
  hasLines,
  hasDiagnoses,
  placesOfServiceExist,
  datesExist,
  datesOrdered,
  datesOfLife,
  patientIsKnown,
  providersAreKnown,
  facilityIsKnown,
  coverageIsActive,
  payersAreKnown,
  diagnosesStandOnce,
  diagnosesAreValid,
  proceduresAreValid,
  modifiersAreRight,
  unitsAreRight,
  pointersAreRight,
  linesStandOnce,
  amountsAreRight,
  chargesAreKnown,
  totalsArePositive,
];

/** All findings of all edits, errors, warnings and remarks. */
export function runEdits(encounter: DraftEncounter, context: EditContext): readonly Finding[] {
  return edits.flatMap((edit) => edit(encounter, context));
}

/** The findings that keep an encounter from being finalised. */
export function refusingFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => finding.severity === 'error');
}
