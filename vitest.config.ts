import { defineConfig } from 'vitest/config';
import { StoriesFirst } from './test/support/stories-first.ts';

/** A limit ends what hangs, and nothing else: a machine five times slower stays far below. How long a file may take: `test/budgets.ts`. */
const hangsMilliseconds = process.env.TEST_LONG === undefined ? 600_000 : 3_600_000;

const tests = (name: string, own: object = {}) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    setupFiles: ['test/support/measure-file.ts'],
    testTimeout: hangsMilliseconds,
    hookTimeout: hangsMilliseconds,
    // A look over HTTP takes longer than a look into memory.
    expect: { poll: { timeout: 120_000, interval: name === 'end-to-end' ? 100 : 25 } },
    // Files share processes and modules: nothing of ours keeps state in a module but what anybody may read again.
    isolate: false,
    ...own,
  },
});

export default defineConfig({
  test: {
    // Vitest's own choice, a core less than there are, leaves half of two idle. One more than there are loads every module once more.
    maxWorkers: '100%',
    sequence: { sequencer: StoriesFirst },
    projects: [
      tests('architecture'),
      tests('unit'),
      tests('contract'),
      tests('simulation'),
      tests('corpus'),
      tests('end-to-end'),
      // CDK takes longer to load than to work: one process for all of it. `npm test` runs it beside the others; in one call it comes after them.
      tests('synth', { maxWorkers: 1, sequence: { groupOrder: 1 } }),
      tests('aws'),
    ],
  },
});
