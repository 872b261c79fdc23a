import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FileKind, type FunctionRow, fileKinds } from '../../infra/function-row.ts';
import { functionRows } from '../../infra/functions.ts';
import { importsOf, withoutComments } from './code-text.ts';
import { readTree, type SourceTree } from './source-tree.ts';

/**
 * A row of `infra/functions.ts` must grant exactly what its function's code uses. A right that no code uses is one too
 * many. A missing right breaks the function, but on AWS only. So each row is compared with the sources that its
 * function is bundled from: which queues and kinds of file they name, and which clients they open.
 */
const tree = readTree();

const known = new Map<string, readonly string[]>();

const imported = new Map<string, readonly string[]>();

/** What a source imports. Most functions share most sources. */
function importedBy(text: string): readonly string[] {
  const specifiers = imported.get(text) ?? importsOf(text).specifiers;
  imported.set(text, specifiers);
  return specifiers;
}

/** The sources that a function is made of: its handler, and what it imports, however far. */
function sourcesOf(sources: SourceTree, name: string): readonly string[] {
  const before = known.get(name);
  if (before !== undefined) return before;
  const found = new Set<string>();
  const visit = (path: string): void => {
    const text = sources.get(path);
    if (text === undefined || found.has(path)) return;
    found.add(path);
    for (const specifier of importedBy(text)) {
      if (specifier.startsWith('.')) visit(posix.join(posix.dirname(path), specifier));
    }
  };
  visit(`functions/${name}/handler.ts`);
  known.set(name, [...found]);
  return [...found];
}

/** How code names a kind of file when it finds the file's key in an item or in a list. */
const otherNames: Partial<Record<FileKind, RegExp>> = {
  manifest: /\bmanifestKey\b/,
  'claim-file': /\b(?:state|delivery)\.fileKey\b/,
  books: /\bopenKey\b/,
  statement: /\bdelivery\.fileKey\b/,
  report: /\b(?:delivery|kept)\.fileKey\b/,
  collection: /\b(?:delivery|remit)\.fileKey\b/,
  acknowledgement: /\bfile\.object\b/,
  drop: /\/drop\//,
};

/** What the row grants although its function's code does not use it. */
function unused(sources: SourceTree, row: FunctionRow): string[] {
  const code = sourcesOf(sources, row.name)
    // This file names every queue, so it says nothing about the function that imports it.
    .filter((path) => path !== 'shared/queue/messages.ts')
    .map((path) => withoutComments(sources.get(path) ?? ''))
    .join('\n');
  const own = sourcesOf(sources, row.name)
    .filter((path) => path.startsWith('functions/'))
    .map((path) => withoutComments(sources.get(path) ?? ''))
    .join('\n');
  const problems: string[] = [];
  const check = (isUsed: boolean, right: string) => {
    if (!isUsed) problems.push(right);
  };
  const usesFiles = row.reads.length + row.writes.length > 0;
  check(!usesFiles || own.includes('openFiles('), 'files');
  for (const kind of new Set([...row.reads, ...row.writes])) {
    check(code.includes(`'${kind}'`) || otherNames[kind]?.test(code) === true, `files of ${kind}`);
  }
  check(row.sends.length === 0 || own.includes('createQueues('), 'queues');
  // The relay sends the messages that all other functions leave in the table.
  const senders = row.trigger.kind === 'schedule' ? [...sources.values()].join('\n') : code;
  for (const queue of row.sends) check(senders.includes(`'${queue}'`), `the queue of ${queue}`);
  check(row.secrets === undefined || own.includes('openSecrets('), 'secrets');
  check(row.table === 'none' || own.includes('createEdge('), 'the table');
  return problems;
}

/** Kinds of file for which the function's own code makes keys, although its row does not grant them. */
function missing(sources: SourceTree, row: FunctionRow): FileKind[] {
  const own = sourcesOf(sources, row.name)
    .filter((path) => path.startsWith('functions/'))
    .map((path) => withoutComments(sources.get(path) ?? ''))
    .join('\n');
  const granted = new Set([...row.reads, ...row.writes]);
  return fileKinds.filter((kind) => {
    // Descriptions of the API name the drop folder too, without using it.
    const otherName = kind === 'drop' ? undefined : otherNames[kind];
    const isNamed = new RegExp(`\\bfileKey\\(\\s*[\\w.]+,\\s*'${kind}'`).test(own) || otherName?.test(own) === true;
    return isNamed && !granted.has(kind);
  });
}

describe('what a function is granted', () => {
  it.each(functionRows.map((row) => [row.name, row] as const))('%s uses', (name, row) => {
    expect(sourcesOf(tree, name).length).toBeGreaterThan(2);
    expect(unused(tree, row)).toEqual([]);
  });

  it.each(functionRows.map((row) => [row.name, row] as const))(
    'includes every kind of file that %s names',
    (_, row) => {
      expect(missing(tree, row)).toEqual([]);
    },
  );

  it('is missed when the row lacks it', () => {
    const connections = functionRows.find(({ name }) => name === 'run-connection') as FunctionRow;
    expect(missing(tree, { ...connections, reads: ['drop'], writes: ['inquiry'] })).toEqual([
      'remittance',
      'claim-file',
      'document',
      'acknowledgement',
      'incoming',
      'outbox',
      'statement',
      'report',
      'collection',
    ]);
  });

  it('is reported when no code uses it', () => {
    const patients = functionRows.find(({ name }) => name === 'patients') as FunctionRow;
    const planted: FunctionRow = {
      ...patients,
      reads: ['drop'],
      sends: ['submit-claims'],
      secrets: 'read',
    };
    expect(unused(tree, planted)).toEqual([
      'files',
      'files of drop',
      'queues',
      'the queue of submit-claims',
      'secrets',
    ]);
  });

  it('for the table is what the store sends', () => {
    const store = withoutComments(tree.get('shared/store/table.ts') ?? '');
    const granted = /const tableReads = \[(.*?)\];\s*const tableWrites = \[(.*?)\];/s.exec(
      tree.get('infra/aws/functions.ts') ?? '',
    );
    const actions = [...`${granted?.[1]},${granted?.[2]}`.matchAll(/'(\w+)'/g)].map(([, action]) => action as string);
    expect(actions).toHaveLength(7);
    for (const action of actions) {
      const used = action === 'ConditionCheckItem' ? 'ConditionCheck:' : `new ${action}Command(`;
      expect(store, action).toContain(used);
    }
  });
});
