import { amountsAreRight, chargesAreKnown, totalsArePositive } from './charge-edits.ts';
import {
  diagnosesAreValid,
  diagnosesStandOnce,
  linesStandOnce,
  modifiersAreRight,
  pointersAreRight,
  proceduresAreValid,
  unitsAreRight,
} from './coding-edits.ts';
import { datesExist, datesOfLife, datesOrdered } from './date-edits.ts';
import type { Edit, EditContext, Finding } from './edit.ts';
import type { DraftEncounter } from './encounter.ts';
import { coverageIsActive, facilityIsKnown, patientIsKnown, payersAreKnown, providersAreKnown } from './party-edits.ts';
import { hasDiagnoses, hasLines, placesOfServiceExist } from './shape-edits.ts';

/** Every edit, in the order in which findings are shown. A new one is a function and a row here. */
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

/** All findings of all edits. An encounter without findings can be billed. */
export function runEdits(encounter: DraftEncounter, context: EditContext): readonly Finding[] {
  return edits.flatMap((edit) => edit(encounter, context));
}
