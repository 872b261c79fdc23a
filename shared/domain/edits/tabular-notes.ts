import { codesInNote, includesCode } from '../code-set/codes-in-note.ts';
import type { Cited } from '../code-set/references.ts';
import type { TabularRow } from '../code-set/rows.ts';
import { type CodedDiagnosis, codedDiagnoses } from '../encounter/coded-diagnoses.ts';
import type { DraftEncounter } from '../encounter/encounter.ts';
import type { LocalDate } from '../time/local-date.ts';
import { diagnosisDays } from './diagnosis-days.ts';
import { type Edit, type EditContext, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';
import { notChecked } from './not-checked.ts';

/** What the notes of the tabular list require. */
export const noteRules = {
  'excludes1-conflict': {
    checks: 'Two diagnoses that an Excludes1 note keeps apart are not coded together, unless they are unrelated.',
    severity: 'error',
    override: 'coder',
    source: 'icd-10-cm-tabular, Excludes1; ICD-10-CM Official Guidelines, I.A.12.a',
  },
  'code-first-order': {
    checks: 'What a “code first” note names comes before the code that has the note.',
    severity: 'error',
    override: 'coder',
    source: 'icd-10-cm-tabular, code first; ICD-10-CM Official Guidelines, I.A.13',
  },
  'code-first-missing': {
    checks: 'A code with a “code first” note is not the first one.',
    severity: 'warning',
    source: 'icd-10-cm-tabular, code first; ICD-10-CM Official Guidelines, I.A.13',
  },
  'use-additional-missing': {
    checks: 'What a “use additional code” note names is coded, too, where it applies.',
    severity: 'info',
    source: 'icd-10-cm-tabular, use additional code; ICD-10-CM Official Guidelines, I.A.13',
  },
  'use-additional-order': {
    checks: 'What a “use additional code” note names comes after the code that has the note.',
    severity: 'warning',
    source: 'icd-10-cm-tabular, use additional code; ICD-10-CM Official Guidelines, I.A.17',
  },
} as const satisfies EditRules;

const finding = findingsOf(noteRules);

type Chain = readonly Cited<TabularRow>[];
type Ranked = readonly (CodedDiagnosis & { readonly chain: Chain })[];

/** The principal and other diagnoses with the notes that apply to each, or undefined when the list is not loaded. */
function ranked(encounter: DraftEncounter, { references }: EditContext, day: LocalDate): Ranked | undefined {
  const diagnoses = codedDiagnoses(encounter).filter(({ use }) => use === 'principal' || use === 'other');
  const found = diagnoses.map((diagnosis) => ({ diagnosis, rows: references.tabular(diagnosis.code, day) }));
  if (found.some(({ rows }) => rows.kind === 'not-loaded')) return undefined;
  return found.map(({ diagnosis, rows }) => ({ ...diagnosis, chain: rows.kind === 'loaded' ? rows.found : [] }));
}

/** Calls a check with the diagnoses and their notes, if the tabular list is loaded. */
function withNotes(check: (diagnoses: Ranked) => readonly Finding[]): Edit {
  return (encounter, context) => {
    const [day] = diagnosisDays(encounter);
    if (day === undefined || encounter.diagnoses.length === 0) return [];
    const diagnoses = ranked(encounter, context, day);
    return diagnoses === undefined ? [notChecked('icd-10-cm-tabular')] : check(diagnoses);
  };
}

/** The first row of a chain with an Excludes1 note that names the other code and not its own code. */
function excluding(chain: Chain, own: string, other: string): Cited<TabularRow> | undefined {
  return chain.find(({ row }) =>
    row.excludes1.some((note) => {
      const noted = codesInNote(note);
      return includesCode(noted, other) && !includesCode(noted, own);
    }),
  );
}

/**
 * A diagnosis that several others exclude is reported once, with all of them: it is one code to remove, or one reason
 * to keep it.
 */
export const excludes1IsKept: Edit = withNotes((diagnoses) =>
  diagnoses.flatMap((later, index): Finding[] => {
    const conflicts = diagnoses.slice(0, index).flatMap((earlier) => {
      const row =
        excluding(later.chain, later.code, earlier.code) ?? excluding(earlier.chain, earlier.code, later.code);
      return row === undefined ? [] : [{ row, pointer: earlier.pointer }];
    });
    const [first] = conflicts;
    if (first === undefined) return [];
    const message = 'an Excludes1 note keeps this diagnosis apart from another one of the encounter';
    const fix = {
      words: 'code one of the two; where they are unrelated, override with the reason',
      changes: [{ op: 'remove', pointer: removable(later.pointer) } as const],
    };
    const related = conflicts.map(({ pointer }) => pointer);
    return [finding('excludes1-conflict', later.pointer, message, { related, citation: first.row.citation, fix })];
  }),
);

/** The pointer of a whole entry: a facility's pointer names the code inside it. */
function removable(pointer: string): string {
  return pointer.replace(/\/code$/, '');
}

/** Notes that require a code only where it applies. */
const onlyWhereItApplies = /if applicable|if known|if any|any associated|where applicable|when applicable/i;

export const codeFirstIsKept: Edit = withNotes((diagnoses) =>
  diagnoses.flatMap((diagnosis, index): Finding[] => {
    const row = diagnosis.chain.find((each) => each.row.codeFirst.length > 0);
    if (row === undefined) return [];
    const notes = row.row.codeFirst;
    const noted = notes.flatMap(codesInNote);
    const isFirst = (each: CodedDiagnosis) => includesCode(noted, each.code);
    const { citation } = row;
    const { pointer } = diagnosis;
    if (diagnoses.slice(0, index).some(isFirst)) return [];
    const after = diagnoses.slice(index + 1).find(isFirst);
    if (after !== undefined) {
      const fix = { words: 'put what the note names before it' };
      const message = 'a “code first” note names a diagnosis that comes after it';
      return [finding('code-first-order', pointer, message, { related: [after.pointer], citation, fix })];
    }
    if (index > 0 || notes.some((note) => onlyWhereItApplies.test(note))) return [];
    const fix = { words: 'code the underlying condition, and put it first' };
    return [
      finding('code-first-missing', pointer, 'a “code first” note: another condition comes first', { citation, fix }),
    ];
  }),
);

export const useAdditionalIsKept: Edit = withNotes((diagnoses) =>
  diagnoses.flatMap((diagnosis, index): Finding[] =>
    diagnosis.chain.flatMap(({ row, citation }): Finding[] => {
      const noted = row.useAdditional.flatMap(codesInNote);
      if (noted.length === 0) return [];
      const isNamed = ({ code }: CodedDiagnosis) => code !== diagnosis.code && includesCode(noted, code);
      if (diagnoses.slice(index + 1).some(isNamed)) return [];
      const before = diagnoses.slice(0, index).find(isNamed);
      if (before !== undefined) {
        const fix = { words: 'put it before what the note names' };
        const message = 'a “use additional code” note names a diagnosis that comes before it';
        return [
          finding('use-additional-order', diagnosis.pointer, message, { related: [before.pointer], citation, fix }),
        ];
      }
      const fix = { words: 'code what the note names, where the record has it; the page of the code shows the note' };
      const message = 'this code, or a category above it, has a “use additional code” note';
      return [finding('use-additional-missing', diagnosis.pointer, message, { citation, fix })];
    }),
  ),
);
