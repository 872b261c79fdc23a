import { codesInPlaceOf } from '../code-set/codes-in-place-of.ts';
import { type CodeSetKind, codeSets } from '../code-set/kinds.ts';
import type { CodeReferences, Lookup, NotLoaded, ProcedureSystem } from '../code-set/references.ts';
import type { ProcedureRow } from '../code-set/rows.ts';
import { codedDiagnoses } from '../encounter/coded-diagnoses.ts';
import { isDraftOf } from '../encounter/encounter.ts';
import { type ClaimFormName, formOfKind } from '../encounter/kinds.ts';
import type { LocalDate } from '../time/local-date.ts';
import { diagnosisDays } from './diagnosis-days.ts';
import { type Edit, findingsOf } from './edit.ts';
import type { EditRules, Finding, FindingCitation, FixChange } from './finding.ts';
import { notLoadedWords } from './not-checked.ts';

/** Whether codes are in the official lists on their day. */
export const codeRules = {
  'diagnosis-unknown': {
    checks: 'A diagnosis is a code of ICD-10-CM.',
    severity: 'error',
    source: 'icd-10-cm, order file',
  },
  'diagnosis-not-valid-then': {
    checks: 'A diagnosis is a code of the release in force on each day of service (inpatient: of discharge).',
    severity: 'error',
    source: 'icd-10-cm, order file; icd-10-cm-conversion',
  },
  'diagnosis-not-billable': {
    checks: 'A diagnosis is coded with all its characters: headers are not billed.',
    severity: 'error',
    source: 'ICD-10-CM Official Guidelines, I.B.2; icd-10-cm, order file',
  },
  'procedure-unknown': {
    checks: 'A service’s code is in HCPCS, or in the office’s CPT or CDT.',
    severity: 'error',
    source: 'hcpcs; cpt; cdt',
  },
  'procedure-not-valid-then': {
    checks: 'A service’s code is in use on the day of service.',
    severity: 'error',
    source: 'hcpcs; cpt; cdt',
  },
  'inpatient-procedure-unknown': {
    checks: 'A procedure of a stay is a code of ICD-10-PCS in force on the day of discharge, with all its characters.',
    severity: 'error',
    source: 'icd-10-pcs, order file',
  },
  'release-missing': {
    checks:
      'A code is checked against a release that is in force on its day. A release that ended earlier does not show whether the code is valid.',
    severity: 'error',
    source: 'The last day of each release; ICD-10-CM and ICD-10-PCS: 30 September',
  },
  'set-not-loaded': {
    checks: 'The code sets of an encounter’s codes are loaded for its days.',
    severity: 'error',
    source: 'Codes that nobody can check are not billed',
  },
} as const satisfies EditRules;

const finding = findingsOf(codeRules);

/** Reports that a code cannot be checked on its day: nothing is loaded, or the loaded releases have ended. */
function notChecked(set: CodeSetKind, pointer: string, { ended }: NotLoaded): Finding {
  if (ended === undefined) return finding('set-not-loaded', pointer, notLoadedWords(set));
  const { title } = codeSets[set];
  const message = `${title}: ${ended.release}, the last release that is loaded, ended on ${ended.effectiveTo}`;
  return finding('release-missing', pointer, message, {
    fix: { words: 'load the release of this day: superbill code-sets load FILE' },
  });
}

/** The procedure systems for lines of each form, in search order. */
export const procedureSystems = {
  professional: ['hcpcs', 'cpt'],
  institutional: ['hcpcs', 'cpt'],
  dental: ['cdt', 'hcpcs', 'cpt'],
} as const satisfies Record<ClaimFormName, readonly ProcedureSystem[]>;

/** A line's code in the first system that has it; a code's shape does not determine its system. */
export function procedureOn(
  references: CodeReferences,
  form: ClaimFormName,
  code: string,
  day: LocalDate,
): Lookup<ProcedureRow> {
  const answers = procedureSystems[form].map((system) => references.procedure(system, code, day));
  const found = answers.find((answer) => answer.kind === 'found');
  return found ?? answers.find((answer) => answer.kind === 'absent') ?? { kind: 'not-loaded' };
}

function setTo(pointer: string, values: readonly string[]): readonly FixChange[] {
  return [{ op: 'set', pointer, values }];
}

function shown(codes: readonly string[]): string {
  const most = 8;
  return codes.length > most ? `${codes.slice(0, most).join(', ')} and ${codes.length - most} more` : codes.join(', ');
}

/** A code that is in no release of the day: ended, replaced, not yet valid, or never a code. */
function absentDiagnosis(
  [code, pointer]: readonly [string, string],
  [day, today]: readonly [LocalDate, LocalDate],
  references: CodeReferences,
  citation: FindingCitation,
): Finding {
  const newer = codesInPlaceOf(references, code, day);
  if (newer.length > 0) {
    const codes = newer.map(({ row }) => row.code);
    const words = `code what replaced it: ${shown(codes)}`;
    return finding(
      'diagnosis-not-valid-then',
      pointer,
      'the code is not valid on the date of service: it was replaced',
      {
        citation: newer[0]?.citation ?? citation,
        fix: { words, changes: setTo(pointer, codes) },
      },
    );
  }
  const wasOrWillBe = [today, ...yearsBefore(day)].some((other) => references.diagnosis(code, other).kind === 'found');
  if (wasOrWillBe)
    return finding('diagnosis-not-valid-then', pointer, 'the code is not valid on the date of service', {
      citation,
      fix: { words: 'code from the release that was in force on the date of service' },
    });
  const fix = { words: 'search for the code by what was documented' };
  return finding('diagnosis-unknown', pointer, 'not a code of the code set in use', { citation, fix });
}

/**
 * The same day in earlier years, back to the first release: a code that has ended is in the release of one of these
 * years.
 */
function yearsBefore(day: LocalDate): readonly LocalDate[] {
  const year = Number(day.slice(0, 4));
  const firstYear = 2015;
  return Array.from(
    { length: Math.max(0, year - firstYear) },
    (_, index) => `${year - 1 - index}${day.slice(4)}` as LocalDate,
  );
}

function diagnosisOn(
  place: readonly [code: string, pointer: string],
  days: readonly [day: LocalDate, today: LocalDate],
  references: CodeReferences,
): Finding | undefined {
  const [code, pointer] = place;
  const answer = references.diagnosis(code, days[0]);
  if (answer.kind === 'not-loaded') return notChecked('icd-10-cm', pointer, answer);
  if (answer.kind === 'absent') return absentDiagnosis(place, days, references, answer.citation);
  if (answer.row.billable) return undefined;
  const below = references.moreSpecific(code, days[0]);
  const codes = below.kind === 'loaded' ? below.found.map(({ row }) => row.code) : [];
  return finding('diagnosis-not-billable', pointer, 'the code is a header: code it with all its characters', {
    citation: answer.citation,
    fix: { words: `code one of: ${shown(codes)}`, changes: setTo(pointer, codes) },
  });
}

/** A diagnosis must be valid and billable on every day of service. */
export const diagnosesAreValid: Edit = (encounter, { references, today }) => {
  const days = diagnosisDays(encounter);
  return codedDiagnoses(encounter).flatMap(({ code, pointer }): Finding[] => {
    const findings = days.map((day) => diagnosisOn([code, pointer], [day, today], references));
    const first = findings.find((each) => each !== undefined);
    return first === undefined ? [] : [first];
  });
};

interface PlacedProcedure {
  readonly code: string;
  readonly day: LocalDate;
  readonly pointer: string;
}

function procedureFinding(
  { code, day, pointer }: PlacedProcedure,
  form: ClaimFormName,
  references: CodeReferences,
): Finding[] {
  const answer = procedureOn(references, form, code, day);
  if (answer.kind === 'found') {
    const { row, citation } = answer;
    if (row.from <= day && (row.to === undefined || day <= row.to)) return [];
    const words = row.from > day ? `it begins on ${row.from}` : `it ended on ${row.to}`;
    const fix = { words: 'use a code that is in use on the day of service' };
    const message = `the code is not valid on the date of service: ${words}`;
    return [finding('procedure-not-valid-then', pointer, message, { citation, fix })];
  }
  // Codes of a D and four digits are the CDT's, so other sets need not be loaded to know that there is no such code.
  const isOfCdt = form === 'dental' && /^D\d{4}$/.test(code);
  for (const system of isOfCdt ? (['cdt'] as const) : procedureSystems[form]) {
    const looked = references.procedure(system, code, day);
    if (looked.kind === 'not-loaded') return [notChecked(system, pointer, looked)];
  }
  const fix = { words: 'search for the code by what was done' };
  const citation = answer.kind === 'absent' ? { citation: answer.citation } : {};
  return [finding('procedure-unknown', pointer, 'not a code of the code set in use', { ...citation, fix })];
}

export const proceduresAreValid: Edit = ({ kind, lines }, { references }) =>
  lines.flatMap(({ procedure: code, serviceOn: day, ...line }, index) => {
    // A facility's rate code (HIPPS) belongs to no procedure system.
    const isRate = 'procedureKind' in line && line.procedureKind === 'HP';
    if (code === undefined || isRate) return [];
    return procedureFinding({ code, day, pointer: `/lines/${index}/procedure` }, formOfKind(kind), references);
  });

/** The procedures of a stay are judged by the discharge date; during the stay, by their own dates. */
export const inpatientProceduresAreValid: Edit = (encounter, { references }) => {
  if (!isDraftOf('institutional', encounter)) return [];
  return (encounter.procedures ?? []).flatMap(({ code, performedOn }, index): Finding[] => {
    const pointer = `/procedures/${index}/code`;
    const answer = references.inpatientProcedure(code, encounter.dischargeDate ?? performedOn);
    if (answer.kind === 'not-loaded') return [notChecked('icd-10-pcs', pointer, answer)];
    if (answer.kind === 'found' && answer.row.billable) return [];
    const fix = { words: 'search for the code by what was done' };
    const message = 'not a code of ICD-10-PCS on the day of discharge';
    return [finding('inpatient-procedure-unknown', pointer, message, { citation: answer.citation, fix })];
  });
};
