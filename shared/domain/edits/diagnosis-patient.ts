import type { Cited } from '../code-set/references.ts';
import type { CodeEditorRow } from '../code-set/rows.ts';
import { type CodedDiagnosis, codedDiagnoses } from '../encounter/coded-diagnoses.ts';
import { type DraftEncounter, isDraftOf } from '../encounter/encounter.ts';
import { firstServiceDay } from '../encounter/service-days.ts';
import { yearsOn } from '../time/age.ts';
import type { LocalDate } from '../time/local-date.ts';
import { codedLines } from './coded-lines.ts';
import { diagnosisDays } from './diagnosis-days.ts';
import { type Edit, type EditContext, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';
import { notChecked } from './not-checked.ts';

/** Whether a diagnosis or an inpatient procedure fits the patient's sex and age. */
export const patientRules = {
  'diagnosis-sex': {
    checks:
      'A diagnosis that only one sex can have is used only for a patient of that sex, unless condition code 45 or modifier KX explains it.',
    severity: 'error',
    override: 'coder',
    source: 'code-editor, sex conflict; Medicare Claims Processing Manual, chapter 32, 240',
  },
  'diagnosis-age': {
    checks: 'A diagnosis for newborns, children, mothers or adults is used only for a patient of that age.',
    severity: 'error',
    override: 'coder',
    source: 'code-editor, age conflict',
  },
  'inpatient-procedure-sex': {
    checks: 'A procedure that only one sex can have is coded only for a patient of that sex.',
    severity: 'error',
    override: 'coder',
    source: 'code-editor, sex conflict; Medicare Claims Processing Manual, chapter 32, 240',
  },
} as const satisfies EditRules;

const finding = findingsOf(patientRules);

/** The date that decides the age: admission for a stay, else the first date of service. */
function ageDay(encounter: DraftEncounter): LocalDate | undefined {
  if (isDraftOf('institutional', encounter) && encounter.admissionDate !== undefined) return encounter.admissionDate;
  return firstServiceDay(encounter.lines);
}

/**
 * Whether the claim states that the recorded sex does not apply: condition code 45, or KX on a line that points at the
 * code.
 */
function sexIsExplained(encounter: DraftEncounter, code: string): boolean {
  if ('conditionCodes' in encounter && encounter.conditionCodes?.includes('45')) return true;
  return codedLines(encounter).some(({ modifiers, diagnoses }) => modifiers.includes('KX') && diagnoses.includes(code));
}

function sexFinding(
  { code, pointer }: Pick<CodedDiagnosis, 'code' | 'pointer'>,
  { row, citation }: Cited<CodeEditorRow>,
  encounter: DraftEncounter,
  { patient }: EditContext,
): Finding[] {
  if (row.edit.kind !== 'sex' || patient === undefined || patient.sex === 'U' || patient.sex === row.edit.sex)
    return [];
  if (sexIsExplained(encounter, code)) return [];
  const whose = row.edit.sex === 'F' ? 'female' : 'male';
  const isProcedure = row.system === 'icd-10-pcs';
  const what = isProcedure ? 'a procedure' : 'a diagnosis';
  const fix = {
    words:
      'check the code and the patient’s sex on record; where both are right, say so by condition code 45 or modifier KX',
  };
  const id = isProcedure ? 'inpatient-procedure-sex' : 'diagnosis-sex';
  return [finding(id, pointer, `${what} of ${whose} patients only`, { citation, fix })];
}

function ageFinding(pointer: string, { row, citation }: Cited<CodeEditorRow>, years: number): Finding[] {
  if (row.edit.kind !== 'age') return [];
  const { group, fromYears, toYears } = row.edit;
  if (years >= fromYears && years <= toYears) return [];
  const fix = { words: 'check the code, the day of service and the birth date' };
  const message = `a diagnosis for patients from ${fromYears} to ${toYears} years (${group.toLowerCase()})`;
  return [finding('diagnosis-age', pointer, message, { citation, fix })];
}

export const diagnosesFitThePatient: Edit = (encounter, context) => {
  const ageOn = ageDay(encounter);
  const [day] = diagnosisDays(encounter);
  const { patient, references } = context;
  if (ageOn === undefined || day === undefined || patient === undefined) return [];
  const years = yearsOn(patient.birthDate, ageOn);
  return codedDiagnoses(encounter).flatMap((diagnosis): Finding[] => {
    const rows = references.codeEditor('icd-10-cm', diagnosis.code, day);
    if (rows.kind === 'not-loaded') return [notChecked('code-editor')];
    return rows.found.flatMap((cited) => [
      ...sexFinding(diagnosis, cited, encounter, context),
      ...ageFinding(diagnosis.pointer, cited, years),
    ]);
  });
};

export const inpatientProceduresFitThePatient: Edit = (encounter, context) => {
  if (!isDraftOf('institutional', encounter)) return [];
  return (encounter.procedures ?? []).flatMap(({ code, performedOn }, index): Finding[] => {
    const rows = context.references.codeEditor('icd-10-pcs', code, encounter.dischargeDate ?? performedOn);
    if (rows.kind === 'not-loaded') return [notChecked('code-editor')];
    const place = { code, pointer: `/procedures/${index}/code` };
    return rows.found.flatMap((cited) => sexFinding(place, cited, encounter, context));
  });
};
