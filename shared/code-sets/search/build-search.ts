import type { DatabaseSync } from 'node:sqlite';
import { isEmptyWord, trigramsOf, wordsOf } from './words.ts';

/** A text that leads to a code. */
export interface SearchText {
  readonly code: string;
  readonly text: string;
  readonly billable: boolean;
  /** Words that also lead to the code but are not shown, such as those of the code above it. */
  readonly more?: string;
  /** The kind of the text, where it is not the code's own description. It is stored, and shown as the reason. */
  readonly source?: 'inclusion-term' | 'index-term';
}

/**
 * Adds the search's tables to an artifact: its texts in the order in which they are best shown (short ones first,
 * billable codes before headers), an FTS5 table over them that answers in this order, and its words with their
 * trigrams. A query stops when it has enough rows.
 */
export function addSearch(database: DatabaseSync, texts: Iterable<SearchText>): void {
  database.exec(`
    CREATE TABLE "searchable" (rank INTEGER PRIMARY KEY, code TEXT NOT NULL, billable INTEGER NOT NULL, source TEXT, text TEXT);
    CREATE VIRTUAL TABLE "search" USING fts5(text, content='', detail=none, columnsize=0, prefix='1 2 3', tokenize='unicode61 remove_diacritics 2');
    CREATE TABLE "searchWords" (id INTEGER PRIMARY KEY, word TEXT NOT NULL, count INTEGER NOT NULL);
    CREATE TABLE "searchTrigrams" (trigram TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (trigram, id)) WITHOUT ROWID;
  `);
  const counts = new Map<string, number>();
  const addText = database.prepare('INSERT INTO "searchable" VALUES (?, ?, ?, ?, ?)');
  const addWords = database.prepare('INSERT INTO "search" (rowid, text) VALUES (?, ?)');
  let rank = 0;
  for (const { item, words } of inOrder(texts)) {
    rank += 1;
    const { code, billable, source, text } = item;
    addText.run(rank, code, billable ? 1 : 0, source ?? null, source === undefined ? null : text);
    const all = item.more === undefined ? words : [...words, ...wordsOf(item.more)];
    addWords.run(rank, all.join(' '));
    for (const word of all) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  addSpelling(database, counts);
  database.exec(`INSERT INTO "search" ("search") VALUES ('optimize')`);
}

interface Ordered {
  readonly item: SearchText;
  readonly words: readonly string[];
}

function inOrder(texts: Iterable<SearchText>): readonly Ordered[] {
  const items = [...texts].map((item) => ({ item, words: wordsOf(item.text) }));
  const weightOf = ({ words }: Ordered) => words.filter((word) => !isEmptyWord(word) && word !== 'unspecified').length;
  const weights = new Map(items.map((item) => [item, weightOf(item)]));
  return items.toSorted((one, other) => {
    const byWords = (weights.get(one) as number) - (weights.get(other) as number);
    if (byWords !== 0) return byWords;
    if (one.item.billable !== other.item.billable) return one.item.billable ? -1 : 1;
    return one.item.code < other.item.code ? -1 : one.item.code > other.item.code ? 1 : 0;
  });
}

function addSpelling(database: DatabaseSync, counts: ReadonlyMap<string, number>): void {
  const addWord = database.prepare('INSERT INTO "searchWords" VALUES (?, ?, ?)');
  const addTrigram = database.prepare('INSERT INTO "searchTrigrams" VALUES (?, ?)');
  for (const [index, word] of [...counts.keys()].toSorted().entries()) {
    addWord.run(index + 1, word, counts.get(word) as number);
    // Numbers are not spelling mistakes.
    if (/^[a-z]{4,}$/.test(word)) for (const trigram of trigramsOf(word)) addTrigram.run(trigram, index + 1);
  }
  database.exec('CREATE UNIQUE INDEX "searchWords-word" ON "searchWords" (word)');
}
