import { defineConfig } from 'vitest/config';

/** The tests that a mutant must get past: the pure ones, in one project, because the runner knows no projects. */
export default defineConfig({
  test: {
    include: ['test/unit/{money,remittance,ledger}/**/*.test.ts', 'test/unit/golden/golden-ledgers.test.ts'],
    setupFiles: ['test/mutation/properties.ts'],
    testTimeout: 10_000,
  },
});
