import { isDraftOf } from '../encounter/encounter.ts';
import { procedureIsIn } from './code-ranges.ts';
import { codedLines } from './coded-lines.ts';
import { type Edit, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';
import { firstPayer } from './payer-rules.ts';

/** What Medicare wants of a chiropractor’s manipulation, the only service of chiropractors that it pays for. */
export const chiropracticRules = {
  'treatment-not-active': {
    checks:
      'A chiropractor’s manipulation for Medicare says that it is active treatment (AT), or that the patient was told (GA) or the service is expected to be denied (GZ, GY): without, it counts as maintenance and is denied.',
    severity: 'warning',
    source: 'Medicare Claims Processing Manual, chapter 12, 220; Medicare Benefit Policy Manual, chapter 15, 240.1.3',
  },
  'treatment-start-missing': {
    checks: 'A chiropractor’s manipulation for Medicare states when the course of treatment began.',
    severity: 'warning',
    source:
      'Medicare Claims Processing Manual, chapter 26, 10.4, item 14; 837P, loops 2300 and 2400, initial treatment',
  },
} as const satisfies EditRules;

const finding = findingsOf(chiropracticRules);

const manipulations = ['98940-98942'] as const;
const said: ReadonlySet<string> = new Set(['AT', 'GA', 'GY', 'GZ']);

/** Manipulations are active treatment, of a course that began on a day. */
export const manipulationsAreWhole: Edit = (encounter, context) => {
  if (!isDraftOf('professional', encounter) || firstPayer(encounter, context)?.filingIndicator !== 'MB') return [];
  const lines = codedLines(encounter).filter(({ procedure }) => procedureIsIn(procedure, manipulations));
  const found = lines.flatMap(({ modifiers, pointer }): Finding[] => {
    if (modifiers.some((modifier) => said.has(modifier))) return [];
    const fix = { words: 'add AT if the treatment is active; GA, GZ or GY if not' };
    return [finding('treatment-not-active', `${pointer}/modifiers`, 'is it active treatment?', { fix })];
  });
  const began = (index: number) => encounter.lines[index]?.initialTreatmentDate ?? encounter.initialTreatmentDate;
  if (lines.every(({ index }) => began(index) !== undefined)) return found;
  const fix = { words: 'give the day on which this course of treatment began (initialTreatmentDate)' };
  return [...found, finding('treatment-start-missing', '/initialTreatmentDate', 'when did it begin?', { fix })];
};
