import type { CodeEditorRow } from '../../domain/code-set/rows.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type { CodeSetFault, CodeSetFormat, FileHead, StatedRelease } from '../format.ts';
import { faultAt } from '../read/fault.ts';
import { type FileLine, linesOf } from '../read/lines.ts';
import { oneRow, rowsOfEach } from '../read/rows.ts';

/**
 * The text file of the publication "Definitions of Medicare Code Edits": prose under numbered headings, and lists of
 * code, tab and description below them. It reads the age conflicts (with the ages of their headings), the sex conflicts
 * (lists up to version 41; Medicare ended the edit on 2024-10-01), the manifestation codes and the unacceptable
 * principal diagnoses. In the table of contents a heading ends with a tab and a page number.
 */
export const codeEditor: CodeSetFormat<CodeEditorRow> = {
  kind: 'code-editor',
  recognises: ({ text }) => /Definitions of Medicare Code Edits/i.test(text),
  stated: codeEditorRelease,
  read: readDefinitions,
  tables: [
    {
      name: 'rows',
      columns: { system: 'TEXT', code: 'TEXT', edit: 'JSON', line: 'INTEGER' },
      primaryKey: ['system', 'code', 'line'],
    },
  ],
};

/** The version: 44 is fiscal year 2027, 44.1 its second half. */
function codeEditorRelease(head: FileHead): StatedRelease {
  const version = /v(?:ersion )?(\d\d)(?:[.]([01]))?\b/i.exec(`${head.text.slice(0, 8000)} ${head.name}`);
  if (version === null) return {};
  const year = 1983 + Number(version[1]);
  const effectiveFrom = version[2] === '1' ? `${year}-04-01` : `${year - 1}-10-01`;
  return { release: `v${version[1]}${version[2] === '1' ? '.1' : ''}`, effectiveFrom: effectiveFrom as LocalDate };
}

type Edit = CodeEditorRow['edit'];

/** The list that the lines below a heading belong to. */
interface List {
  readonly system: CodeEditorRow['system'];
  readonly edit: Edit;
}

type Section = 'age' | 'sex' | 'manifestation' | 'principal';

const sections: readonly (readonly [RegExp, Section])[] = [
  [/^age conflict/i, 'age'],
  [/^sex conflict/i, 'sex'],
  [/^manifestation code/i, 'manifestation'],
  [/^unacceptable principal diagnosis/i, 'principal'],
];

/** The reader's position, and what it has found so far. */
interface Progress {
  section: Section | undefined;
  list: List | undefined;
  readonly seen: Set<string>;
  /** Lists with rows. */
  readonly filled: Set<string>;
  /** Whether a heading followed the last section that is read, so that the file is not truncated there. */
  isBeyond: boolean;
}

async function* readDefinitions(
  text: AsyncIterable<string>,
): AsyncGenerator<Result<readonly CodeEditorRow[], CodeSetFault>> {
  const progress: Progress = {
    section: undefined,
    list: undefined,
    seen: new Set(),
    filled: new Set(),
    isBeyond: false,
  };
  let lastLine = 1;
  const isRead = yield* rowsOfEach(linesOf(text), (line) => {
    lastLine = line.number;
    return oneRow(takeLine(line, progress));
  });
  if (!isRead) return;
  const missing = ['newborn', 'pediatric', 'maternity', 'adult', 'manifestation', 'principal'].find(
    (list) => !progress.filled.has(list),
  );
  if (missing !== undefined) yield faultAt(lastLine, 1, `The file ends without the list: ${listNames[missing]}.`);
  else if (!progress.isBeyond) yield faultAt(lastLine, 1, 'The file ends within its last list: it is incomplete.');
}

const listNames: Readonly<Record<string, string>> = {
  newborn: 'perinatal and newborn diagnoses',
  pediatric: 'pediatric diagnoses',
  maternity: 'maternity diagnoses',
  adult: 'adult diagnoses',
  manifestation: 'manifestation codes',
  principal: 'unacceptable principal diagnoses',
};

function takeLine(line: FileLine, progress: Progress): Result<CodeEditorRow | undefined, CodeSetFault> {
  const text = line.text.trim();
  const numbered = /^\d{1,2}\. ([^\t]+)$/.exec(text);
  if (numbered !== null) {
    if (progress.section === 'principal') progress.isBeyond = true;
    progress.section = sections.find(([title]) => title.test(numbered[1] as string))?.[1];
    progress.list = progress.section === undefined ? undefined : wholeSection(progress.section);
    return ok(undefined);
  }
  if (progress.section === undefined) return ok(undefined);
  const list = listOf(text, progress.section);
  if (list !== undefined) {
    progress.list = list;
    return ok(undefined);
  }
  if (progress.section === 'principal') takeExemption(text, progress);
  if (line.text.includes('\t')) return takeCode(line, progress);
  // Prose has more than one word; a single code on a line means that a list was truncated.
  if (progress.list === undefined || !/^[0-9A-Z]{1,7}$/.test(text)) return ok(undefined);
  return faultAt(line.number, text.length + 1, 'The tab and the description after the code are missing.');
}

/** Sections that are one list, without headings of their own. */
function wholeSection(section: Section): List | undefined {
  if (section === 'manifestation') return { system: 'icd-10-cm', edit: { kind: 'manifestation' } };
  if (section === 'principal') return { system: 'icd-10-cm', edit: { kind: 'unacceptable-principal' } };
  return undefined;
}

/** Some codes precede the list: they are acceptable with a secondary diagnosis. */
function takeExemption(text: string, progress: Progress): void {
  if (/acceptable\W.*secondary diagnosis/i.test(text)) {
    progress.list = { system: 'icd-10-cm', edit: { kind: 'unacceptable-principal', acceptableWithSecondary: true } };
  } else if (text !== '' && !text.includes('\t')) {
    progress.list = wholeSection('principal');
  }
}

function listOf(text: string, section: Section): List | undefined {
  const title = text.replace(/^[A-D]\. /, '');
  if (section === 'age') {
    const age =
      /^(Perinatal\/Newborn|Newborn|Pediatric|Maternity|Adult) diagnoses(?: \(age (\d{1,3}) through (\d{1,3})\))?$/i.exec(
        title,
      );
    if (age === null) return undefined;
    const group = /newborn/i.test(age[1] as string) ? 'newborn' : (age[1] as string).toLowerCase();
    // The newborn list has no ages in its heading: age 0 only.
    const edit = { kind: 'age', group, fromYears: Number(age[2] ?? 0), toYears: Number(age[3] ?? 0) } as const;
    return { system: 'icd-10-cm', edit };
  }
  if (section !== 'sex') return undefined;
  const sex = /^(Diagnoses|Procedures) for (females|males) only$/i.exec(title);
  if (sex === null) return undefined;
  const system = /^d/i.test(sex[1] as string) ? 'icd-10-cm' : 'icd-10-pcs';
  return { system, edit: { kind: 'sex', sex: /^f/i.test(sex[2] as string) ? 'F' : 'M' } };
}

const codes = { 'icd-10-cm': /^[A-Z]\d[0-9A-Z]{1,5}$/, 'icd-10-pcs': /^[0-9A-HJ-NP-Z]{7}$/ } as const;

function takeCode(line: FileLine, progress: Progress): Result<CodeEditorRow | undefined, CodeSetFault> {
  const { list } = progress;
  const [code = '', description = ''] = line.text.split('\t');
  if (list === undefined) return ok(undefined);
  // Words above a list, such as "Code" over the codes, have no digit.
  if (!/^(?=.*\d)[0-9A-Za-z]{1,9}\s/.test(line.text.trimStart())) return ok(undefined);
  if (!codes[list.system].test(code))
    return faultAt(line.number, 1, 'A line of a list must begin with a code, then a tab.');
  if (description.trim() === '')
    return faultAt(line.number, code.length + 2, 'The description after the code is missing.');
  progress.filled.add(
    list.edit.kind === 'age' ? list.edit.group : list.edit.kind === 'manifestation' ? 'manifestation' : 'principal',
  );
  // The publication lists some codes twice.
  const key = `${list.system} ${code} ${JSON.stringify(list.edit)}`;
  if (progress.seen.has(key)) return ok(undefined);
  progress.seen.add(key);
  return ok({ line: line.number, code, system: list.system, edit: list.edit });
}
