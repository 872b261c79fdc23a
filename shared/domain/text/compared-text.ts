/** A run of words in a changed line. */
export interface WordRun {
  readonly change: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** A new line of text. A changed line resembles a known one; `words` show the difference. */
export type ComparedLine =
  | { readonly change: 'same' | 'added'; readonly text: string }
  | { readonly change: 'changed'; readonly text: string; readonly words: readonly WordRun[] };

/** Lines that share less of their words are different lines, not a changed one. */
const leastAlike = 0.5;

/** A word that occurs in more lines than this does not identify a line. */
const mostLinesOfWord = 50;

/**
 * The limit of word comparisons for a text, which take some milliseconds; the rest is reported as removed and added.
 */
const mostComparisons = 1_000_000;

/**
 * Compares a text with known text: line by line, and a line that resembles a known one word by word. Known lines that
 * do not recur are not reported: adding to a record removes nothing.
 */
export function comparedText(known: readonly string[], text: string): readonly ComparedLine[] {
  const lines = known.flatMap(linesOf);
  const all = new Set(lines);
  const byWord = linesByWord(lines);
  const budget = { left: mostComparisons };
  return linesOf(text).map((line): ComparedLine => {
    if (all.has(line)) return { change: 'same', text: line };
    const before = mostAlike(line, lines, byWord);
    if (before === undefined) return { change: 'added', text: line };
    return { change: 'changed', text: line, words: comparedWords(wordsOf(before), wordsOf(line), budget) };
  });
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/).flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
}

const wordsOf = (line: string): readonly string[] => line.split(/\s+/);

function linesByWord(lines: readonly string[]): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, Set<number>>();
  for (const [index, line] of lines.entries()) {
    for (const word of wordsOf(line)) {
      const places = found.get(word) ?? new Set();
      found.set(word, places.add(index));
    }
  }
  return found;
}

/** The known line that shares most words with a line, if it shares enough. */
function mostAlike(
  line: string,
  lines: readonly string[],
  byWord: ReadonlyMap<string, ReadonlySet<number>>,
): string | undefined {
  const words = new Set(wordsOf(line));
  const shared = new Map<number, number>();
  for (const word of words) {
    const places = byWord.get(word);
    if (places === undefined || places.size > mostLinesOfWord) continue;
    for (const place of places) shared.set(place, (shared.get(place) ?? 0) + 1);
  }
  let best: { readonly text: string; readonly alike: number } | undefined;
  for (const [place, count] of shared) {
    const text = lines[place] as string;
    const alike = (2 * count) / (words.size + new Set(wordsOf(text)).size);
    if (alike >= leastAlike && (best === undefined || best.alike < alike)) best = { text, alike };
  }
  return best?.text;
}

/** How words changed: the common beginning and end stay, and between them the longest common words. */
function comparedWords(
  before: readonly string[],
  after: readonly string[],
  budget: { left: number },
): readonly WordRun[] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const [left, right] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  budget.left -= left.length * right.length;
  const middle: readonly WordRun[] =
    budget.left < 0
      ? [
          { change: 'removed', text: left.join(' ') },
          { change: 'added', text: right.join(' ') },
        ]
      : longestInCommon(left, right);
  const same = (words: readonly string[]): WordRun => ({ change: 'same', text: words.join(' ') });
  return inRuns([same(before.slice(0, start)), ...middle, same(before.slice(before.length - end))]);
}

function longestInCommon(left: readonly string[], right: readonly string[]): readonly WordRun[] {
  const width = right.length + 1;
  // How many words the remainders have in common, from each position on.
  const common = new Uint32Array((left.length + 1) * width);
  const at = (row: number, column: number): number => common[row * width + column] as number;
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      common[row * width + column] =
        left[row] === right[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const runs: WordRun[] = [];
  let [row, column] = [0, 0];
  while (row < left.length || column < right.length) {
    const [old, fresh] = [left[row], right[column]];
    if (old !== undefined && old === fresh) {
      runs.push({ change: 'same', text: old });
      row += 1;
      column += 1;
    } else if (fresh === undefined || (old !== undefined && at(row + 1, column) >= at(row, column + 1))) {
      runs.push({ change: 'removed', text: old as string });
      row += 1;
    } else {
      runs.push({ change: 'added', text: fresh });
      column += 1;
    }
  }
  return runs;
}

/** Joins adjacent words of one kind. */
function inRuns(words: readonly WordRun[]): readonly WordRun[] {
  const runs: WordRun[] = [];
  for (const word of words) {
    const last = runs.at(-1);
    if (word.text === '') continue;
    if (last?.change === word.change) runs[runs.length - 1] = { ...last, text: `${last.text} ${word.text}` };
    else runs.push(word);
  }
  return runs;
}
