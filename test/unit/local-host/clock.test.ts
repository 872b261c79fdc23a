import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openClock } from '../../../infra/local/clock.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'superbill-clock-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hour = 3_600_000;

it('continues from its time when the host stopped', () => {
  const file = join(folder, 'kept.json');
  const first = openClock(file);
  expect(first.aheadMilliseconds()).toBe(0);
  expect(first.moveTo(new Date(Date.now() + 30 * hour))).toBe('moved');
  const again = openClock(file);
  expect(again.aheadMilliseconds()).toBe(first.aheadMilliseconds());
  expect(again.now().getTime()).toBeGreaterThan(Date.now() + 29 * hour);
  expect(again.moveTo(new Date(Date.now() + 29 * hour))).toBe('backwards');
});

it.each(['', '{"aheadMilliseconds":"later"}', '{"aheadMilliseconds":-5}'])(
  'uses the machine’s time where its file is %j',
  (text) => {
    const file = join(folder, 'broken.json');
    writeFileSync(file, text);
    expect(openClock(file).aheadMilliseconds()).toBe(0);
  },
);
