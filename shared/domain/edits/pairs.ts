import type { Cited, NcciSetting } from '../code-set/references.ts';
import type { PtpRow } from '../code-set/rows.ts';
import type { DraftEncounter } from '../encounter/encounter.ts';
import { addModifier, type CodedLine, codedLines, ncciProvider } from './coded-lines.ts';
import { type Edit, type EditContext, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';
import { notChecked } from './not-checked.ts';

/** Procedures that NCCI does not pay together. */
export const pairRules = {
  'ptp-never-together': {
    checks:
      'Two procedures that NCCI never pays together (modifier indicator 0) are not billed for one day by one provider.',
    severity: 'error',
    ruleOf: 'ncci',
    otherwise: 'warning',
    override: 'manager',
    source: 'ncci-ptp-practitioner, ncci-ptp-outpatient; NCCI Policy Manual, chapter 1, E',
  },
  'ptp-modifier-missing': {
    checks:
      'Two procedures that are paid together only with a modifier (NCCI, indicator 1) have one: 25, 57, 59, XE, XP, XS, XU or a modifier for a place on the body.',
    severity: 'error',
    ruleOf: 'ncci',
    otherwise: 'warning',
    override: 'coder',
    source: 'ncci-ptp-practitioner, ncci-ptp-outpatient; NCCI Policy Manual, chapter 1, E',
  },
} as const satisfies EditRules;

const finding = findingsOf(pairRules);

/** The modifiers with which NCCI pays both procedures of a pair. */
export const ncciModifiers: ReadonlySet<string> = new Set(
  'E1 E2 E3 E4 FA F1 F2 F3 F4 F5 F6 F7 F8 F9 TA T1 T2 T3 T4 T5 T6 T7 T8 T9 LT RT LC LD RC LM RI 24 25 27 57 58 59 78 79 91 XE XP XS XU'.split(
    ' ',
  ),
);

/** Whose NCCI edits apply to an encounter; undefined where none do. */
export function ptpSetting({ kind }: Pick<DraftEncounter, 'kind'>): Exclude<NcciSetting, 'equipment'> | undefined {
  if (kind === 'outpatient-facility') return 'outpatient';
  return kind === 'professional' || kind === 'ambulance' || kind === 'equipment-order' ? 'practitioner' : undefined;
}

/** One provider on one day: NCCI considers nothing else. */
function isOneSession(setting: NcciSetting, left: CodedLine, right: CodedLine): boolean {
  return left.serviceOn === right.serviceOn && ncciProvider(setting, left) === ncciProvider(setting, right);
}

/** The most likely modifiers on column 2: 25 or 57 for a visit with a minor or major procedure. */
function likelyModifiers(column1: CodedLine, column2: CodedLine, { references }: EditContext): readonly string[] {
  const globalOf = ({ procedure, serviceOn }: CodedLine) => {
    const answer = references.mpfs(procedure, undefined, serviceOn);
    return answer.kind === 'found' ? answer.row.globalDays : undefined;
  };
  const [first, second] = [globalOf(column1), globalOf(column2)];
  if (second === 'XXX' && first === '090') return ['57', '25'];
  if (second === 'XXX' && (first === '000' || first === '010')) return ['25'];
  return ['59', 'XS', 'XE', 'XP', 'XU'];
}

function pairFinding(
  [column1, column2]: readonly [CodedLine, CodedLine],
  { row, citation }: Cited<PtpRow>,
  context: EditContext,
): Finding[] {
  const related = [column1.pointer];
  const takeOut = { op: 'remove', pointer: column2.pointer } as const;
  if (row.modifierIndicator === '0') {
    const fix = { words: 'take this line out: its payment is part of the other one', changes: [takeOut] };
    const message = `NCCI never pays it together with line ${column1.index + 1}, with or without a modifier`;
    return [finding('ptp-never-together', column2.pointer, message, { related, citation, fix })];
  }
  if (row.modifierIndicator === '9') return [];
  if ([...column1.modifiers, ...column2.modifiers].some((modifier) => ncciModifiers.has(modifier))) return [];
  const values = likelyModifiers(column1, column2, context);
  const fix = {
    words: `take this line out, or, where the record shows a separate service, add ${values.join(', ')}`,
    changes: [addModifier(column2, values)],
  };
  const message = `NCCI pays it together with line ${column1.index + 1} only with a modifier`;
  return [finding('ptp-modifier-missing', column2.pointer, message, { related, citation, fix })];
}

export const pairsAreAllowed: Edit = (encounter, context) => {
  const setting = ptpSetting(encounter);
  const lines = codedLines(encounter);
  if (setting === undefined || lines.length === 0) return [];
  const findings: Finding[] = [];
  for (const [at, left] of lines.entries()) {
    for (const right of lines.slice(at + 1)) {
      if (left.procedure === right.procedure || !isOneSession(setting, left, right)) continue;
      for (const [column1, column2] of [
        [left, right],
        [right, left],
      ] as const) {
        const pair = [column1.procedure, column2.procedure] as const;
        const answer = context.references.ptp(setting, pair, column1.serviceOn);
        if (answer.kind === 'not-loaded') return [notChecked(`ncci-ptp-${setting}`)];
        if (answer.kind === 'found') findings.push(...pairFinding([column1, column2], answer, context));
      }
    }
  }
  return findings;
};
