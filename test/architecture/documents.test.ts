import { describe, expect, test } from 'vitest';
import { brokenPromises, pagesUnread, promisesOf } from './documents.ts';
import { readTree } from './source-tree.ts';

const tree = readTree();
const manifest = JSON.parse(tree.get('package.json') as string) as {
  readonly license: string;
  readonly scripts: Readonly<Record<string, string>>;
};
const scripts = new Set(Object.keys(manifest.scripts));

describe('the documents', () => {
  test('link only to what exists, and name only files and commands that exist', () => {
    expect(brokenPromises(tree, scripts)).toEqual([]);
  });

  test('are all linked, and say something', () => {
    expect(pagesUnread(tree)).toEqual([]);
    const page = `# Limits\n\n${'A limit is a limit. '.repeat(20)}`;
    const small = (readme: string, text: string) =>
      pagesUnread(
        new Map([
          ['README.md', readme],
          ['docs/limits.md', text],
        ]),
      );
    expect(small('[limits](docs/limits.md#limits)', page)).toEqual([]);
    expect(small('[decisions](docs/)', page)).toEqual([]);
    expect(small('See docs/limits.md.', page)).toEqual([{ file: 'docs/limits.md', problem: 'is linked by nothing' }]);
    expect(small('[limits](docs/limits.md)', '# Limits')).toEqual([
      { file: 'docs/limits.md', problem: 'says nothing' },
    ]);
  });

  test('mention enough for the check to mean something', () => {
    const { links, paths, scripts: calls } = promisesOf(tree);
    expect(links).toBeGreaterThan(15);
    expect(paths).toBeGreaterThan(30);
    expect(calls).toBeGreaterThan(5);
  });

  test.each([
    ['a link leads nowhere', '[limits](docs/limits.md)'],
    ['a link leads to a heading that is not there', '[here](#nowhere)'],
    ['a file is not there', 'See `shared/store/ledgers.ts`.'],
    ['a file does not have the name', 'See `entries` in `shared/store/ledger.ts`.'],
    ['a pattern meets nothing', 'See `functions/*/routes.ts`.'],
    ['a command does not exist', 'Call `npm run deploy`.'],
    ['npm start does not exist', 'Call `npm start`.'],
  ])('are found to be wrong when %s', (_what, text) => {
    const small = new Map([
      ['README.md', `# Superbill\n\n${text}\n`],
      ['shared/store/ledger.ts', ''],
      ['functions/claims/handler.ts', ''],
    ]);
    expect(brokenPromises(small, new Set(['test']))).toHaveLength(1);
  });

  test('are right about folders, patterns and headings', () => {
    const text =
      '# One two\n[a](#one-two) [b](shared/store/) `functions/*/handler.ts` `functions/<name>/` `npm test`\n';
    const small = new Map([
      ['README.md', text],
      ['shared/store/ledger.ts', ''],
      ['functions/claims/handler.ts', ''],
    ]);
    expect(brokenPromises(small, new Set(['test']))).toEqual([]);
  });

  test('fit a README on one screen', () => {
    expect((tree.get('README.md') ?? '').split('\n').length).toBeLessThan(80);
  });

  test('hold one decision per page, numbered without a gap', () => {
    const pages = [...tree.keys()].filter((file) => /^docs\/adr\/\d{4}-.+\.md$/.test(file)).sort();
    expect(pages.length).toBeGreaterThanOrEqual(10);
    for (const [index, page] of pages.entries()) {
      expect.soft(page).toContain(`/${String(index + 1).padStart(4, '0')}-`);
      for (const part of ['## Context', '## Decision', '## Consequences', '## Rejected']) {
        expect.soft(tree.get(page), page).toContain(part);
      }
      expect.soft((tree.get(page) ?? '').split('\n').length, page).toBeLessThan(80);
    }
  });
});

describe('the licence', () => {
  test('is Apache-2.0, in full, and the manifest says so', async () => {
    const { readFile } = await import('node:fs/promises');
    const { createHash } = await import('node:crypto');
    const text = await readFile(new URL('../../LICENSE', import.meta.url));
    // The text at apache.org/licenses/LICENSE-2.0.txt, without the blank line at its start.
    expect(createHash('sha256').update(text).digest('hex')).toBe(
      'c71d239df91726fc519c6eb72d318ec65820627232b2f796219e87dcf35d0ab4',
    );
    expect(manifest.license).toBe('Apache-2.0');
  });
});

describe('the tests', () => {
  test('are all where a project of vitest finds them', () => {
    const configuration = tree.get('vitest.config.ts') as string;
    expect(configuration).toMatch(/include: \[`test\/\$\{name\}\/\*\*\/\*\.test\.ts`\]/);
    const folders = [...configuration.matchAll(/^ {6}tests\('([\w-]+)'/gm)].map((match) => `test/${match[1]}/`);
    expect(folders.length).toBeGreaterThan(4);
    const lost = [...tree.keys()].filter(
      (file) => /\.(test|spec)\.ts$/.test(file) && !folders.some((folder) => file.startsWith(folder)),
    );
    expect(lost).toEqual([]);
  });
});
