import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import type { Citation, Cited } from '../domain/code-set/references.ts';
import type { Release, SourceFile } from '../domain/code-set/release.ts';
import { invariant } from '../domain/result.ts';
import { artifactVersion } from './artifact-version.ts';
import { columnOfDeclared, decodeValue } from './columns.ts';
import type { ArtifactColumn } from './format.ts';
import { createRecent } from './recent.ts';

/** An artifact that is open for reading. */
export interface OpenArtifact extends Release {
  readonly sources: readonly SourceFile[];
  /**
   * The rows of a table whose columns have these values, in the order of its key, each with its place in the release's
   * files. Values are in SQLite's form. The query is fast only if the columns are the leading ones of an index.
   */
  rows<Row>(table: string, where: Readonly<Record<string, SQLInputValue>>): readonly Cited<Row>[];
  /** The citation of the release itself, without a row. */
  readonly citation: Omit<Citation, 'row'>;
  /** The database, for other queries (search). */
  readonly database: DatabaseSync;
  close(): void;
}

/** How much of the file is mapped: pages are read through the system's cache, not the heap. */
const mappedBytes = 1 << 30;

/**
 * At most this many queries of an artifact are cached with their answers, which takes some megabytes. The edits of a
 * claim ask for the same rows again and again, and an office uses only a few hundred codes.
 */
const mostRecent = 20_000;

/**
 * Opens an artifact for reading.
 * @throws when the file is not an artifact of this layout: its digest was checked before, so this is a bug
 */
export function openArtifact(path: string): OpenArtifact {
  const database = new DatabaseSync(path, { readOnly: true });
  database.exec(`PRAGMA query_only = ON; PRAGMA mmap_size = ${mappedBytes}; PRAGMA cache_size = -4096`);
  const meta = new Map(
    database
      .prepare('SELECT name, value FROM meta')
      .all()
      .map(({ name, value }) => [String(name), String(value)]),
  );
  invariant(meta.get('version') === String(artifactVersion), 'an artifact has the layout of its reader');
  const release = JSON.parse(meta.get('release') as string) as Release;
  const sources = JSON.parse(meta.get('sources') as string) as readonly SourceFile[];
  const citation = { set: release.kind, release: release.release, effective: release.effectiveFrom };
  const rowOf = (line: unknown, part: unknown): string =>
    sources.length === 1 ? `line ${line}` : `${sources[Number(part)]?.name ?? ''} line ${line}`;
  const tables = new Map<string, TableReader>();
  const tableOf = (name: string): TableReader => {
    const known = tables.get(name) ?? readTable(database, name);
    tables.set(name, known);
    return known;
  };
  const recent = createRecent<readonly Cited<unknown>[]>(mostRecent);
  const find = (table: string, where: Readonly<Record<string, SQLInputValue>>): readonly Cited<unknown>[] =>
    tableOf(table)
      .select(where)
      .map(({ part, row }) => ({ row, citation: { ...citation, row: rowOf((row as { line?: number }).line, part) } }));
  return {
    ...release,
    sources,
    citation,
    database,
    rows: <Row>(table: string, where: Readonly<Record<string, SQLInputValue>>) =>
      recent.of(keyOf(table, where), () => find(table, where)) as readonly Cited<Row>[],
    close: () => database.close(),
  };
}

function keyOf(table: string, where: Readonly<Record<string, SQLInputValue>>): string {
  let key = table;
  for (const [name, value] of Object.entries(where)) key += ` ${name}=${value}`;
  return key;
}

interface TableReader {
  select(where: Readonly<Record<string, SQLInputValue>>): readonly { readonly part: unknown; readonly row: unknown }[];
}

function readTable(database: DatabaseSync, table: string): TableReader {
  const columns = database
    .prepare('SELECT name, type FROM pragma_table_info(?) WHERE name <> ?')
    .all(table, 'part')
    .map(({ name, type }): readonly [string, ArtifactColumn] => [String(name), columnOfDeclared(String(type))]);
  const statements = new Map<string, StatementSync>();
  const terms = new Map<number, string>();
  let readTerm: StatementSync | undefined;
  const termOf = (id: number): string => {
    const known = terms.get(id);
    if (known !== undefined) return known;
    readTerm ??= database.prepare('SELECT term FROM terms WHERE id = ?');
    const term = String(readTerm.get(id)?.term);
    terms.set(id, term);
    return term;
  };
  const rowOf = (kept: Record<string, SQLOutputValue>): unknown => {
    const row: Record<string, unknown> = {};
    for (const [name, type] of columns) row[name] = decodeValue(type, kept[name] as SQLOutputValue, termOf);
    return row;
  };
  const statementFor = (names: readonly string[]): StatementSync => {
    const name = names.join(' ');
    const known = statements.get(name);
    if (known !== undefined) return known;
    const condition = names.map((column) => `"${column}" = ?`).join(' AND ');
    const made = database.prepare(`SELECT * FROM "${table}" WHERE ${condition}`);
    statements.set(name, made);
    return made;
  };
  const select = (where: Readonly<Record<string, SQLInputValue>>) =>
    statementFor(Object.keys(where))
      .all(...Object.values(where))
      .map((kept) => ({ part: kept.part, row: rowOf(kept) }));
  return { select };
}
