import { posix } from 'node:path';
import type { SourceTree, Violation } from './source-tree.ts';

/** Paths of the tree as documents write them: `shared/store/keys.ts`, `docs/adr/`, `test/contract/<name>.test.ts`. */
const treePath = /^(?:\.ci|infra|functions|shared|simulator|cli|test|docs)\/[\w./*<>-]*$/;

/** A name of the code with the file that has it: `roles` in `shared/domain/identity/principal.ts`. */
const nameInFile = /`([A-Za-z]\w*)`(?: of [a-z ]+)? in\s`([\w./-]+\.ts)`/g;

const scriptCall = /\bnpm (?:run (?:-s )?([\w:-]+)|(test|start))\b/g;

/** What documents mention and the tree does not have: broken links, missing files, commands that do not exist. */
export function brokenPromises(tree: SourceTree, scripts: ReadonlySet<string>): readonly Violation[] {
  const violations: Violation[] = [];
  for (const [file, text] of tree) {
    if (!file.endsWith('.md')) continue;
    const problems = [
      ...linksOf(text).flatMap((link) => brokenLink(tree, file, link) ?? []),
      ...pathsOf(text).flatMap((path) => (exists(tree, path) ? [] : [`speaks of ${path}, which does not exist`])),
      ...namesOf(text).flatMap(({ name, file: place }) =>
        (tree.get(place) ?? name).includes(name) ? [] : [`speaks of ${name} in ${place}, which does not have it`],
      ),
      ...scriptsOf(text).flatMap((name) => (scripts.has(name) ? [] : [`calls npm run ${name}, which does not exist`])),
    ];
    violations.push(...problems.map((problem) => ({ file, problem })));
  }
  return violations;
}

/** How much the documents mention. A check that finds nothing to check would pass. */
export function promisesOf(tree: SourceTree): {
  readonly links: number;
  readonly paths: number;
  readonly scripts: number;
} {
  const texts = [...tree].filter(([file]) => file.endsWith('.md')).map(([, text]) => text);
  const count = (find: (text: string) => readonly string[]): number => texts.flatMap(find).length;
  return { links: count(linksOf), paths: count(pathsOf), scripts: count(scriptsOf) };
}

/** Pages of `docs/` that no other document links to, or that have little but a title. */
export function pagesUnread(tree: SourceTree): readonly Violation[] {
  const documents = [...tree].filter(([file]) => file.endsWith('.md'));
  const linked = new Set(
    documents.flatMap(([file, text]) =>
      linksOf(text).map((link) => posix.join(posix.dirname(file), link.split('#')[0] ?? '')),
    ),
  );
  return documents
    .filter(([file]) => file.startsWith('docs/'))
    .flatMap(([file, text]) => [
      ...(linked.has(file) || linked.has(`${posix.dirname(file)}/`) ? [] : [{ file, problem: 'is linked by nothing' }]),
      ...(text.length > 300 ? [] : [{ file, problem: 'says nothing' }]),
    ]);
}

function linksOf(text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => match[1] as string)
    .filter((link) => !/^[a-z]+:/.test(link));
}

function pathsOf(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] as string).filter((code) => treePath.test(code));
}

function namesOf(text: string): { name: string; file: string }[] {
  return [...text.matchAll(nameInFile)].map((match) => ({ name: match[1] as string, file: match[2] as string }));
}

function scriptsOf(text: string): string[] {
  return [...text.matchAll(scriptCall)].map((match) => (match[1] ?? match[2]) as string);
}

function brokenLink(tree: SourceTree, file: string, link: string): string | undefined {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? file : posix.join(posix.dirname(file), path);
  if (!exists(tree, target)) return `links to ${link}, which does not exist`;
  if (anchor === undefined || !target.endsWith('.md')) return undefined;
  return anchorsOf(tree.get(target) ?? '').has(anchor) ? undefined : `links to ${link}, a heading that does not exist`;
}

/** Headings as GitHub names them. */
function anchorsOf(text: string): Set<string> {
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map((match) => match[1] as string);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/** Whether a file or folder is there; `*` and `<name>` stand for any name. */
function exists(tree: SourceTree, path: string): boolean {
  const pattern = path
    .replace(/\/$/, '')
    .replace(/[.+()]/g, '\\$&')
    .replaceAll(/<[\w-]+>/g, '[^/]+')
    .replaceAll('**', '.+')
    .replaceAll(/(?<![.\]])\*/g, '[^/]+');
  const shape = new RegExp(`^${pattern}(/|$)`);
  return [...tree.keys()].some((file) => shape.test(file));
}
