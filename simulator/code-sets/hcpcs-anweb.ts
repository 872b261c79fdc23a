import { type Chance, chanceOf } from '../chance.ts';
import { demoHcpcs, demoModifiers } from './demo-hcpcs.ts';
import { circumstances, sites } from './made-up-words.ts';
import { type GeneratedSize, lineEnd } from './options.ts';

interface HcpcsEntry {
  /** A code, or three blanks and a modifier. */
  readonly key: string;
  readonly short: string;
  readonly long: string;
  readonly added: string;
}

const columns = 293;
const longWidth = 80;
const lastCode = 'V5364';

/** Recently added codes; all others have an invented start day. */
const began: Readonly<Record<string, string>> = { G2211: '20240101', JZ: '20230101' };

/** SYNTHETIC: a HCPCS file in CMS's layout. Beyond the demonstration's codes, codes and descriptions are made up and say so. */
export function* hcpcsAnweb({ seed, rows = 0 }: GeneratedSize): Iterable<string> {
  const entries = [...demoEntries(demoModifiers, '   '), ...demoEntries(demoHcpcs, '')];
  const known = new Set(entries.map(({ key }) => key));
  for (const entry of madeUp(chanceOf(seed, 'hcpcs'), known)) {
    if (entries.length >= rows) break;
    entries.push(entry);
  }
  let sequence = 0;
  for (const entry of entries.toSorted((one, other) => (one.key < other.key ? -1 : 1))) {
    sequence += 1;
    yield entryLines(entry, sequence * 100);
  }
}

function demoEntries(table: string, before: string): readonly HcpcsEntry[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [code = '', short = '', long = short] = line.split('|');
      return { key: `${before}${code}`, short, long, added: began[code] ?? '20151001' };
    });
}

/** Spread over the letters that HCPCS has, none of them beyond the last code of the real file. */
function* madeUp(chance: Chance, known: ReadonlySet<string>): Iterable<HcpcsEntry> {
  for (let number = 0; number < 10_000; number += 1) {
    for (const letter of 'ABCEGHJKLMPQRSTV') {
      const key = `${letter}${String(number).padStart(4, '0')}`;
      if (known.has(key) || key > lastCode) continue;
      const site = chance.pick(sites);
      const long = `Synthetic supply or service for the ${site}, ${chance.pick(circumstances)}, made up for trials and of no meaning to any payer, each`;
      yield { key, short: `Synthetic ${site}`, long, added: '20151001' };
    }
  }
}

/** The first line with all fields, then a line for each further piece of the long description. */
function entryLines(entry: HcpcsEntry, sequence: number): string {
  const isModifier = entry.key.startsWith(' ');
  const [first = '', ...more] = wrapped(entry.long);
  const line = [
    entry.key,
    String(sequence % 100_000).padStart(5, '0'),
    isModifier ? '7' : '3',
    first.padEnd(longWidth),
    entry.short.slice(0, 28).padEnd(28),
    ' '.repeat(110),
    isModifier ? ' ' : 'C',
    ' '.repeat(26),
    isModifier ? '   ' : 'Z2 ',
    ' '.repeat(9),
    entry.added,
    entry.added,
    ' '.repeat(8),
    'N',
  ].join('');
  const continued = more.map((piece, index) =>
    [entry.key, String((sequence + index + 1) % 100_000).padStart(5, '0'), isModifier ? '8' : '4', piece]
      .join('')
      .padEnd(columns),
  );
  return [line, ...continued].map((text) => `${text}${lineEnd}`).join('');
}

function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/ +/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= longWidth) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
