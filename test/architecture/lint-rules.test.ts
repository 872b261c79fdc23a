import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from './source-tree.ts';

/**
 * One violation per file, each of a rule that biome.json switches on by name. A rule that was renamed or moved would no
 * longer report it.
 */
const planted: Readonly<Record<string, { readonly rule: string; readonly text: string }>> = {
  'floating.ts': {
    rule: 'lint/nursery/noFloatingPromises',
    text: 'async function save(): Promise<void> {}\nexport function run(): void {\n  save();\n}\n',
  },
  'misused.ts': {
    rule: 'lint/nursery/noMisusedPromises',
    text: 'async function isOpen(): Promise<boolean> {\n  return true;\n}\nexport function run(): number {\n  if (isOpen()) return 1;\n  return 2;\n}\n',
  },
  'inexhaustive.ts': {
    rule: 'lint/nursery/useExhaustiveSwitchCases',
    text: "type State = 'open' | 'closed';\nexport function run(state: State): number {\n  switch (state) {\n    case 'open':\n      return 1;\n  }\n  return 2;\n}\n",
  },
  'restricted.ts': {
    rule: 'lint/style/noRestrictedImports',
    text: "import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';\n\nexport const run = DynamoDBDocumentClient;\n",
  },
  'barrel.ts': { rule: 'lint/performance/noBarrelFile', text: "export { run } from './floating.ts';\n" },
  'cycle-a.ts': {
    rule: 'lint/suspicious/noImportCycles',
    text: "import { b } from './cycle-b.ts';\n\nexport const a = (): number => b();\n",
  },
  'cycle-b.ts': {
    rule: 'lint/suspicious/noImportCycles',
    text: "import { a } from './cycle-a.ts';\n\nexport const b = (): number => a();\n",
  },
  'long.ts': {
    rule: 'lint/complexity/noExcessiveLinesPerFunction',
    text: `export function run(): void {\n${'  run();\n'.repeat(81)}}\n`,
  },
  'default.ts': { rule: 'lint/style/noDefaultExport', text: 'export default 1;\n' },
};

interface Report {
  readonly diagnostics: readonly { readonly category: string; readonly severity: string; readonly location: object }[];
}

/** Runs Biome's linter over a folder and hands back what it reports. */
function lint(folder: string): Promise<Report> {
  const biome = join(projectRoot, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [biome, 'lint', '--reporter=json', '--max-diagnostics=none'],
      { cwd: folder },
      (error, stdout) => {
        try {
          resolve(JSON.parse(stdout) as Report);
        } catch {
          reject(error ?? new Error('Biome reported nothing that could be read'));
        }
      },
    );
  });
}

describe('the rules that are switched on by name', () => {
  let folder = '';
  let report: Report = { diagnostics: [] };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'superbill-lint-'));
    const configuration = JSON.parse(await readFile(join(projectRoot, 'biome.json'), 'utf8')) as object;
    const alone = { ...configuration, $schema: undefined, vcs: { enabled: false } };
    await writeFile(join(folder, 'biome.json'), JSON.stringify(alone));
    await writeFile(join(folder, 'sound.ts'), 'export const run = (): number => 1;\n');
    for (const [name, { text }] of Object.entries(planted)) await writeFile(join(folder, name), text);
    report = await lint(folder);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const found = (name: string) =>
    report.diagnostics
      .filter(({ location }) => JSON.stringify(location).includes(name))
      .map(({ category, severity }) => `${severity} ${category}`);

  test.each(Object.entries(planted))('report errors for what is planted in %s', (name, { rule }) => {
    expect(found(name)).toEqual([`error ${rule}`]);
  });

  test('report nothing for a correct file', () => {
    expect(found('sound.ts')).toEqual([]);
  });
});
