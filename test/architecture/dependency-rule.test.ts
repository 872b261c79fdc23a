import { describe, expect, test } from 'vitest';
import { importsOf, withoutComments } from './code-text.ts';
import { scanDependencies, zones } from './dependency-rule.ts';
import { readTree, type SourceTree } from './source-tree.ts';

/** This file contains planted sources as texts. Their imports must not count as its own. */
const tree = new Map([...readTree()].filter(([path]) => path !== 'test/architecture/dependency-rule.test.ts'));

/** A small sound tree, to plant one violation in at a time. */
const sound: Readonly<Record<string, string>> = {
  'shared/domain/money/cents.ts': 'export const zero = 0;',
  'shared/domain/claim/claim.ts': "import { zero } from '../money/cents.ts';\nexport const claim = zero;",
  'shared/x12/reader.ts': "import { zero } from '../domain/money/cents.ts';\nexport const read = zero;",
  'shared/store/keys/claim.ts': "import { createHash } from 'node:crypto';\nexport const key = createHash;",
  'shared/store/table.ts':
    "import { GetItemCommand } from '@aws-sdk/client-dynamodb';\nimport { key } from './keys/claim.ts';",
  'shared/queue/messages.ts': "import { z } from 'zod';",
  'shared/http/api.ts': "import { z } from 'zod';",
  'shared/runtime/edge.ts': "import { key } from '../store/table.ts';",
  'functions/claims/handler.ts': "import '../../shared/runtime/edge.ts';\nimport { claimsApi } from './api.ts';",
  'functions/claims/api.ts': "import type { api } from '../../shared/http/api.ts';",
  'functions/books/handler.ts': "export { edge as handler } from '../../shared/runtime/edge.ts';",
  'infra/functions.ts': 'export const functionRows = [];',
  'infra/app.ts': "import { App } from 'aws-cdk-lib';\nimport { functionRows } from './functions.ts';",
  'infra/local/host.ts':
    "import { functionRows } from '../functions.ts';\nimport { key } from '../../shared/store/keys/claim.ts';",
  'infra/local/main.ts': "import './host.ts';\nimport '../../simulator/payer.ts';",
  'simulator/payer.ts': "import { read } from '../shared/x12/reader.ts';",
  'cli/main.ts': "import { read } from '../shared/x12/reader.ts';",
  'cli/demo/main.ts': "import '../../infra/local/main.ts';\nimport '../main.ts';",
  'test/unit/claims.test.ts': "import '../../functions/claims/api.ts';\nimport { test } from 'vitest';",
};

function planted(file: string, text: string): SourceTree {
  return new Map([...Object.entries(sound), [file, text]]);
}

describe('the dependency rule', () => {
  test('holds for every import of the tree', () => {
    expect(scanDependencies(tree).violations).toEqual([]);
  });

  test('is checked over the tree as it is: files and imports in every part of the product', () => {
    const scan = scanDependencies(tree);
    expect(scan.files).toBeGreaterThan(100);
    expect(scan.imports).toBeGreaterThan(300);
    for (const name of [
      'domain',
      'x12',
      'store',
      'queue',
      'http',
      'document',
      'posting',
      'runtime',
      'function',
      'infra',
      'local host',
      'simulator',
      'cli',
    ]) {
      expect.soft(scan.filesPerZone.get(name) ?? 0, `files in ${name}`).toBeGreaterThan(0);
    }
  });

  test('holds for a correct tree in memory, so that a planted violation is the only one', () => {
    expect(scanDependencies(new Map(Object.entries(sound))).violations).toEqual([]);
  });

  test.each([
    ['the domain imports a package', 'shared/domain/claim/claim.ts', "import { z } from 'zod';"],
    ['the domain imports Node', 'shared/domain/claim/claim.ts', "import { createHash } from 'node:crypto';"],
    [
      'the domain imports the store',
      'shared/domain/claim/claim.ts',
      "import { key } from '../../store/keys/claim.ts';",
    ],
    [
      'the domain imports a type only',
      'shared/domain/claim/claim.ts',
      "import type { read } from '../../x12/reader.ts';",
    ],
    [
      'the domain hides a dynamic import',
      'shared/domain/claim/claim.ts',
      "const x = await import('../../x12/reader.ts');",
    ],
    ['the domain uses require', 'shared/domain/claim/claim.ts', "const x = require('node:fs');"],
    ['the domain imports for its effects', 'shared/domain/claim/claim.ts', "import '../../x12/reader.ts';"],
    [
      'the domain imports over several lines',
      'shared/domain/claim/claim.ts',
      "import {\n  type A,\n  read,\n} from '../../x12/reader.ts';",
    ],
    ['x12 imports the store', 'shared/x12/reader.ts', "import { key } from '../store/keys/claim.ts';"],
    ['x12 re-exports the store', 'shared/x12/reader.ts', "export { key } from '../store/keys/claim.ts';"],
    ['x12 reads files', 'shared/x12/reader.ts', "import { readFile } from 'node:fs/promises';"],
    [
      'the keys import the SDK',
      'shared/store/keys/claim.ts',
      "import { GetItemCommand } from '@aws-sdk/client-dynamodb';",
    ],
    ['the keys import the table', 'shared/store/keys/claim.ts', "import { table } from '../table.ts';"],
    ['the store imports http', 'shared/store/table.ts', "import { api } from '../http/api.ts';"],
    ['http imports the store', 'shared/http/api.ts', "import { key } from '../store/keys/claim.ts';"],
    ['the queue imports the runtime', 'shared/queue/messages.ts', "import { edge } from '../runtime/edge.ts';"],
    ['the runtime imports a function', 'shared/runtime/edge.ts', "import '../../functions/claims/handler.ts';"],
    ['a function imports another', 'functions/claims/handler.ts', "import '../books/handler.ts';"],
    [
      'a function imports infra',
      'functions/claims/handler.ts',
      "import { functionRows } from '../../infra/functions.ts';",
    ],
    ['a function imports the command', 'functions/claims/handler.ts', "import '../../cli/main.ts';"],
    ['infra imports a function', 'infra/app.ts', "import '../functions/claims/handler.ts';"],
    ['infra imports the table', 'infra/app.ts', "import { table } from '../shared/store/table.ts';"],
    ['the local host imports a function', 'infra/local/host.ts', "import '../../functions/claims/handler.ts';"],
    ['the local host imports the simulator', 'infra/local/host.ts', "import '../../simulator/payer.ts';"],
    ['the simulator imports the store', 'simulator/payer.ts', "import { key } from '../shared/store/keys/claim.ts';"],
    ['the command imports a function', 'cli/main.ts', "import '../functions/claims/api.ts';"],
    ['the command imports infra', 'cli/main.ts', "import '../infra/local/main.ts';"],
    ['the product imports a test', 'shared/runtime/edge.ts', "import '../../test/unit/claims.test.ts';"],
    ['a file is imported that is not there', 'cli/main.ts', "import '../shared/x12/writer.ts';"],
    ['a file outside of the project is imported', 'test/unit/claims.test.ts', "import '../../../elsewhere/x.ts';"],
    ['what is imported cannot be seen', 'shared/runtime/edge.ts', 'const x = await import(name);'],
    ['a file stands outside of the layout', 'helpers/misc.ts', 'export {};'],
  ])('catches it when %s', (_what, file, text) => {
    const { violations } = scanDependencies(planted(file, text));
    expect(violations).toHaveLength(1);
    expect(violations[0]?.file).toBe(file);
  });

  test('names each zone once', () => {
    expect(new Set(zones.map(({ name }) => name)).size).toBe(zones.length);
  });
});

describe('the scanner', () => {
  test('sees no import in a comment or in a text', () => {
    const source = [
      "// import { a } from './a.ts';",
      "/* import { b } from './b.ts'; */",
      "const text = 'import { c }';",
      "/** See import('./d.ts'). */",
      "import { real } from './real.ts'; // from './e.ts'",
    ].join('\n');
    expect(importsOf(source)).toEqual({ specifiers: ['./real.ts'], computed: 0 });
  });

  test('finds a worker’s file that is named by its URL', () => {
    expect(importsOf("new Worker(new URL('./worker.ts', import.meta.url))").specifiers).toEqual(['./worker.ts']);
  });

  test('distinguishes a regular expression from a division, and a URL from a comment', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a template inside a text is what is scanned here
    const source = "const a = b / c; const d = /['\"`/*]\\//.test(e) ? 'http://x' : `${f(`}`)}//`; // gone";
    expect(withoutComments(source)).toBe(source.replace('// gone', '       '));
  });

  test('keeps the number of lines', () => {
    const source = 'a\n/* b\nc */ d\n// e\nf';
    expect(withoutComments(source)).toBe('a\n    \n     d\n    \nf');
  });
});
