import type { CodeSetKind } from '../domain/code-set/kinds.ts';
import type { FileRow } from '../domain/code-set/rows.ts';
import type { Result } from '../domain/result.ts';
import type { LocalDate } from '../domain/time/local-date.ts';

/** The beginning of a file, by which it is recognised: its first 64 KB as text, and its name. */
export interface FileHead {
  readonly name: string;
  readonly text: string;
}

/** What a file says about its release. What it leaves out, the person who loads it says. */
export interface StatedRelease {
  /** Such as `FY2027`, `2026Q4`. */
  readonly release?: string;
  readonly effectiveFrom?: LocalDate;
  readonly effectiveTo?: LocalDate;
}

/** Where a file does not fit its layout. Lines and columns count from 1; `detail` says what was expected, without any value of the file. */
export interface CodeSetFault {
  readonly line: number;
  readonly column: number;
  readonly detail: string;
}

/** A value as SQLite keeps it. */
export type ArtifactValue = string | number | null;

/** A table of an artifact, and how a row of the file becomes rows of the table. */
export interface ArtifactTable<Row> {
  readonly name: string;
  /** Column names with their SQLite types, in order. */
  readonly columns: Readonly<Record<string, 'TEXT' | 'INTEGER'>>;
  /** The columns of the primary key, in order; the table is kept in that order (WITHOUT ROWID). */
  readonly primaryKey: readonly string[];
  /** Further indexes, each by its columns. */
  readonly indexes?: readonly (readonly string[])[];
  /** None, one or several rows of the table, with values in the order of the columns. */
  readonly rowsOf: (row: Row) => readonly (readonly ArtifactValue[])[];
}

/** How one kind of official file is recognised, read and kept. A new kind is a value of this and a row in `formats.ts`. */
export interface CodeSetFormat<Row extends FileRow = FileRow> {
  readonly kind: CodeSetKind;
  /** Whether the file has this layout, told by its content (the name only where two sets share a layout). */
  readonly recognises: (head: FileHead) => boolean;
  readonly stated: (head: FileHead) => StatedRelease;
  /** Reads a file in batches of rows, from pieces of its text. The first fault ends it: a damaged file loads nothing. */
  readonly read: (text: AsyncIterable<string>) => AsyncIterable<Result<readonly Row[], CodeSetFault>>;
  readonly tables: readonly ArtifactTable<Row>[];
}
