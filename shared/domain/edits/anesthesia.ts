import { procedureIsIn } from './code-ranges.ts';
import { codedLines } from './coded-lines.ts';
import { type Edit, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';

/** What the codes of the section of anesthesia ask of their line. */
export const anesthesiaRules = {
  'anesthesia-minutes-missing': {
    checks: 'Anesthesia is counted in minutes.',
    severity: 'error',
    override: 'coder',
    source: '837P, loop 2400, quantity; Medicare Claims Processing Manual, chapter 12, 50',
  },
  'anesthesia-way-missing': {
    checks:
      'Anesthesia says how it was given: by the physician alone (AA), directed or supervised (AD, QK, QY), by a nurse anesthetist who was directed (QX) or was not (QZ).',
    severity: 'error',
    ruleOf: 'medicare',
    otherwise: 'warning',
    override: 'coder',
    source: 'Medicare Claims Processing Manual, chapter 12, 50 and 140',
  },
} as const satisfies EditRules;

const finding = findingsOf(anesthesiaRules);

const anesthesia = ['00100-01999'] as const;
/** A part of the body beyond the first, and a day of care: neither has a time of its own. */
const withoutTime = ['01953', '01996'] as const;
const ways: ReadonlySet<string> = new Set(['AA', 'AD', 'QK', 'QX', 'QY', 'QZ']);

/** Minutes and modifiers of anesthesia. Only practitioners' claims have them. */
export const anesthesiaIsWhole: Edit = (encounter) => {
  if (encounter.kind !== 'professional') return [];
  return codedLines(encounter).flatMap(({ procedure, modifiers, isMinutes, pointer }): Finding[] => {
    if (!/^\d{5}$/.test(procedure) || !procedureIsIn(procedure, anesthesia)) return [];
    const found: Finding[] = [];
    if (!isMinutes && !procedureIsIn(procedure, withoutTime)) {
      const fix = { words: 'give the minutes as units, and `unit` MJ' };
      found.push(finding('anesthesia-minutes-missing', `${pointer}/unit`, 'anesthesia is counted in minutes', { fix }));
    }
    if (!modifiers.some((modifier) => ways.has(modifier))) {
      const fix = { words: 'add AA, AD, QK, QX, QY or QZ' };
      const message = 'the line does not say how the anesthesia was given';
      found.push(finding('anesthesia-way-missing', `${pointer}/modifiers`, message, { fix }));
    }
    return found;
  });
};
