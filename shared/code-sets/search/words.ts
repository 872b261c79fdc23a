/** Words of a text as the search stores them: lower case, without accents, letters and digits only. */
export function wordsOf(text: string): readonly string[] {
  const written = text.includes('/') ? text.replace(/\bw\/o\b/gi, 'without').replace(/\bw\//gi, 'with ') : text;
  const plain = written.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[a-z0-9]+/g) ?? [];
}

/** Words that distinguish no codes. */
const empty: ReadonlySet<string> = new Set('a an and at by for in is of on or the to'.split(' '));

export function isEmptyWord(word: string): boolean {
  return empty.has(word);
}

/** A word without its plural s, so that both the singular and the plural begin with it. */
export function stemOf(word: string): string {
  return word.length > 4 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

/**
 * Groups of three letters, with a mark before the first letter: words that share many groups are spelled alike. One
 * more group has all letters in alphabetical order, the only one that `pian` and `pain` share.
 */
export function trigramsOf(word: string): readonly string[] {
  const marked = `^${word}`;
  const pieces = Array.from({ length: Math.max(1, marked.length - 2) }, (_, at) => marked.slice(at, at + 3));
  return [...new Set([...pieces, `=${[...word].toSorted().join('')}`])];
}

/** The number of added, missing, changed or swapped letters; `most + 1` when it is more than `most`. */
export function misspellings(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const isSame = one[row - 1] === other[at - 1];
      const changed = (last[at - 1] as number) + (isSame ? 0 : 1);
      let least = Math.min(changed, (last[at] as number) + 1, (current[at - 1] as number) + 1);
      const isExchanged = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      if (isExchanged) least = Math.min(least, (before[at - 2] as number) + 1);
      current.push(least);
    }
    if (Math.min(...current) > most) return most + 1;
    before = last;
    last = current;
  }
  return last[other.length] as number;
}
