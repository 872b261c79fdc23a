import type { Patient } from '../practice/practice.ts';
import { type DraftEncounter, type DraftOfForm, isDraftOf } from './encounter.ts';
import type { DiagnosisRelatedGroup } from './institutional-encounter.ts';

/** The facts that decide the group of a stay. */
export interface StayToGroup
  extends Pick<
    DraftOfForm['institutional'],
    'diagnoses' | 'procedures' | 'admissionDate' | 'dischargeDate' | 'dischargeStatus'
  > {
  readonly patient: Pick<Patient, 'birthDate' | 'sex'>;
}

/**
 * Finds the diagnosis-related group of a stay. Groupers are licensed products, and none is shipped: an installation
 * passes its own to the code entry function. Undefined when it finds none.
 */
export type Grouper = (stay: StayToGroup) => Promise<DiagnosisRelatedGroup | undefined>;

/**
 * The encounter with the group of its stay. An entered group is kept, a grouper's is found again; without a grouper
 * nothing changes.
 */
export async function withGroup<Draft extends DraftEncounter>(
  encounter: Draft,
  patient: Patient | undefined,
  grouper: Grouper | undefined,
): Promise<Draft> {
  if (grouper === undefined || patient === undefined || encounter.kind !== 'inpatient-facility') return encounter;
  if (!isDraftOf('institutional', encounter)) return encounter;
  if (encounter.drg !== undefined && encounter.drg.isFound !== true) return encounter;
  const { birthDate, sex } = patient;
  const drg = await grouper({ ...encounter, patient: { birthDate, sex } });
  const { drg: _former, ...ungrouped } = encounter;
  return (drg === undefined ? ungrouped : { ...ungrouped, drg: { ...drg, isFound: true } }) as Draft;
}
