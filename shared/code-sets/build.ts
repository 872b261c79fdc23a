import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { Release, SourceFile } from '../domain/code-set/release.ts';
import type { FileRow } from '../domain/code-set/rows.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { artifactVersion } from './artifact-version.ts';
import { declaredType, encoderOf, type Terms } from './columns.ts';
import { decodeText } from './decode-text.ts';
import type { ArtifactTable, CodeSetFault, CodeSetFormat, FileHead } from './format.ts';
import { digestOfFile } from './local-file.ts';

/** A file to load: its name, its beginning, and its bytes from the start. */
export interface FileToLoad {
  readonly head: FileHead;
  content(): AsyncIterable<Uint8Array>;
}

/** Why files cannot make an artifact: which file, and where in it. */
export interface FileFault extends CodeSetFault {
  readonly file: string;
}

/** A completed artifact. */
export interface BuiltArtifact {
  readonly sha256: string;
  readonly sizeBytes: number;
  /** The number of rows in all tables. */
  readonly rows: number;
  readonly sources: readonly SourceFile[];
}

export interface ArtifactToBuild {
  /** The format of all its files. */
  readonly format: CodeSetFormat;
  readonly release: Release;
  /** The parts of the release, in the order in which they are numbered. */
  readonly files: readonly FileToLoad[];
  /** Where the artifact is written; no file may exist there. */
  readonly path: string;
  /** Called with the progress after each batch of rows. It may throw to stop the work. */
  readonly progress?: (done: { readonly bytes: number; readonly rows: number }) => void | Promise<void>;
}

/**
 * Makes one read-only SQLite file from the files of one release. It streams: memory does not grow with the files. The
 * same files give the same bytes. If there is a fault, a duplicate row, or a file without rows, no artifact is made.
 */
export async function buildArtifact(toBuild: ArtifactToBuild): Promise<Result<BuiltArtifact, FileFault>> {
  const { path } = toBuild;
  let isWhole = false;
  try {
    const filled = await fillArtifact(toBuild);
    if (!filled.ok) return filled;
    const { sha256, sizeBytes } = await digestOfFile(path);
    isWhole = true;
    return ok({ sha256, sizeBytes, ...filled.value });
  } finally {
    if (!isWhole) await rm(path, { force: true });
  }
}

async function fillArtifact(
  toBuild: ArtifactToBuild,
): Promise<Result<Omit<BuiltArtifact, 'sha256' | 'sizeBytes'>, FileFault>> {
  const { format, files, path, progress } = toBuild;
  const database = new DatabaseSync(path);
  try {
    // Nobody reads the file before it is complete, so it needs neither a journal nor syncs to the disk.
    database.exec(
      'PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8192; PRAGMA locking_mode = EXCLUSIVE',
    );
    database.exec('BEGIN');
    const writer = createTables(database, format.tables);
    const sources: SourceFile[] = [];
    let bytes = 0;
    for (const [part, file] of files.entries()) {
      const counting = countingBytes(file.content());
      const before = writer.rows();
      for await (const batch of format.read(decodeText(counting.pieces), file.head)) {
        if (!batch.ok) return fail({ file: file.head.name, ...batch.failure });
        const duplicate = writer.insert(part, batch.value);
        if (duplicate !== undefined) return fail({ file: file.head.name, ...duplicateFault(duplicate, files) });
        await progress?.({ bytes: bytes + counting.sizeBytes(), rows: writer.rows() });
      }
      if (writer.rows() === before)
        return fail({ file: file.head.name, line: 1, column: 1, detail: 'The file has no rows.' });
      bytes += counting.sizeBytes();
      sources.push({ name: file.head.name, sha256: counting.sha256(), sizeBytes: counting.sizeBytes() });
    }
    writer.finish();
    format.finish?.(database);
    describeArtifact(database, toBuild.release, sources);
    database.exec('COMMIT');
    return ok({ rows: writer.rows(), sources });
  } finally {
    database.close();
  }
}

function countingBytes(content: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256');
  let size = 0;
  async function* counted() {
    for await (const piece of content) {
      hash.update(piece);
      size += piece.length;
      yield piece;
    }
  }
  let digest: string | undefined;
  const sha256 = () => {
    digest ??= hash.digest('hex');
    return digest;
  };
  return { pieces: counted(), sizeBytes: () => size, sha256 };
}

/** A row with the key of another row. */
interface Duplicate {
  readonly line: number;
  readonly firstLine: number;
  readonly firstPart: number;
}

function duplicateFault({ line, firstLine, firstPart }: Duplicate, files: readonly FileToLoad[]): CodeSetFault {
  const first = files.length === 1 ? `line ${firstLine}` : `line ${firstLine} of file ${firstPart + 1}`;
  return { line, column: 1, detail: `The same row is in ${first}.` };
}

function createTables(database: DatabaseSync, tables: readonly ArtifactTable<FileRow>[]) {
  const ids = new Map<string, number>();
  database.exec('CREATE TABLE terms (id INTEGER PRIMARY KEY, term TEXT NOT NULL)');
  const addTerm = database.prepare('INSERT INTO terms VALUES (?, ?)');
  const terms: Terms = {
    idOf: (term) => {
      const known = ids.get(term);
      if (known !== undefined) return known;
      const id = ids.size + 1;
      addTerm.run(id, term);
      ids.set(term, id);
      return id;
    },
  };
  const writers = tables.map((table) => createTable(database, table, terms));
  let rows = 0;

  const insert = (part: number, batch: readonly FileRow[]): Duplicate | undefined => {
    for (const row of batch) {
      for (const writer of writers) {
        const kept = writer.insert(part, row);
        if (typeof kept !== 'number') return kept;
        rows += kept;
      }
    }
    return undefined;
  };
  // Building indexes once over all rows is faster than updating them with each row.
  const finish = () => {
    for (const writer of writers) writer.addIndexes();
  };
  return { insert, finish, rows: () => rows };
}

function createTable(database: DatabaseSync, table: ArtifactTable<FileRow>, terms: Terms) {
  const columns = Object.entries(table.columns);
  const declared = columns.map(([name, type]) => `"${name}" ${declaredType(type)}`);
  const key = quoted(table.primaryKey);
  database.exec(
    `CREATE TABLE "${table.name}" (${declared.join(', ')}, "part" INTEGER NOT NULL, PRIMARY KEY (${key})) WITHOUT ROWID`,
  );
  const places = columns.map(() => '?').join(', ');
  const add = database.prepare(`INSERT OR IGNORE INTO "${table.name}" VALUES (${places}, ?)`);
  const same = table.primaryKey.map((name) => `"${name}" = ?`).join(' AND ');
  const keyPlaces = table.primaryKey.map((name) => columns.findIndex(([column]) => column === name));
  const encoders = columns.map(([name, type]) => ({ name, encode: encoderOf(type, terms) }));
  // One list for all rows: a new list for each of millions of rows would cost time and memory.
  const values: SQLInputValue[] = [...columns.map(() => null), 0];
  let findFirst: StatementSync | undefined;

  const keep = (part: number, line: number, row: Readonly<Record<string, unknown>>): Duplicate | undefined => {
    for (const [place, { name, encode }] of encoders.entries()) values[place] = encode(row[name]);
    values[columns.length] = part;
    if (add.run(...values).changes === 1) return undefined;
    const hasLine = table.columns.line !== undefined;
    findFirst ??= database.prepare(
      `SELECT "part", ${hasLine ? '"line"' : '0 AS "line"'} FROM "${table.name}" WHERE ${same}`,
    );
    const first = findFirst.get(...keyPlaces.map((place) => values[place] as SQLInputValue));
    return { line, firstLine: Number(first?.line), firstPart: Number(first?.part) };
  };
  const addIndexes = () => {
    for (const [place, names] of (table.indexes ?? []).entries()) {
      database.exec(`CREATE INDEX "${table.name}-${place + 1}" ON "${table.name}" (${quoted(names)})`);
    }
  };
  /** How many table rows a file row made, or the existing row with the same key. */
  const insert = (part: number, row: FileRow): number | Duplicate => {
    if (table.rowsOf === undefined)
      return keep(part, row.line, row as unknown as Readonly<Record<string, unknown>>) ?? 1;
    const kept = table.rowsOf(row);
    for (const each of kept) {
      const duplicate = keep(part, row.line, each);
      if (duplicate !== undefined) return duplicate;
    }
    return kept.length;
  };
  return { insert, addIndexes };
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

/** What the artifact says about itself. It has no build time: the same files give the same bytes. */
function describeArtifact(database: DatabaseSync, release: Release, sources: readonly SourceFile[]): void {
  database.exec('CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID');
  const add = database.prepare('INSERT INTO meta VALUES (?, ?)');
  add.run('version', String(artifactVersion));
  add.run('release', JSON.stringify(release));
  add.run('sources', JSON.stringify(sources));
}
