import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { OpenArtifact } from '../open.ts';

/** The queries that search sends to an artifact, prepared once. */
export interface SearchDatabase {
  /** The codes of matching descriptions, best first. Only for sets of codes. */
  readonly descriptions: StatementSync;
  /** Matching terms, with the codes they lead to. Only for sets of synonyms. */
  readonly terms: StatementSync;
  readonly knownWord: StatementSync;
  readonly spelledAlike: (trigrams: number) => StatementSync;
  /** A code with the facts for ranking. */
  readonly code: StatementSync;
  readonly beginning: StatementSync;
  readonly line: StatementSync;
}

const known = new WeakMap<DatabaseSync, SearchDatabase>();

/** The search tables of an artifact. */
export function searchDatabase(artifact: OpenArtifact): SearchDatabase {
  const found = known.get(artifact.database);
  if (found !== undefined) return found;
  const made = prepared(artifact);
  known.set(artifact.database, made);
  return made;
}

function prepared({ database, kind }: OpenArtifact): SearchDatabase {
  const once = statements(database);
  const isIcd = kind === 'icd-10-cm' || kind === 'icd-10-pcs';
  const columns = isIcd
    ? `r.code, r."longDescription" AS description, r.billable, NULL AS "from", NULL AS "to"`
    : `r.code, r."longDescription" AS description, 1 AS billable, r."from", r."to"`;
  return {
    get descriptions() {
      return once(
        `SELECT ${columns} FROM "search" JOIN "searchable" s ON s.rank = "search".rowid JOIN "rows" r ON r.code = s.code
         WHERE "search" MATCH ? AND s.billable >= ? ORDER BY "search".rowid LIMIT ?`,
      );
    },
    get terms() {
      return once(
        `SELECT s.code, s.source, s.text FROM "search" JOIN "searchable" s ON s.rank = "search".rowid
         WHERE "search" MATCH ? ORDER BY "search".rowid LIMIT ?`,
      );
    },
    get knownWord() {
      return once('SELECT 1 FROM "searchWords" WHERE word >= ? AND word < ? LIMIT 1');
    },
    spelledAlike: (trigrams) =>
      once(
        `SELECT w.word, w.count, count(*) AS shared FROM "searchTrigrams" t JOIN "searchWords" w ON w.id = t.id
         WHERE t.trigram IN (${Array.from({ length: trigrams }, () => '?').join(', ')})
         GROUP BY t.id ORDER BY shared DESC, w.count DESC LIMIT 40`,
      ),
    get code() {
      return once(`SELECT ${columns} FROM "rows" r WHERE r.code = ?`);
    },
    get beginning() {
      return once('SELECT code FROM "rows" WHERE code >= ? AND code < ? ORDER BY code LIMIT ?');
    },
    get line() {
      return once('SELECT line FROM "rows" WHERE code = ?');
    },
  };
}

/** Prepares each query at its first use. */
function statements(database: DatabaseSync): (sql: string) => StatementSync {
  const prepared = new Map<string, StatementSync>();
  return (sql) => {
    const statement = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
}
