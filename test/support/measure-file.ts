import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';
import { afterAll, expect } from 'vitest';
import { cpuMilliseconds } from './cpu-time.ts';

/* Writes down how much processor time each test file used. `npm test` compares it with `test/budgets.ts`. */

const measures = process.env.TEST_MEASURES;
if (measures !== undefined) {
  const before = cpuMilliseconds();
  // Hooks run in reverse order, so this first one runs when those of the file are done.
  afterAll(() => {
    const file = relative('test', expect.getState().testPath as string);
    appendFileSync(measures, `${JSON.stringify({ file, milliseconds: cpuMilliseconds() - before })}\n`);
  });
}
