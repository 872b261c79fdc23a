import type { DatabaseSync } from 'node:sqlite';
import { addSearch, type SearchText } from './build-search.ts';

/** What each searchable set adds to its artifact after all its rows. */

/** Codes of an order file, by their long descriptions. */
export function searchOrderFile(database: DatabaseSync): void {
  addSearch(database, orderTexts(database));
}

function* orderTexts(database: DatabaseSync): Iterable<SearchText> {
  for (const row of database.prepare('SELECT code, billable, longDescription FROM "rows"').iterate()) {
    yield { code: String(row.code), billable: row.billable === 1, text: String(row.longDescription) };
  }
}

/** Procedures, by both their descriptions: the short one has abbreviations that people type. */
export function searchProcedures(database: DatabaseSync): void {
  addSearch(database, procedureTexts(database));
}

function* procedureTexts(database: DatabaseSync): Iterable<SearchText> {
  const rows = database.prepare('SELECT code, shortDescription, longDescription FROM "rows"');
  for (const row of rows.iterate()) {
    const [text, more] = [String(row.longDescription), String(row.shortDescription)];
    yield { code: String(row.code), billable: true, text, ...(text.startsWith(more) ? {} : { more }) };
  }
}

/**
 * Inclusion terms of the tabular list, which are synonyms, and its notes on what a category includes. A term leads to
 * its code and to the codes below, whose own words (`right`, `left`) count too.
 */
export function searchTabular(database: DatabaseSync): void {
  addSearch(database, tabularTexts(database));
}

interface Level {
  readonly description: string;
  readonly terms: readonly string[];
}

function* tabularTexts(database: DatabaseSync): Iterable<SearchText> {
  // In code order, a code comes after its parents.
  const above: { readonly code: string; readonly level: Level }[] = [];
  const rows = database.prepare('SELECT code, description, inclusionTerms, includes FROM "rows" ORDER BY code');
  for (const row of rows.iterate()) {
    const code = String(row.code);
    // Chapters and blocks are not codes.
    if (!/^[A-Z]\d[0-9A-Z]+$/.test(code)) continue;
    while (above.length > 0 && !code.startsWith(above.at(-1)?.code as string)) above.pop();
    const terms = [...JSON.parse(String(row.inclusionTerms)), ...JSON.parse(String(row.includes))] as string[];
    const description = String(row.description);
    const from = { code, billable: true, source: 'inclusion-term' } as const;
    for (const text of terms) yield { ...from, text };
    for (const { level } of above) for (const text of level.terms) yield { ...from, text, more: description };
    above.push({ code, level: { description, terms } });
  }
}

/** Terms of the index, with the terms above them. A term that refers to another one leads to that term's codes. */
export function searchIndex(database: DatabaseSync): void {
  addSearch(database, indexTexts(database));
}

function* indexTexts(database: DatabaseSync): Iterable<SearchText> {
  const codes = new Map<string, string>();
  const sent: { readonly text: string; readonly see: string }[] = [];
  for (const row of database.prepare('SELECT terms, code, see FROM "rows" ORDER BY number').iterate()) {
    const text = (JSON.parse(String(row.terms)) as string[]).join(', ');
    if (row.code === null) {
      sent.push({ text, see: String(row.see) });
      continue;
    }
    const code = String(row.code).replace('-', '');
    const name = termName(text);
    if (!codes.has(name)) codes.set(name, code);
    yield { code, billable: true, text, source: 'index-term' };
  }
  for (const { text, see } of sent) {
    const code = codes.get(termName(see));
    if (code !== undefined) yield { code, billable: true, text: `${text}: see ${see}`, source: 'index-term' };
  }
}

/** Nonessential modifiers, in parentheses, do not change where a term leads. */
function termName(text: string): string {
  return text
    .replace(/\s*\([^)]*\)/g, '')
    .toLowerCase()
    .trim();
}
