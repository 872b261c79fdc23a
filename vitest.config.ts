import { defineConfig } from 'vitest/config';

/** A limit ends what hangs, and nothing else: a machine five times slower stays far below. How long a file may take: `test/budgets.ts`. */
const hangsMilliseconds = process.env.TEST_LONG === undefined ? 600_000 : 3_600_000;

const tests = (name: string, isolate = true) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    setupFiles: ['test/support/measure-file.ts'],
    testTimeout: hangsMilliseconds,
    hookTimeout: hangsMilliseconds,
    expect: { poll: { timeout: 120_000, interval: 25 } },
    isolate,
  },
});

export default defineConfig({
  test: {
    // Many tests wait for processes and ports: vitest's own choice, a core less than there are, leaves half of two idle.
    maxWorkers: '100%',
    projects: [
      tests('architecture'),
      // Pure code shares its modules between files.
      tests('unit', false),
      tests('contract'),
      tests('simulation'),
      tests('corpus'),
      tests('end-to-end'),
      tests('synth'),
      tests('aws'),
    ],
  },
});
