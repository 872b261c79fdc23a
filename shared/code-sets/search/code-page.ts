import { codesInPlaceOf } from '../../domain/code-set/codes-in-place-of.ts';
import type { CodeSystem } from '../../domain/code-set/entered-code.ts';
import type { Citation, CodeReferences } from '../../domain/code-set/references.ts';
import type { IcdRow, ProcedureRow, TabularRow } from '../../domain/code-set/rows.ts';
import { present } from '../../domain/present.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type { OpenArtifact } from '../open.ts';
import type { ArtifactInForce } from '../references.ts';
import { codesBeginning } from './found-code.ts';
import { searchDatabase } from './search-database.ts';

/** A code of the tree, as shown next to others. */
export interface TreeCode {
  readonly code: string;
  readonly description: string;
  readonly billable: boolean;
}

/** A note that applies to a code, and the code or block that has it: notes of a level apply to the levels below. */
export interface CodeNote {
  readonly kind:
    | 'includes'
    | 'inclusion-term'
    | 'excludes1'
    | 'excludes2'
    | 'code-first'
    | 'use-additional'
    | 'code-also'
    | 'note';
  readonly text: string;
  readonly standsOn: string;
  readonly citation: Citation;
}

/** Whether a code is billable on the day. */
export type CodeStandingOnDay = 'billable' | 'header' | 'not-yet' | 'ended' | 'replaced';

export interface CodePage {
  readonly system: CodeSystem;
  readonly code: string;
  readonly standing: CodeStandingOnDay;
  /** Undefined for a code that the release no longer has. */
  readonly description?: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly citation: Omit<Citation, 'row'> & { readonly row?: string };
  /** From the chapter down to the parent code. */
  readonly above: readonly Omit<TreeCode, 'billable'>[];
  /** The codes one level more specific. */
  readonly below: readonly TreeCode[];
  /** Whether there are more codes below than are shown. */
  readonly moreBelow: boolean;
  readonly notes: readonly CodeNote[];
  readonly seventhCharacters: TabularRow['seventhCharacters'];
  /** The codes that replaced it. */
  readonly replacedBy: readonly TreeCode[];
  /** The codes that it replaced. */
  readonly replaces: readonly string[];
}

interface PageSources {
  readonly inForce: ArtifactInForce;
  readonly references: CodeReferences;
}

/** At most this many codes below a code are shown. */
const mostBelow = 200;

/**
 * Everything about a code on a day: its place in the tree, its own and its inherited notes, and the codes that replaced
 * it. Undefined when no release has or had it.
 */
export function codePage(
  asked: { readonly system: CodeSystem; readonly code: string; readonly day: LocalDate },
  { inForce, references }: PageSources,
): CodePage | 'not-loaded' | undefined {
  const { system, code, day } = asked;
  const artifact = inForce(system, day);
  if (artifact === undefined) return 'not-loaded';
  const [found] = artifact.rows<IcdRow | ProcedureRow>('rows', { code });
  const replacedBy = system === 'icd-10-cm' ? successors(code, day, { artifact, references }) : [];
  if (found === undefined && replacedBy.length === 0) return undefined;
  const shared = {
    system,
    code,
    ...belowOf(artifact, code, system),
    replacedBy,
    replaces: system === 'icd-10-cm' ? predecessors(inForce('icd-10-cm-conversion', day), code) : [],
    ...notesOf(system, code, { day, references }),
  };
  const above = found === undefined ? [] : [...shared.above, ...headersOf(artifact, code, system)];
  if (found === undefined) return { ...shared, above, standing: 'replaced', citation: artifact.citation };
  const { row, citation } = found;
  const dates = 'billable' in row ? {} : present({ from: row.from, to: row.to });
  return { ...shared, above, standing: standingOf(row, day), description: row.longDescription, citation, ...dates };
}

function standingOf(row: IcdRow | ProcedureRow, day: LocalDate): CodeStandingOnDay {
  if ('billable' in row) return row.billable ? 'billable' : 'header';
  if (row.from > day) return 'not-yet';
  return row.to !== undefined && row.to < day ? 'ended' : 'billable';
}

function treeCode(artifact: OpenArtifact, code: string): TreeCode | undefined {
  const row = searchDatabase(artifact).code.get(code);
  if (row === undefined) return undefined;
  return { code, description: String(row.description), billable: row.billable === 1 };
}

/** The codes one level below: those with no other code between. */
function belowOf(artifact: OpenArtifact, code: string, system: CodeSystem) {
  if (!system.startsWith('icd-10')) return { below: [], moreBelow: false };
  const below: TreeCode[] = [];
  const found = codesBeginning(artifact, code, mostBelow * 20).filter((each) => each !== code);
  for (const each of found) {
    const last = below.at(-1);
    if (last !== undefined && each.startsWith(last.code)) continue;
    if (below.length === mostBelow) return { below, moreBelow: true };
    below.push(treeCode(artifact, each) as TreeCode);
  }
  return { below, moreBelow: false };
}

/** The headers above a code: codes that it begins with. */
function headersOf(artifact: OpenArtifact, code: string, system: CodeSystem): readonly Omit<TreeCode, 'billable'>[] {
  if (!system.startsWith('icd-10')) return [];
  const beginnings = Array.from({ length: Math.max(0, code.length - 3) }, (_, at) => code.slice(0, at + 3));
  return beginnings.flatMap((beginning) => {
    const header = treeCode(artifact, beginning);
    return header === undefined ? [] : [{ code: header.code, description: header.description }];
  });
}

const noteKinds = [
  ['includes', 'includes'],
  ['inclusionTerms', 'inclusion-term'],
  ['excludes1', 'excludes1'],
  ['excludes2', 'excludes2'],
  ['codeFirst', 'code-first'],
  ['useAdditional', 'use-additional'],
  ['codeAlso', 'code-also'],
  ['notes', 'note'],
] as const;

/**
 * The notes on a code and on all codes above it, its own first; its chapter and block; the seventh characters that it
 * takes.
 */
function notesOf(
  system: CodeSystem,
  code: string,
  { day, references }: { day: LocalDate; references: CodeReferences },
) {
  const chain = system === 'icd-10-cm' ? references.tabular(code, day) : undefined;
  if (chain?.kind !== 'loaded') return { notes: [], above: [], seventhCharacters: [] };
  const notes = chain.found.flatMap(({ row, citation }) =>
    noteKinds.flatMap(([field, kind]) =>
      row[field].map((text): CodeNote => ({ kind, text, standsOn: row.code, citation })),
    ),
  );
  const groups = chain.found.filter(({ row }) => !/^[A-Z]\d[0-9A-Z]+$/.test(row.code));
  const above = groups.map(({ row }) => ({ code: row.code, description: row.description })).toReversed();
  const seventh = chain.found.find(({ row }) => row.seventhCharacters.length > 0);
  return { notes, above, seventhCharacters: seventh?.row.seventhCharacters ?? [] };
}

function successors(
  code: string,
  day: LocalDate,
  { artifact, references }: { readonly artifact: OpenArtifact; readonly references: CodeReferences },
): readonly TreeCode[] {
  return codesInPlaceOf(references, code, day).flatMap(({ row }) => treeCode(artifact, row.code) ?? []);
}

function predecessors(conversions: OpenArtifact | undefined, code: string): readonly string[] {
  return (conversions?.rows<{ readonly previousCode: string }>('rows', { code }) ?? []).map(
    ({ row }) => row.previousCode,
  );
}
