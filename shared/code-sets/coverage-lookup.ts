import type { SQLOutputValue } from 'node:sqlite';
import type { Cited, Lookups } from '../domain/code-set/references.ts';
import type { CoverageArticleRow } from '../domain/code-set/rows.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import type { OpenArtifact } from './open.ts';

/** What a claim asks the articles about. */
export interface CoverageQuestion {
  readonly procedure: string;
  /** Two letters. */
  readonly state: string;
  readonly diagnoses: readonly string[];
  readonly day: LocalDate;
}

/**
 * The articles about a procedure that hold for a state on a day: those of contractors whose jurisdiction the state, or a region of it, is. The database keeps
 * regions of a state under letters of their own, named after it: `New York - Upstate`.
 */
const articlesSql = `
  SELECT a.article, a.version, a.name, a.title, a."from", a."to", a.line, a.part,
    min(c.number || ' ' || c.name) AS contractor,
    EXISTS (SELECT 1 FROM diagnoses d WHERE d.article = a.article AND d.version = a.version AND d.supports = 1) AS lists
  FROM procedures p
  JOIN articles a ON a.article = p.article AND a.version = p.version
  JOIN articleContractors x ON x.article = a.article AND x.version = a.version
  JOIN contractors c USING (contractor, contractorType, contractorVersion)
  WHERE p.procedure = :procedure AND a."from" <= :day AND (a."to" IS NULL OR a."to" >= :day)
    AND EXISTS (
      SELECT 1 FROM jurisdictions j JOIN states s ON s.state = j.state
      WHERE j.contractor = x.contractor AND j.contractorType = x.contractorType AND j.contractorVersion = x.contractorVersion
        AND (j."from" IS NULL OR j."from" <= :day) AND (j."to" IS NULL OR j."to" >= :day)
        AND (s.abbreviation = :state
          OR s.description LIKE (SELECT description FROM states WHERE abbreviation = :state) || ' - %'))
  GROUP BY a.article, a.version
  ORDER BY a.article, a.version`;

const namedSql = `
  SELECT diagnosis, supports FROM diagnoses
  WHERE article = ? AND version = ? AND diagnosis IN (SELECT value FROM json_each(?))
  GROUP BY diagnosis, supports ORDER BY diagnosis, supports`;

/** The articles of a release that answer a question. */
export function findArticles(artifact: OpenArtifact, question: CoverageQuestion): Lookups<CoverageArticleRow> {
  const { procedure, state, diagnoses, day } = question;
  const articles = artifact.database
    .prepare(articlesSql)
    .all({ procedure, state, day: Number(day.replaceAll('-', '')) });
  const named = artifact.database.prepare(namedSql);
  const asked = JSON.stringify(diagnoses);
  const found = articles.map((kept): Cited<CoverageArticleRow> => {
    const line = Number(kept.line);
    const row: CoverageArticleRow = {
      line,
      article: String(kept.name),
      title: String(kept.title),
      contractor: String(kept.contractor).trim(),
      state,
      procedure,
      from: dayOf(kept.from as SQLOutputValue) as LocalDate,
      to: dayOf(kept.to as SQLOutputValue),
      listsDiagnoses: kept.lists === 1,
      named: named
        .all(kept.article as string, kept.version as number, asked)
        .map(({ diagnosis, supports }) => ({ diagnosis: String(diagnosis), supports: supports === 1 })),
    };
    const file = artifact.sources[Number(kept.part)]?.name ?? '';
    return { row, citation: { ...artifact.citation, row: `${file} line ${line}` } };
  });
  return { kind: 'loaded', found, citation: artifact.citation };
}

function dayOf(kept: SQLOutputValue): LocalDate | undefined {
  if (kept === null) return undefined;
  const digits = String(kept);
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}` as LocalDate;
}
