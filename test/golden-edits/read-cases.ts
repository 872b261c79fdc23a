import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A row of a golden table: an encounter as a coder would note it down, and what the edits must find. */
export interface GoldenCase {
  readonly id: string;
  readonly situation: string;
  readonly encounter: string;
  /** `error line-missing /lines`, in any order; none for a clean encounter. */
  readonly findings: readonly string[];
}

const folder = import.meta.dirname;

/** Every row of every table in this folder. */
export function readCases(): readonly GoldenCase[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');
  return files.sort().flatMap((name) => casesOf(readFileSync(join(folder, name), 'utf8')));
}

function casesOf(text: string): readonly GoldenCase[] {
  return text.split('\n').flatMap((line): GoldenCase[] => {
    const [, id = '', situation = '', encounter = '', findings = ''] = line.split('|').map((cell) => cell.trim());
    if (!/^[A-Z]\d{2}[a-z]?$/.test(id)) return [];
    const found = findings === 'none' ? [] : findings.split(';').map((each) => each.trim());
    return [{ id, situation, encounter, findings: found }];
  });
}
