import type { SQLOutputValue } from 'node:sqlite';
import type { Cited, Lookups } from '../domain/code-set/references.ts';
import type { CoverageArticleRow } from '../domain/code-set/rows.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import type { OpenArtifact } from './open.ts';
import { createRecent } from './recent.ts';

/** The facts of a claim for which articles are searched. */
export interface CoverageQuestion {
  readonly procedure: string;
  /** Two letters. */
  readonly state: string;
  readonly diagnoses: readonly string[];
  readonly day: LocalDate;
}

/**
 * A state and its regions, which the database stores under separate codes, with names that begin with the state: `New
 * York - Upstate`.
 */
const statesSql = `
  SELECT state FROM states
  WHERE abbreviation = :state OR description LIKE (SELECT description FROM states WHERE abbreviation = :state) || ' - %'`;

/**
 * The articles for a procedure on a day, each with the first of its contractors whose jurisdiction includes one of the
 * states.
 */
const articlesSql = `
  SELECT a.article, a.version, a.name, a.title, a."from", a."to", a.line, a.part, min(c.number || ' ' || c.name) AS contractor,
    EXISTS (SELECT 1 FROM diagnoses d WHERE d.article = a.article AND d.version = a.version AND d.supports = 1) AS lists
  FROM procedures p
  JOIN articles a ON a.article = p.article AND a.version = p.version
  JOIN articleContractors x ON x.article = a.article AND x.version = a.version
  JOIN contractors c USING (contractor, contractorType, contractorVersion)
  WHERE p.procedure = :procedure AND a."from" <= :day AND (a."to" IS NULL OR a."to" >= :day)
    AND EXISTS (
      SELECT 1 FROM json_each(:states) s
      JOIN jurisdictions j ON j.state = s.value AND j.contractor = x.contractor
        AND j.contractorType = x.contractorType AND j.contractorVersion = x.contractorVersion
      WHERE (j."from" IS NULL OR j."from" <= :day) AND (j."to" IS NULL OR j."to" >= :day))
  GROUP BY a.article, a.version
  ORDER BY a.article, a.version`;

/**
 * A claim has few diagnoses, but an article thousands. CROSS JOIN makes SQLite go through the claim's diagnoses, not
 * the article's.
 */
const namedSql = `
  SELECT DISTINCT diagnosis, supports FROM json_each(?) asked
  CROSS JOIN diagnoses ON article = ? AND version = ? AND diagnosis = asked.value
  ORDER BY diagnosis, supports`;

/** An article found for a procedure, without a claim's diagnoses. */
interface FoundArticle {
  readonly id: string;
  readonly version: number;
  readonly cited: Cited<Omit<CoverageArticleRow, 'named'>>;
}

type Question = Omit<CoverageQuestion, 'diagnoses'>;
type Named = CoverageArticleRow['named'];

interface ArticleReader {
  articlesOf(question: Question): readonly FoundArticle[];
  namedBy(article: FoundArticle, diagnoses: readonly string[]): Named;
}

/** How many procedures, and how many diagnoses of articles, are cached. */
const mostRecent = 5_000;

const readers = new WeakMap<OpenArtifact, ArticleReader>();

function readerOf(artifact: OpenArtifact): ArticleReader {
  const known = readers.get(artifact);
  if (known !== undefined) return known;
  const { database } = artifact;
  const findStates = database.prepare(statesSql);
  const findArticles = database.prepare(articlesSql);
  const findNamed = database.prepare(namedSql);
  const states = createRecent<string>(mostRecent);
  const articles = createRecent<readonly FoundArticle[]>(mostRecent);
  const named = createRecent<Named>(mostRecent);
  const statesOf = (state: string): string =>
    states.of(state, () => JSON.stringify(findStates.all({ state }).map((row) => row.state)));
  const reader: ArticleReader = {
    articlesOf: (question) => {
      const { procedure, state, day } = question;
      const asked = { procedure, states: statesOf(state), day: Number(day.replaceAll('-', '')) };
      return articles.of(`${procedure} ${state} ${day}`, () =>
        findArticles.all(asked).map((kept) => articleOf(artifact, question, kept)),
      );
    },
    namedBy: ({ id, version }, diagnoses) => {
      const asked = JSON.stringify(diagnoses);
      return named.of(`${id} ${version} ${asked}`, () =>
        findNamed
          .all(asked, id, version)
          .map(({ diagnosis, supports }) => ({ diagnosis: String(diagnosis), supports: supports === 1 })),
      );
    },
  };
  readers.set(artifact, reader);
  return reader;
}

function articleOf(
  artifact: OpenArtifact,
  { procedure, state }: Question,
  kept: Record<string, SQLOutputValue>,
): FoundArticle {
  const line = Number(kept.line);
  const row = {
    line,
    article: String(kept.name),
    title: String(kept.title),
    contractor: String(kept.contractor).trim(),
    state,
    procedure,
    from: dayOf(kept.from as SQLOutputValue) as LocalDate,
    to: dayOf(kept.to as SQLOutputValue),
    listsDiagnoses: kept.lists === 1,
  };
  const file = artifact.sources[Number(kept.part)]?.name ?? '';
  const cited = { row, citation: { ...artifact.citation, row: `${file} line ${line}` } };
  return { id: String(kept.article), version: Number(kept.version), cited };
}

/** The articles of a release that answer a question. */
export function findArticles(artifact: OpenArtifact, question: CoverageQuestion): Lookups<CoverageArticleRow> {
  const reader = readerOf(artifact);
  const found = reader.articlesOf(question).map((article): Cited<CoverageArticleRow> => {
    const { row, citation } = article.cited;
    return { row: { ...row, named: reader.namedBy(article, question.diagnoses) }, citation };
  });
  return { kind: 'loaded', found, citation: artifact.citation };
}

function dayOf(kept: SQLOutputValue): LocalDate | undefined {
  if (kept === null) return undefined;
  const digits = String(kept);
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}` as LocalDate;
}
