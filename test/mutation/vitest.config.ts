import { defineConfig } from 'vitest/config';

/**
 * The tests that a mutant has to survive: only the pure ones, in one project, because the runner does not know
 * projects.
 */
export default defineConfig({
  test: {
    include: ['test/unit/{money,remittance,ledger}/**/*.test.ts', 'test/unit/golden/golden-ledgers.test.ts'],
    setupFiles: ['test/mutation/properties.ts'],
    // The runner starts one worker for each mutant. One more worker for each test file would take most of the time.
    isolate: false,
    testTimeout: 10_000,
  },
});
