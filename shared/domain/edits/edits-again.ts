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
 * The edits about what may change after an encounter was final: patients, coverages, payers, providers. They ask no official table, so that they
 * run wherever a claim is assembled; the others have passed when the encounter was finalised, and what they look at stays as it was.
 */
const ofRecords: readonly Edit[] = [
  ...[providersAreKnown, patientIsAlive, admissionIsDated, authorizationIsThere, medicareIdsAreRight],
  ...[medicareSecondIsExplained, providersAreActive, providersAreEnrolled, groupsNameAPerson, billingAddressIsAStreet],
  ...[accidentsAreTold, drugsHaveQuantities, ambulancesTransport, facilitiesAreComplete, spansAreOrdered],
];

/** What these edits need: records, no tables. */
type RecordsContext = Omit<EditContext, 'fees' | 'history' | 'references' | 'authorizations'>;

/** The errors that an encounter has by now. An edit that somebody overrode here stays overridden: its lines have prices since, and may stand elsewhere. */
export function errorsByNow(encounter: DraftEncounter, context: RecordsContext): readonly Finding[] {
  const overridden = new Set((encounter.overrides ?? []).map(({ editId }) => editId));
  const found = findingsOfEdits(ofRecords, encounter, context as EditContext);
  return refusingFindings(found).filter(({ editId }) => !overridden.has(editId));
}
