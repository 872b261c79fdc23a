import { defineConfig } from 'vitest/config';

/** The tests that a mutant must get past: the pure ones, in one project, because the runner knows no projects. */
export default defineConfig({
  test: {
    include: ['test/unit/{money,remittance,ledger,golden}/**/*.test.ts'],
    testTimeout: 10_000,
  },
});
