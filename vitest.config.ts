import { defineConfig } from 'vitest/config';
import { StoriesFirst } from './test/support/stories-first.ts';

/**
 * This time limit only ends a test that hangs; even a machine that is five times slower needs far less. How long a file
 * may take is in `test/budgets.ts`.
 */
const hangsMilliseconds = process.env.TEST_LONG === undefined ? 600_000 : 3_600_000;

const tests = (name: string, own: object = {}) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    setupFiles: ['test/support/measure-file.ts'],
    testTimeout: hangsMilliseconds,
    hookTimeout: hangsMilliseconds,
    // A poll over HTTP takes longer than a poll in memory. One that hangs ends before its test, and says what it waited for.
    expect: { poll: { timeout: hangsMilliseconds / 2, interval: name === 'end-to-end' ? 100 : 25 } },
    // Test files share processes and modules, because no module of ours keeps state other than caches.
    isolate: false,
    ...own,
  },
});

export default defineConfig({
  test: {
    // By default Vitest uses one core less than there are, which leaves one of two cores idle. More workers than cores
    // would only load every module once more.
    maxWorkers: '100%',
    sequence: { sequencer: StoriesFirst },
    projects: [
      tests('architecture'),
      tests('unit'),
      tests('contract'),
      tests('simulation'),
      tests('corpus'),
      tests('end-to-end'),
      // CDK takes longer to load than to run, so one process runs all of its tests. `npm test` starts this project next
      // to the others; when one call runs all projects, it comes after them.
      tests('synth', { maxWorkers: 1, sequence: { groupOrder: 1 } }),
      tests('aws'),
    ],
  },
});
