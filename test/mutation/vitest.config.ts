import { defineConfig } from 'vitest/config';

/** The tests that a mutant must get past: the pure ones, in one project, because the runner knows no projects. */
export default defineConfig({
  test: {
    include: ['test/unit/{money,remittance,ledger}/**/*.test.ts', 'test/unit/golden/golden-ledgers.test.ts'],
    setupFiles: ['test/mutation/properties.ts'],
    // The runner starts one worker for each mutant; one for each test file as well would take most of the time.
    isolate: false,
    testTimeout: 10_000,
  },
});
