import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { summed, totalsOfRun } from '../totals.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'superbill-totals-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const report = async (name: string, content: unknown): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};
const fileOf = (status: string, ...statuses: readonly string[]) => ({
  status,
  assertionResults: statuses.map((each) => ({ status: each })),
});

describe('the totals of a run', () => {
  test('count what passed, failed and was skipped, and a file that could not be loaded as one failure', async () => {
    const testResults = [fileOf('failed', 'passed', 'failed', 'pending'), fileOf('failed'), fileOf('passed', 'passed')];
    const file = await report('mixed.json', { testResults });
    expect(await totalsOfRun(false, file)).toEqual({ passed: 2, failed: 2, skipped: 1, isUnexplained: false });
  });

  test('have a failure when the run failed and no test of it did', async () => {
    const file = await report('outside.json', { testResults: [fileOf('passed', 'passed')] });
    expect(await totalsOfRun(false, file)).toEqual({ passed: 1, failed: 1, skipped: 0, isUnexplained: true });
    expect(await totalsOfRun(true, file)).toEqual({ passed: 1, failed: 0, skipped: 0, isUnexplained: false });
  });

  test.each([
    ['there is no report', undefined],
    ['the report breaks off', '{"testResults": ['],
    ['the report has no test', { testResults: [] }],
  ])('have a failure when %s, even if the run ended well', async (name, content) => {
    const file = content === undefined ? join(folder, 'none.json') : await report(`${name}.json`, content);
    expect(await totalsOfRun(true, file)).toEqual({ passed: 0, failed: 1, skipped: 0, isUnexplained: true });
  });

  test('add up', () => {
    const one = { passed: 1, failed: 2, skipped: 3 };
    expect(summed([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 });
  });
});
