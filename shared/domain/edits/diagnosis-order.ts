import { codedDiagnoses } from '../encounter/coded-diagnoses.ts';
import { type DraftEncounter, isDraftOf } from '../encounter/encounter.ts';
import { diagnosisDays } from './diagnosis-days.ts';
import { type Edit, findingsOf } from './edit.ts';
import type { EditRules, Finding, FixChange } from './finding.ts';
import { notChecked } from './not-checked.ts';

/** Which diagnoses may come first. */
export const orderRules = {
  'external-cause-principal': {
    checks: 'An external cause (V00 to Y99) is never the principal or first diagnosis.',
    severity: 'error',
    source: 'ICD-10-CM Official Guidelines, I.C.20.a.6',
  },
  'external-cause-pointed-first': {
    checks: 'A line’s first diagnosis is what was treated, not its external cause.',
    severity: 'error',
    override: 'coder',
    source: 'ICD-10-CM Official Guidelines, I.C.20.a.6 and IV.H',
  },
  'manifestation-principal': {
    checks: 'A manifestation is not the principal or first diagnosis: its cause is coded before it.',
    severity: 'error',
    override: 'coder',
    source: 'code-editor, manifestation code as principal diagnosis; ICD-10-CM Official Guidelines, I.A.13',
  },
  'unacceptable-principal': {
    checks: 'The principal diagnosis of a stay is one that can be a reason for admission.',
    severity: 'error',
    override: 'coder',
    source: 'code-editor, unacceptable principal diagnosis',
  },
  'unacceptable-first': {
    checks: 'The first diagnosis of a visit is not one that Medicare refuses as the principal diagnosis of a stay.',
    severity: 'info',
    source: 'code-editor, unacceptable principal diagnosis',
  },
} as const satisfies EditRules;

const finding = findingsOf(orderRules);

/** Chapter 20 of ICD-10-CM, external causes of morbidity: V00 to Y99. */
function isExternalCause(code: string): boolean {
  return /^[VWXY]/.test(code);
}

/** Moves a later diagnosis to the front. Pointers are adjusted, so that each line points at the same diagnoses. */
function bringForward(encounter: DraftEncounter, to: number): readonly FixChange[] | undefined {
  if (isDraftOf('institutional', encounter)) return undefined;
  const [first, later] = [encounter.diagnoses[0], encounter.diagnoses[to]];
  if (first === undefined || later === undefined) return undefined;
  const position: Readonly<Record<number, number>> = { 1: to + 1, [to + 1]: 1 };
  const pointers = encounter.lines.flatMap(({ diagnosisPointers }, line) =>
    diagnosisPointers.flatMap((old, order): FixChange[] => {
      const now = position[old];
      const pointer = `/lines/${line}/diagnosisPointers/${order}`;
      return now === undefined ? [] : [{ op: 'set', pointer, values: [now] }];
    }),
  );
  return [
    { op: 'set', pointer: '/diagnoses/0', values: [later] },
    { op: 'set', pointer: `/diagnoses/${to}`, values: [first] },
    ...pointers,
  ];
}

export const externalCausesFollow: Edit = (encounter) => {
  const [principal, ...others] = codedDiagnoses(encounter).filter(({ use }) => use === 'principal' || use === 'other');
  if (principal === undefined || !isExternalCause(principal.code)) return [];
  const to = others.findIndex(({ code }) => !isExternalCause(code)) + 1;
  const words = to > 0 ? 'put the injury or condition first' : 'code the injury or condition, and put it first';
  const changes = to > 0 ? bringForward(encounter, to) : undefined;
  const fix = changes === undefined ? { words } : { words, changes };
  const message = 'an external cause is never the principal diagnosis';
  return [finding('external-cause-principal', principal.pointer, message, { fix })];
};

export const externalCausesAreNotPointedFirst: Edit = (encounter) => {
  if (isDraftOf('institutional', encounter)) return [];
  const { diagnoses } = encounter;
  return encounter.lines.flatMap(({ diagnosisPointers }, index): Finding[] => {
    const code = diagnoses[(diagnosisPointers[0] ?? 0) - 1];
    if (code === undefined || !isExternalCause(code)) return [];
    const pointer = `/lines/${index}/diagnosisPointers/0`;
    const other = diagnoses.findIndex((each) => !isExternalCause(each)) + 1;
    const words = 'point first at the injury or condition that was treated';
    const mayReplace = other > 0 && !diagnosisPointers.includes(other);
    const fix = mayReplace ? { words, changes: [{ op: 'set', pointer, values: [other] } as const] } : { words };
    return [finding('external-cause-pointed-first', pointer, 'an external cause is no reason for a service', { fix })];
  });
};

/** Applies Medicare's code editor to the first diagnosis. */
export const principalIsAcceptable: Edit = (encounter, { references }) => {
  const principal = codedDiagnoses(encounter).find(({ use }) => use === 'principal');
  const [day] = diagnosisDays(encounter);
  if (principal === undefined || day === undefined) return [];
  const rows = references.codeEditor('icd-10-cm', principal.code, day);
  if (rows.kind === 'not-loaded') return [notChecked('code-editor')];
  const { pointer } = principal;
  return rows.found.flatMap(({ row, citation }): Finding[] => {
    if (row.edit.kind === 'manifestation') {
      const fix = { words: 'code the underlying condition before it' };
      const message = 'a manifestation: its cause is coded before it';
      return [finding('manifestation-principal', pointer, message, { citation, fix })];
    }
    if (row.edit.kind !== 'unacceptable-principal') return [];
    const isStay = encounter.kind === 'inpatient-facility';
    const id = isStay ? 'unacceptable-principal' : 'unacceptable-first';
    const fix = { words: 'put the condition first that was chiefly responsible for the admission or visit' };
    return [
      finding(id, pointer, 'Medicare’s code editor does not accept it as the principal diagnosis', { citation, fix }),
    ];
  });
};
