import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Files by their path from the project's root, with `/` between names. A plain map, so that tests can plant one in memory. */
export type SourceTree = ReadonlyMap<string, string>;

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** Folders that other programs make or download: never checked. */
const skippedFolders = new Set(['node_modules', '.git', '.superbill', 'cdk.out', 'build', 'coverage', '__snapshots__']);

/** What is read; anything else (fixtures, images) is listed with an empty text. */
const readExtensions = new Set(['.ts', '.json', '.md', '.yaml', '.yml']);

/** Reads the project's own files below a folder, everything by default. */
export function readTree(root: string = projectRoot): SourceTree {
  const tree = new Map<string, string>();
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name)) visit(path);
      } else if (entry.isFile()) {
        tree.set(path, readExtensions.has(extname(entry.name)) ? readFileSync(join(root, path), 'utf8') : '');
      }
    }
  };
  visit('');
  return tree;
}

/** The TypeScript files of a tree. */
export function typescriptFiles(tree: SourceTree): [path: string, text: string][] {
  return [...tree].filter(([path]) => path.endsWith('.ts'));
}

/** Something that breaks a rule: where, and what. Tests compare lists of these with the empty list. */
export interface Violation {
  readonly file: string;
  readonly problem: string;
}
