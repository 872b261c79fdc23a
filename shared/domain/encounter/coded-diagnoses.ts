import type { DraftEncounter } from './encounter.ts';
import { isDraftOf } from './encounter.ts';
import type { PresentOnAdmission } from './institutional-encounter.ts';

/** The role of a diagnosis in its encounter. Only the first of `principal` is the principal one; `other` follow it. */
export type DiagnosisUse = 'principal' | 'other' | 'admitting' | 'reason-for-visit' | 'external-cause';

/** A diagnosis with its place in the encounter. */
export interface CodedDiagnosis {
  /** JSON pointer to the code. */
  readonly pointer: string;
  readonly code: string;
  readonly use: DiagnosisUse;
  readonly presentOnAdmission?: PresentOnAdmission;
}

const useAt = (index: number): DiagnosisUse => (index === 0 ? 'principal' : 'other');

/**
 * All diagnoses of an encounter of any form, in order: the principal one, the others, then those that only facilities
 * have.
 */
export function codedDiagnoses(encounter: DraftEncounter): readonly CodedDiagnosis[] {
  if (!isDraftOf('institutional', encounter)) {
    return encounter.diagnoses.map((code, index) => ({ pointer: `/diagnoses/${index}`, code, use: useAt(index) }));
  }
  const { diagnoses, admittingDiagnosis, reasonsForVisit = [], externalCauses = [] } = encounter;
  return [
    ...diagnoses.map((each, index) => ({ ...each, pointer: `/diagnoses/${index}/code`, use: useAt(index) })),
    ...(admittingDiagnosis === undefined
      ? []
      : [{ pointer: '/admittingDiagnosis', code: admittingDiagnosis, use: 'admitting' } as const]),
    ...reasonsForVisit.map(
      (code, index) => ({ pointer: `/reasonsForVisit/${index}`, code, use: 'reason-for-visit' }) as const,
    ),
    ...externalCauses.map(
      (each, index) => ({ ...each, pointer: `/externalCauses/${index}/code`, use: 'external-cause' }) as const,
    ),
  ];
}
