import { describe, expect, test } from 'vitest';
import type { FunctionRow } from '../../infra/function-row.ts';
import { functionRows } from '../../infra/functions.ts';
import { readTree, type SourceTree } from './source-tree.ts';

/** The files of an API: its routes as data, what its operations may use, and which operation serves each route. */
const apiParts = ['api', 'context', 'operations'] as const;

/** What a function lacks: a folder, a handler, the parts of an API, a contract test, or a row. */
function missing(rows: readonly Pick<FunctionRow, 'name' | 'trigger'>[], tree: SourceTree): string[] {
  const needed = rows.flatMap(({ name, trigger }) => [
    `functions/${name}/handler.ts`,
    ...(trigger.kind === 'api' ? apiParts.map((part) => `functions/${name}/${part}.ts`) : []),
    `test/contract/${name}.test.ts`,
  ]);
  const listed = new Set(rows.map(({ name }) => name));
  const folders = new Set([...tree.keys()].flatMap((file) => /^functions\/([^/]+)/.exec(file)?.[1] ?? []));
  return [
    ...needed.filter((file) => !tree.has(file)),
    ...[...folders].filter((folder) => !listed.has(folder)).map((folder) => `a row for functions/${folder}`),
  ];
}

describe('the list of functions', () => {
  test('has a folder, a handler and a contract test for every row, and a row for every folder', () => {
    expect(missing(functionRows, readTree())).toEqual([]);
  });

  test('shows what is missing: each part of a function, and the row of a folder', () => {
    const queue = { kind: 'queue', batchSize: 1, maximumReceives: 5, concurrency: 1 } as const;
    const rows = [
      { name: 'claims', trigger: { kind: 'api', families: ['claims'] } },
      { name: 'assemble-claims', trigger: queue },
    ] as const;
    const whole = [
      'functions/claims/handler.ts',
      'functions/claims/api.ts',
      'functions/claims/context.ts',
      'functions/claims/operations.ts',
      'test/contract/claims.test.ts',
      'functions/assemble-claims/handler.ts',
      'test/contract/assemble-claims.test.ts',
    ];
    const treeOf = (files: readonly string[]): SourceTree => new Map(files.map((file) => [file, '']));
    expect(missing(rows, treeOf(whole))).toEqual([]);
    for (const file of whole) expect(missing(rows, treeOf(whole.filter((other) => other !== file)))).toEqual([file]);
    expect(missing(rows, treeOf([...whole, 'functions/stray/handler.ts']))).toEqual(['a row for functions/stray']);
  });

  test('names every function and every resource family once', () => {
    const names = functionRows.map(({ name }) => name);
    const families = functionRows.flatMap(({ trigger }) => (trigger.kind === 'api' ? trigger.families : []));
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(families).size).toBe(families.length);
  });

  test('sends only to queues that have a function', () => {
    const queues = new Set(functionRows.filter(({ trigger }) => trigger.kind === 'queue').map(({ name }) => name));
    expect(functionRows.flatMap(({ sends }) => sends).filter((name) => !queues.has(name))).toEqual([]);
  });
});
