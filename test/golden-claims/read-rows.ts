import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A row of the golden claims, as its section states it. `README.md` explains the notation. */
export interface GoldenClaim {
  readonly id: string;
  readonly title: string;
  /** What differs from the usual office: the `json` block. */
  readonly setUp: Readonly<Record<string, unknown>>;
  /** Groups of segments that are adjacent in the file, in file order. */
  readonly present: readonly (readonly string[])[];
  /** Beginnings of segments that must not be in the file. */
  readonly absent: readonly string[];
  /** Why nothing is sent. */
  readonly held: readonly string[];
  /** What stands in the boxes of the paper form. */
  readonly boxes: readonly GoldenBox[];
}

export interface GoldenBox {
  /** The first page is 1. */
  readonly page: number;
  readonly box: string;
  /** Empty text: the box is empty. */
  readonly text: string;
}

const folder = import.meta.dirname;

/** Every row of every file in this folder. */
export function readRows(): readonly GoldenClaim[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');
  return files.sort().flatMap((name) => rowsOf(readFileSync(join(folder, name), 'utf8')));
}

function rowsOf(text: string): readonly GoldenClaim[] {
  return text
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [, id = '', title = ''] = /^([A-Z]\d{2}[a-z]?) (.+)$/m.exec(section) ?? [];
      const lines = blockOf(section, 'diff').split('\n');
      const marked = (mark: string) =>
        lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(2).trim());
      const unknown = lines.filter((line) => line !== '' && line.trim() !== '...' && !/^(?:[-+!]|=\d*) \S/.test(line));
      if (unknown.length > 0) throw new Error(`${id}: no such line: ${unknown[0]}`);
      return {
        ...{ id, title, setUp: JSON.parse(blockOf(section, 'json') || '{}') },
        present: neighbours(lines),
        absent: marked('-'),
        held: marked('!'),
        boxes: lines.flatMap((line) => {
          const [, page = '', box = '', text = ''] = /^=(\d*) (\S+) ?(.*)$/.exec(line) ?? [];
          return box === '' ? [] : [{ page: page === '' ? 1 : Number(page), box, text: text.trim() }];
        }),
      };
    });
}

const blockOf = (section: string, language: string): string =>
  new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'm').exec(section)?.[1] ?? '';

function neighbours(lines: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [[]];
  for (const line of lines) {
    if (line.trim() === '...') groups.push([]);
    else if (line.startsWith('+')) groups.at(-1)?.push(line.slice(2).trim());
  }
  return groups.filter((group) => group.length > 0);
}
