import type { CodeSystem } from '../../domain/code-set/entered-code.ts';
import type { Citation } from '../../domain/code-set/references.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type { OpenArtifact } from '../open.ts';
import { searchDatabase } from './search-database.ts';

/** A code as search shows it. */
export interface FoundCode {
  readonly system: CodeSystem;
  readonly code: string;
  readonly description: string;
  /** Whether it is billable; other codes are headers, with more specific codes below them. */
  readonly billable: boolean;
  /** Where the code is published. */
  readonly citation: Citation;
}

/** The facts of a code for ranking. */
export interface CodeText {
  readonly code: string;
  readonly description: string;
  readonly billable: boolean;
}

/** A release of a system of codes, and the day on which its codes must be in use. */
export interface CodesOnDay {
  readonly artifact: OpenArtifact;
  readonly day: LocalDate;
}

/** A code of a release; undefined when the release lacks it, or it is not in use on the day. */
export function codeText({ artifact, day }: CodesOnDay, code: string): CodeText | undefined {
  const row = searchDatabase(artifact).code.get(code);
  return row === undefined ? undefined : inUse(row, day);
}

/** A row with its code, description, dates and whether it is billable; undefined when it is not in use on the day. */
export function inUse(row: Readonly<Record<string, unknown>>, day: LocalDate): CodeText | undefined {
  const date = Number(day.replaceAll('-', ''));
  if (row.from !== null && Number(row.from) > date) return undefined;
  if (row.to !== null && Number(row.to) < date) return undefined;
  return { code: String(row.code), description: String(row.description), billable: row.billable === 1 };
}

/** The code with its citation. */
export function foundCode(system: CodeSystem, artifact: OpenArtifact, text: CodeText): FoundCode {
  const line = Number(searchDatabase(artifact).line.get(text.code)?.line);
  return { system, ...text, citation: { ...artifact.citation, row: `line ${line}` } };
}

/** The codes with this beginning, in order. */
export function codesBeginning(artifact: OpenArtifact, beginning: string, limit: number): readonly string[] {
  return searchDatabase(artifact)
    .beginning.all(beginning, `${beginning}~`, limit)
    .map(({ code }) => String(code));
}
