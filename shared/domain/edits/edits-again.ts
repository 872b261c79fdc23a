import type { DraftEncounter } from '../encounter/encounter.ts';
import type { Edit, EditContext } from './edit.ts';
import { findingsOfEdits, refusingFindings } from './edits.ts';
import type { Finding } from './finding.ts';
import {
  accidentsAreTold,
  ambulancesTransport,
  drugsHaveQuantities,
  facilitiesAreComplete,
  spansAreOrdered,
} from './forms.ts';
import { providersAreKnown } from './parties.ts';
import { authorizationIsThere, medicareIdsAreRight, medicareSecondIsExplained } from './payment.ts';
import {
  billingAddressIsAStreet,
  groupsNameAPerson,
  providersAreActive,
  providersAreEnrolled,
} from './people-and-places.ts';
import { admissionIsDated, patientIsAlive } from './time.ts';

/**
 * Edits about facts that may change after an encounter was finalised: patients, coverages, payers, providers. They use
 * no official table, so they can run wherever a claim is assembled; the others passed when the encounter was finalised,
 * and their facts do not change.
 */
const ofRecords: readonly Edit[] = [
  ...[providersAreKnown, patientIsAlive, admissionIsDated, authorizationIsThere, medicareIdsAreRight],
  ...[medicareSecondIsExplained, providersAreActive, providersAreEnrolled, groupsNameAPerson, billingAddressIsAStreet],
  ...[accidentsAreTold, drugsHaveQuantities, ambulancesTransport, facilitiesAreComplete, spansAreOrdered],
];

/** The facts for these edits: records, no tables. */
type RecordsContext = Omit<EditContext, 'fees' | 'history' | 'references'>;

/**
 * The current errors of an encounter. Any override of the same edit on this encounter still counts, because its lines
 * have been priced since then and may have moved.
 */
export function errorsByNow(encounter: DraftEncounter, context: RecordsContext): readonly Finding[] {
  const overridden = new Set((encounter.overrides ?? []).map(({ editId }) => editId));
  const found = findingsOfEdits(ofRecords, encounter, context as EditContext);
  return refusingFindings(found).filter(({ editId }) => !overridden.has(editId));
}
