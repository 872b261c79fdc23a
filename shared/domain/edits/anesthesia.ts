import { anesthesiaMinutes, anesthesiaNote } from '../encounter/anesthesia-times.ts';
import { isDraftOf } from '../encounter/encounter.ts';
import type { ProfessionalLine } from '../encounter/professional-encounter.ts';
import { thousandthsOf } from '../encounter/quantity.ts';
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
  'anesthesia-minutes-not-counted': {
    checks: 'Daily management of an epidural (01996) is counted in days: its minutes are not paid.',
    severity: 'error',
    ruleOf: 'medicare',
    otherwise: 'warning',
    override: 'coder',
    source: 'Medicare Claims Processing Manual, chapter 12, 50 G: no time units for 01996',
  },
  'anesthesia-minutes-differ': {
    checks:
      'The minutes of anesthesia are those between its begin and end times. In the night in which clocks change they are not: override it.',
    severity: 'error',
    override: 'coder',
    source: 'Medicare Claims Processing Manual, chapter 12, 50 G',
  },
  'anesthesia-note-too-long': {
    checks: 'The times of anesthesia and the note of their line have room in the claim’s note: 80 characters.',
    severity: 'error',
    source: '837P, loop 2400, note',
  },
  'anesthesia-way-missing': {
    checks:
      'Anesthesia says how it was given: by the physician alone (AA), directed or supervised (AD, QK, QY), by a nurse anesthetist who was directed (QX) or was not (QZ). Daily management of an epidural (01996) is not asked.',
    severity: 'error',
    ruleOf: 'medicare',
    otherwise: 'warning',
    override: 'coder',
    source:
      'Medicare Claims Processing Manual, chapter 12, 50 and 140; 42 CFR 415.110; UnitedHealthcare Reimbursement Policy 2019R0032C',
  },
} as const satisfies EditRules;

const finding = findingsOf(anesthesiaRules);

const anesthesia = ['00100-01999'] as const;
/** A part of the body beyond the first, and a day of care: neither has a time of its own. */
const withoutTime = ['01953', '01996'] as const;
/**
 * Daily hospital management of an epidural is no anesthesia that somebody directs: it has none of the steps of 42 CFR
 * 415.110, from induction to emergence. Payers that name it except it from the modifiers (UnitedHealthcare Reimbursement
 * Policy 2019R0032C, after the ASA’s Relative Value Guide); Medicare’s manual names it nowhere among them.
 */
const notGiven = ['01996'] as const;
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
    if (isMinutes && procedureIsIn(procedure, notGiven)) {
      const fix = { words: 'give one unit for the day' };
      const message = 'the minutes of this service are not paid';
      found.push(finding('anesthesia-minutes-not-counted', `${pointer}/unit`, message, { fix }));
    }
    if (!procedureIsIn(procedure, notGiven) && !modifiers.some((modifier) => ways.has(modifier))) {
      const fix = { words: 'add AA, AD, QK, QX, QY or QZ' };
      const message = 'the line does not say how the anesthesia was given';
      found.push(finding('anesthesia-way-missing', `${pointer}/modifiers`, message, { fix }));
    }
    return found;
  });
};

/** The characters of a line's note. */
const noteCharacters = 80;

/** Begin and end times: they agree with the minutes, and fit into the note that says them. */
export const anesthesiaTimesAgree: Edit = (encounter) =>
  isDraftOf('professional', encounter)
    ? encounter.lines.flatMap((line, index) => timesFindings(line, `/lines/${index}`))
    : [];

type TimedLine = Pick<ProfessionalLine, 'anesthesiaTimes' | 'unit' | 'units' | 'note'>;

function timesFindings({ anesthesiaTimes, unit, units, note }: TimedLine, pointer: string): Finding[] {
  if (anesthesiaTimes === undefined) return [];
  const minutes = anesthesiaMinutes(anesthesiaTimes);
  const found: Finding[] = [];
  if (minutes === undefined) {
    const fix = { words: 'give the periods in order, each with its end' };
    const message = 'the times overlap, or one has no length';
    found.push(finding('anesthesia-minutes-differ', `${pointer}/anesthesiaTimes`, message, { fix }));
  } else if (unit !== 'MJ' || thousandthsOf(units) !== minutes * 1000) {
    const fix = {
      words: 'correct the times, or give their minutes as units, with `unit` MJ',
      changes: [
        { op: 'set', pointer: `${pointer}/units`, values: [String(minutes)] } as const,
        { op: 'set', pointer: `${pointer}/unit`, values: ['MJ'] } as const,
      ],
    };
    const message = 'the units are not the minutes between the times';
    found.push(finding('anesthesia-minutes-differ', `${pointer}/units`, message, { fix }));
  }
  if (anesthesiaNote(anesthesiaTimes, note).length > noteCharacters) {
    const fix = { words: 'shorten the note of the line' };
    const message = 'the times and the note are longer than the claim’s note may be';
    found.push(finding('anesthesia-note-too-long', `${pointer}/note`, message, { fix }));
  }
  return found;
}
