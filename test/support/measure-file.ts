import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';
import { afterAll, expect } from 'vitest';
import { cpuMilliseconds } from './cpu-time.ts';

/* Writes down how much processor time each test file used, for `npm test` to hold against `test/budgets.ts`. */

const measures = process.env.TEST_MEASURES;
if (measures !== undefined) {
  const before = cpuMilliseconds();
  // Hooks run in reverse: this one, the first, when the file's own are done.
  afterAll(() => {
    const file = relative('test', expect.getState().testPath as string);
    appendFileSync(measures, `${JSON.stringify({ file, milliseconds: cpuMilliseconds() - before })}\n`);
  });
}
