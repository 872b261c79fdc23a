import { codedDiagnoses } from '../encounter/coded-diagnoses.ts';
import { diagnosisDays } from './diagnosis-days.ts';
import { type Edit, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';
import { notChecked } from './not-checked.ts';

/** The present-on-admission indicator of a diagnosis, required of hospitals for stays. */
export const admissionRules = {
  'poa-missing': {
    checks:
      'Each diagnosis of a hospital’s stay (type of bill 11) says whether it was present on admission, unless it is exempt.',
    severity: 'error',
    override: 'coder',
    source: 'ICD-10-CM Official Guidelines, appendix I; icd-10-cm-poa-exempt',
  },
  'poa-of-exempt': {
    checks: 'A diagnosis that is exempt from present on admission has no other indicator than “exempt”.',
    severity: 'error',
    override: 'coder',
    source: 'icd-10-cm-poa-exempt',
  },
  'poa-not-exempt': {
    checks: 'Only a diagnosis that is exempt from present on admission is marked as exempt.',
    severity: 'error',
    source: 'icd-10-cm-poa-exempt',
  },
} as const satisfies EditRules;

const finding = findingsOf(admissionRules);

/** Hospital bills that need no indicator: Part B only (12), swing beds (18), religious institutions (41). */
const notAsked = new Set(['12', '18', '41']);

const asked = new Set(['principal', 'other', 'external-cause']);

export const presentOnAdmissionIsSaid: Edit = (encounter, { references }) => {
  const isAsked = encounter.kind === 'inpatient-facility' && !notAsked.has(encounter.typeOfBill.slice(1, 3));
  const [day] = isAsked ? diagnosisDays(encounter) : [];
  if (day === undefined) return [];
  return codedDiagnoses(encounter).flatMap(({ code, use, pointer, presentOnAdmission }): Finding[] => {
    if (!asked.has(use)) return [];
    const exempt = references.poaExempt(code, day);
    if (exempt.kind === 'not-loaded') return [notChecked('icd-10-cm-poa-exempt')];
    const place = pointer.replace(/\/code$/, '/presentOnAdmission');
    const { citation } = exempt;
    if (exempt.kind === 'found') {
      if (presentOnAdmission === undefined || presentOnAdmission === '1') return [];
      const fix = { words: 'leave it out', changes: [{ op: 'remove', pointer: place } as const] };
      return [finding('poa-of-exempt', place, 'the diagnosis is exempt from present on admission', { citation, fix })];
    }
    const values = ['Y', 'N', 'U', 'W'];
    const fix = {
      words: 'take it from the record: Y, N, U or W',
      changes: [{ op: 'set', pointer: place, values } as const],
    };
    if (presentOnAdmission === undefined)
      return [finding('poa-missing', place, 'say whether it was present on admission', { citation, fix })];
    if (presentOnAdmission !== '1') return [];
    return [finding('poa-not-exempt', place, 'the diagnosis is not exempt', { citation, fix })];
  });
};
