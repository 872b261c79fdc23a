import type { IcdRow } from '../code-set/rows.ts';
import { codedDiagnoses } from '../encounter/coded-diagnoses.ts';
import { codedLines } from './coded-lines.ts';
import { diagnosisDays } from './diagnosis-days.ts';
import { type Edit, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';

/** Right and left. */
export const lateralityRules = {
  'laterality-conflict': {
    checks: 'The side that a line’s modifiers name is the side of a diagnosis that it points at.',
    severity: 'error',
    override: 'coder',
    source: 'ICD-10-CM Official Guidelines, I.B.13; icd-10-cm, descriptions',
  },
  'side-unspecified': {
    checks: 'A diagnosis names its side where a code with the side exists.',
    severity: 'warning',
    source: 'ICD-10-CM Official Guidelines, I.B.13 and I.B.18; icd-10-cm, descriptions',
  },
} as const satisfies EditRules;

const finding = findingsOf(lateralityRules);

type Side = 'right' | 'left';

const right = new Set('RT E3 E4 F5 F6 F7 F8 F9 T5 T6 T7 T8 T9'.split(' '));
const left = new Set('LT E1 E2 FA F1 F2 F3 F4 TA T1 T2 T3 T4'.split(' '));

function sidesOfModifiers(modifiers: readonly string[]): ReadonlySet<Side> {
  const sides = new Set<Side>();
  if (modifiers.includes('50')) return new Set(['right', 'left']);
  for (const modifier of modifiers) {
    if (right.has(modifier)) sides.add('right');
    if (left.has(modifier)) sides.add('left');
  }
  return sides;
}

function sidesOfRow({ longDescription }: IcdRow): ReadonlySet<Side> {
  const words = longDescription.toLowerCase();
  if (/\bbilateral\b/.test(words)) return new Set(['right', 'left']);
  return new Set((['right', 'left'] as const).filter((side) => new RegExp(`\\b${side}\\b`).test(words)));
}

export const sidesAgree: Edit = (encounter, { references }) =>
  codedLines(encounter).flatMap((line): Finding[] => {
    const named = sidesOfModifiers(line.modifiers);
    if (named.size !== 1) return [];
    const sides = line.diagnoses.flatMap((code) => {
      const answer = references.diagnosis(code, line.serviceOn);
      return answer.kind === 'found' ? [{ sides: sidesOfRow(answer.row), citation: answer.citation }] : [];
    });
    const sided = sides.filter((each) => each.sides.size > 0);
    const agrees = sided.some((each) => [...named].some((side) => each.sides.has(side)));
    const [first] = sided;
    if (first === undefined || agrees) return [];
    const index = line.modifiers.findIndex((modifier) => right.has(modifier) || left.has(modifier));
    const pointer = `${line.pointer}/modifiers/${index}`;
    const modifier = line.modifiers[index];
    const other = modifier === 'RT' ? 'LT' : modifier === 'LT' ? 'RT' : undefined;
    const words = 'correct the modifier or the diagnosis by the record';
    const changes = other === undefined ? {} : { changes: [{ op: 'set', pointer, values: [other] } as const] };
    const message = 'the modifier names one side, the diagnoses of the line the other';
    return [finding('laterality-conflict', pointer, message, { citation: first.citation, fix: { words, ...changes } })];
  });

/** The codes that differ from this one only in the character for the side. */
function siblings(code: string): readonly string[] {
  const at = code.length >= 7 ? 5 : code.length - 1;
  return [code.slice(0, at), code.slice(at + 1)];
}

export const sidesAreNamed: Edit = (encounter, { references }) => {
  const [day] = diagnosisDays(encounter);
  if (day === undefined) return [];
  return codedDiagnoses(encounter).flatMap(({ code, pointer }): Finding[] => {
    // The character for the side is never before the fifth.
    const answer = code.length < 5 ? undefined : references.diagnosis(code, day);
    if (answer?.kind !== 'found' || !/\bunspecified\b/i.test(answer.row.longDescription)) return [];
    const [before = '', after = ''] = siblings(code);
    const below = references.moreSpecific(before, day);
    if (below.kind === 'not-loaded') return [];
    const sided = below.found
      .filter(({ row }) => row.code.length === code.length && row.code.endsWith(after) && sidesOfRow(row).size > 0)
      .map(({ row }) => row.code);
    if (sided.length < 2) return [];
    const fix = {
      words: `code the side: ${sided.join(', ')}`,
      changes: [{ op: 'set', pointer, values: sided } as const],
    };
    const message = 'the side is not specified, and codes with the side exist';
    return [finding('side-unspecified', pointer, message, { citation: answer.citation, fix })];
  });
};
