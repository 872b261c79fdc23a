import type { Cited, NcciSetting } from '../code-set/references.ts';
import type { MueRow } from '../code-set/rows.ts';
import type { DraftEncounter } from '../encounter/encounter.ts';
import { daysBetween } from '../time/local-date.ts';
import { type CodedLine, codedLines, ncciProvider } from './coded-lines.ts';
import { type Edit, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';
import { notChecked } from './not-checked.ts';

/** The possible number of units of a procedure. */
export const unitRules = {
  'mue-line': {
    checks: 'A line has no more units than its medically unlikely edit allows (adjudication indicator 1).',
    severity: 'error',
    ruleOf: 'ncci',
    otherwise: 'warning',
    override: 'coder',
    source: 'mue-practitioner, mue-outpatient, mue-dme; NCCI Policy Manual, chapter 1, V',
  },
  'mue-day-by-policy': {
    checks:
      'The units of a day are no more than a medically unlikely edit allows that follows from a policy (indicator 2).',
    severity: 'error',
    ruleOf: 'ncci',
    otherwise: 'warning',
    source: 'mue-practitioner, mue-outpatient, mue-dme; NCCI Policy Manual, chapter 1, V',
  },
  'mue-day-by-benchmark': {
    checks:
      'The units of a day are no more than its medically unlikely edit allows (indicator 3); more are paid on appeal.',
    severity: 'error',
    ruleOf: 'ncci',
    otherwise: 'warning',
    override: 'coder',
    source: 'mue-practitioner, mue-outpatient, mue-dme; NCCI Policy Manual, chapter 1, V',
  },
} as const satisfies EditRules;

const finding = findingsOf(unitRules);

/** Whose medically unlikely edits apply to an encounter; undefined where none do. */
export function mueSetting({ kind }: Pick<DraftEncounter, 'kind'>): NcciSetting | undefined {
  if (kind === 'outpatient-facility') return 'outpatient';
  if (kind === 'equipment-order') return 'equipment';
  return kind === 'professional' || kind === 'ambulance' ? 'practitioner' : undefined;
}

export const mueKinds = {
  practitioner: 'mue-practitioner',
  outpatient: 'mue-outpatient',
  equipment: 'mue-dme',
} as const;

/** Thousandths of a unit on each day of a line: units of several days are divided among them. */
export function perDay(line: Pick<CodedLine, 'thousandths' | 'serviceOn' | 'serviceTo'>): number {
  return Math.ceil(line.thousandths / (daysBetween(line.serviceOn, line.serviceTo) + 1));
}

function lineFinding(line: CodedLine, { row, citation }: Cited<MueRow>): Finding[] {
  if (perDay(line) <= row.units * 1000) return [];
  const pointer = `${line.pointer}/units`;
  const fix = {
    words: `bill at most ${row.units} on a line; more, where the record shows it, on a line of its own with a modifier`,
    changes: [{ op: 'set', pointer, values: [String(row.units)] } as const],
  };
  return [
    finding('mue-line', pointer, `more than the ${row.units} units that are likely on a line`, { citation, fix }),
  ];
}

function dayFinding(same: readonly CodedLine[], { row, citation }: Cited<MueRow>): Finding[] {
  const total = same.reduce((sum, line) => sum + perDay(line), 0);
  const [first, ...others] = same;
  if (first === undefined || total <= row.units * 1000) return [];
  const pointer = `${first.pointer}/units`;
  const related = others.map((line) => `${line.pointer}/units`);
  const id = row.adjudication === 2 ? 'mue-day-by-policy' : 'mue-day-by-benchmark';
  const only = row.adjudication === 2 ? 'no modifier and no record changes that' : 'more is paid only on appeal';
  const fix = {
    words: `bill at most ${row.units} for the day: ${only}`,
    ...(others.length > 0 ? {} : { changes: [{ op: 'set', pointer, values: [String(row.units)] } as const] }),
  };
  const message = `more than the ${row.units} units that are likely on a day`;
  return [finding(id, pointer, message, { ...(related.length > 0 ? { related } : {}), citation, fix })];
}

export const unitsAreLikely: Edit = (encounter, { references }) => {
  const setting = mueSetting(encounter);
  if (setting === undefined) return [];
  const lines = codedLines(encounter).filter((line) => !line.isMinutes);
  const sameDay = new Map<string, CodedLine[]>();
  for (const line of lines) {
    const name = `${line.procedure} ${line.serviceOn} ${ncciProvider(setting, line)}`;
    sameDay.set(name, [...(sameDay.get(name) ?? []), line]);
  }
  return [...sameDay.values()].flatMap((same): Finding[] => {
    const [first] = same;
    if (first === undefined) return [];
    const answer = references.mue(setting, first.procedure, first.serviceOn);
    if (answer.kind === 'not-loaded') return [notChecked(mueKinds[setting])];
    if (answer.kind === 'absent') return [];
    return answer.row.adjudication === 1 ? same.flatMap((line) => lineFinding(line, answer)) : dayFinding(same, answer);
  });
};
