import { describe, expect, test } from 'vitest';
import { readTree } from './source-tree.ts';
import { codeTables, untidiness } from './tidiness.ts';

const tree = readTree();

describe('the form of the files', () => {
  test('is tidy everywhere', () => {
    expect(untidiness(tree)).toEqual([]);
  });

  test('exempts only tables of code that exist and need it', () => {
    for (const file of codeTables) {
      expect.soft((tree.get(file) ?? '').split('\n').length, file).toBeGreaterThan(400);
    }
  });

  test.each([
    ['a file has more than 400 lines', 'shared/domain/claim/claim.ts', 'export {};\n'.repeat(401)],
    ['a name is not in kebab-case', 'shared/domain/claim/claimState.ts', ''],
    ['a folder is not in kebab-case', 'shared/domain/claimState/claim.ts', ''],
    ['a file is called utils', 'shared/domain/claim/utils.ts', ''],
    ['a file is called types', 'shared/domain/claim/types.ts', ''],
    ['a folder is called services', 'functions/claims/services/submit.ts', ''],
    ['a comment’s tag is inside of a line', 'shared/domain/claim/claim.ts', '/**\n * Adds. @param by how much\n */\n'],
    ['something is left to be done', 'shared/domain/claim/claim.ts', '// TODO later\n'],
    ['code outside of x12 names a position', 'functions/claims/read.ts', "const place = 'CLP04';\n"],
    ['a comment outside of x12 cites a position', 'functions/claims/read.ts', '/** What SVC06 says. */\nexport {};\n'],
    ['the product prints', 'functions/claims/read.ts', 'console.log(1);\n'],
    ['an absent field is left out by hand', 'functions/claims/read.ts', '({ ...(on === undefined ? {} : { on }) });\n'],
    ['the same over lines', 'cli/read.ts', '({\n  ...(at !== undefined && {\n    since: at,\n  }),\n});\n'],
  ])('is untidy when %s', (_what, file, text) => {
    expect(untidiness(new Map([[file, text]]))).toHaveLength(1);
  });

  test('lets x12 name positions, any file cite codes that look like them, and the logger print', () => {
    const fine = new Map([
      ['functions/claims/read.ts', "/** Remark N130, and CO-45. */\nconst diagnosis = 'N400';\n"],
      ['shared/x12/claim.ts', "/** What CLP04 says. */\nconst place = 'CLP04';\n"],
      ['shared/runtime/logger.ts', 'console.log(1);\n'],
    ]);
    expect(untidiness(fine)).toEqual([]);
  });
});
