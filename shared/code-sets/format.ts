import type { DatabaseSync } from 'node:sqlite';
import type { CodeSetKind } from '../domain/code-set/kinds.ts';
import type { FileRow } from '../domain/code-set/rows.ts';
import type { Result } from '../domain/result.ts';
import type { LocalDate } from '../domain/time/local-date.ts';

/** The beginning of a file, by which it is recognised: its first 64 KB as text, and its name. */
export interface FileHead {
  readonly name: string;
  readonly text: string;
}

/** What a file says about its release. The person who loads the file states the rest. */
export interface StatedRelease {
  /** For example `FY2027`, `2026Q4`. */
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

/**
 * How a column stores a field. `DATE`: a day as the integer YYYYMMDD. `TERM`: a text that many rows share, stored once.
 * `JSON`: a list or an object. `BOOLEAN`: 0 or 1. Undefined is NULL.
 */
export type ArtifactColumn = 'TEXT' | 'INTEGER' | 'BOOLEAN' | 'DATE' | 'TERM' | 'JSON';

/**
 * A table of an artifact. A column is named after its field, so that lookups can rebuild the row; `line`, the row's
 * line in the file, is a column too. The table of the set's own rows is named `rows`. The builder adds the column
 * `part`: which of the release's files a row came from.
 */
export interface ArtifactTable<Row> {
  readonly name: string;
  readonly columns: Readonly<Record<string, ArtifactColumn>>;
  /**
   * The columns of the primary key, in order; the table is stored in that order (WITHOUT ROWID). Their values are never
   * undefined.
   */
  readonly primaryKey: readonly string[];
  /** Further indexes, each by its columns. */
  readonly indexes?: readonly (readonly string[])[];
  /** The table rows that a file row makes; without it, the file row itself. */
  rowsOf?(row: Row): readonly Readonly<Record<string, unknown>>[];
}

/**
 * The files that make a release together, where one file is not enough: the four parts of the NCCI pairs, the tables of
 * the coverage articles.
 */
export interface ReleaseParts {
  /** Without all of these a release is incomplete, and nothing is loaded. Further parts are optional. */
  readonly needed: readonly string[];
  /** Which part a file is, such as `f2`; undefined when the file does not say. */
  readonly of: (head: FileHead) => string | undefined;
}

/**
 * How one kind of official file is recognised, read and stored. A new kind is a value of this type and a row in
 * `formats.ts`.
 */
export interface CodeSetFormat<Row extends FileRow = FileRow> {
  readonly kind: CodeSetKind;
  /** Whether the file has this layout, by its content (by its name only where two sets share a layout). */
  readonly recognises: (head: FileHead) => boolean;
  readonly stated: (head: FileHead) => StatedRelease;
  /**
   * The owner of the licence that an office needs for such a file. The person who loads the file attests that the
   * office has it.
   */
  readonly licensor?: string;
  /** The parts of a release; present only when several files make a release. */
  readonly parts?: ReleaseParts;
  /** Reads a file in batches of rows, from pieces of its text. The first fault ends it: a damaged file loads nothing. */
  readonly read: (text: AsyncIterable<string>, head: FileHead) => AsyncIterable<Result<readonly Row[], CodeSetFault>>;
  readonly tables: readonly ArtifactTable<Row>[];
  /** Adds tables that are made from all rows together, such as those of the search. */
  readonly finish?: (database: DatabaseSync) => void;
}
