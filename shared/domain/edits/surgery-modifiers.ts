import type { Cited } from '../code-set/references.ts';
import type { MpfsRow } from '../code-set/rows.ts';
import { type CodedLine, codedLines, removeModifier } from './coded-lines.ts';
import { type Edit, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';
import { notChecked } from './not-checked.ts';

/** Modifiers that the physician fee schedule allows or forbids, code by code. */
export const surgeryRules = {
  'component-not-split': {
    checks:
      'Modifiers 26 and TC are used only with codes that have both components (PC/TC indicator 1; 26 also with 6).',
    severity: 'error',
    ruleOf: 'ncci',
    otherwise: 'warning',
    override: 'coder',
    source: 'mpfs, PC/TC indicator',
  },
  'bilateral-not-allowed': {
    checks: 'Modifier 50 is used only with codes that can be bilateral (indicators 1 and 3).',
    severity: 'error',
    ruleOf: 'medicare',
    otherwise: 'warning',
    override: 'coder',
    source: 'mpfs, bilateral surgery; Medicare Claims Processing Manual, chapter 12, 40.7',
  },
  'bilateral-units': {
    checks: 'A line with modifier 50 has one unit.',
    severity: 'error',
    ruleOf: 'medicare',
    otherwise: 'warning',
    override: 'coder',
    source: 'Medicare Claims Processing Manual, chapter 12, 40.7',
  },
  'assistant-not-paid': {
    checks: 'An assistant at surgery (80, 81, 82, AS) is paid for the code.',
    severity: 'error',
    ruleOf: 'medicare',
    otherwise: 'warning',
    override: 'coder',
    source: 'mpfs, assistant at surgery 1 and 9; Medicare Claims Processing Manual, chapter 12, 20.4.3',
  },
  'assistant-needs-record': {
    checks: 'An assistant at surgery is paid only with a record of the need.',
    severity: 'info',
    source: 'mpfs, assistant at surgery 0',
  },
  'co-surgeon-not-paid': {
    checks: 'Co-surgeons (62) are paid for the code.',
    severity: 'error',
    ruleOf: 'medicare',
    otherwise: 'warning',
    override: 'coder',
    source: 'mpfs, co-surgeons 0 and 9; Medicare Claims Processing Manual, chapter 12, 40.8',
  },
  'co-surgeon-needs-record': {
    checks: 'Co-surgeons are paid only with a record of the need.',
    severity: 'info',
    source: 'mpfs, co-surgeons 1',
  },
  'team-not-paid': {
    checks: 'A surgical team (66) is paid for the code.',
    severity: 'error',
    ruleOf: 'medicare',
    otherwise: 'warning',
    override: 'coder',
    source: 'mpfs, team surgery 0 and 9; Medicare Claims Processing Manual, chapter 12, 40.8',
  },
  'team-needs-record': {
    checks: 'A surgical team is paid only with a record of the need.',
    severity: 'info',
    source: 'mpfs, team surgery 1',
  },
} as const satisfies EditRules;

const finding = findingsOf(surgeryRules);

type RuleId = keyof typeof surgeryRules;

/** What one modifier requires of the code's row: which indicators refuse it, and which require a record. */
interface IndicatorRule {
  readonly modifiers: readonly string[];
  readonly indicator: (row: MpfsRow) => string;
  readonly refuses: { readonly indicators: readonly string[]; readonly id: RuleId; readonly message: string };
  readonly warns?: { readonly indicators: readonly string[]; readonly id: RuleId; readonly message: string };
}

const indicatorRules: readonly IndicatorRule[] = [
  {
    modifiers: ['26'],
    indicator: (row) => row.professionalTechnical,
    refuses: {
      indicators: ['0', '2', '3', '4', '5', '7', '8', '9'],
      id: 'component-not-split',
      message: 'the code has no professional component of its own',
    },
  },
  {
    modifiers: ['TC'],
    indicator: (row) => row.professionalTechnical,
    refuses: {
      indicators: ['0', '2', '3', '4', '5', '6', '7', '8', '9'],
      id: 'component-not-split',
      message: 'the code has no technical component of its own',
    },
  },
  {
    modifiers: ['50'],
    indicator: (row) => row.bilateral,
    refuses: {
      indicators: ['0', '2', '9'],
      id: 'bilateral-not-allowed',
      message: 'the code is not billed as bilateral, or is bilateral by itself',
    },
  },
  {
    modifiers: ['80', '81', '82', 'AS'],
    indicator: (row) => row.assistant,
    refuses: { indicators: ['1', '9'], id: 'assistant-not-paid', message: 'no assistant is paid for the code' },
    warns: {
      indicators: ['0'],
      id: 'assistant-needs-record',
      message: 'an assistant is paid only with a record of the need',
    },
  },
  {
    modifiers: ['62'],
    indicator: (row) => row.coSurgeon,
    refuses: { indicators: ['0', '9'], id: 'co-surgeon-not-paid', message: 'no co-surgeon is paid for the code' },
    warns: {
      indicators: ['1'],
      id: 'co-surgeon-needs-record',
      message: 'co-surgeons are paid only with a record of the need',
    },
  },
  {
    modifiers: ['66'],
    indicator: (row) => row.team,
    refuses: { indicators: ['0', '9'], id: 'team-not-paid', message: 'no team is paid for the code' },
    warns: { indicators: ['1'], id: 'team-needs-record', message: 'a team is paid only with a record of the need' },
  },
];

function judged(line: CodedLine, rule: IndicatorRule, { row, citation }: Cited<MpfsRow>): Finding[] {
  return rule.modifiers.flatMap((modifier): Finding[] => {
    const position = line.modifiers.indexOf(modifier);
    if (position < 0) return [];
    const pointer = `${line.pointer}/modifiers/${position}`;
    const indicator = rule.indicator(row);
    if (rule.refuses.indicators.includes(indicator)) {
      const fix = { words: 'take the modifier off', changes: [removeModifier(line, modifier)] };
      return [finding(rule.refuses.id, pointer, rule.refuses.message, { citation, fix })];
    }
    if (!rule.warns?.indicators.includes(indicator)) return [];
    const fix = { words: 'send the operative report with the claim' };
    return [finding(rule.warns.id, pointer, rule.warns.message, { citation, fix })];
  });
}

const judgedModifiers = new Set(indicatorRules.flatMap(({ modifiers }) => modifiers));

export const surgeryModifiersAreAllowed: Edit = (encounter, { references }) => {
  if (encounter.kind !== 'professional') return [];
  return codedLines(encounter).flatMap((line): Finding[] => {
    if (!line.modifiers.some((modifier) => judgedModifiers.has(modifier))) return [];
    const answer = references.mpfs(line.procedure, undefined, line.serviceOn);
    if (answer.kind === 'not-loaded') return [notChecked('mpfs')];
    if (answer.kind === 'absent') return [];
    return indicatorRules.flatMap((rule) => judged(line, rule, answer));
  });
};

export const bilateralIsOneUnit: Edit = (encounter) => {
  if (encounter.kind !== 'professional') return [];
  return codedLines(encounter).flatMap((line): Finding[] => {
    if (!line.modifiers.includes('50') || line.isMinutes || line.thousandths === 1000) return [];
    const pointer = `${line.pointer}/units`;
    const fix = { words: 'bill one unit', changes: [{ op: 'set', pointer, values: ['1'] } as const] };
    return [finding('bilateral-units', pointer, 'with 50 a line has one unit: it says both sides', { fix })];
  });
};
