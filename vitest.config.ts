import { defineConfig } from 'vitest/config';

const tests = (name: string, include: readonly string[], timeoutSeconds = 30) => ({
  test: { name, include: [...include], testTimeout: timeoutSeconds * 1000, hookTimeout: 60_000 },
});

export default defineConfig({
  test: {
    // Many tests wait for processes and ports: vitest's own choice, a core less than there are, leaves half of two idle.
    maxWorkers: '100%',
    projects: [
      tests('architecture', ['test/architecture/**/*.test.ts']),
      tests('unit', ['test/unit/**/*.test.ts']),
      tests('contract', ['test/contract/**/*.test.ts'], 60),
      tests('simulation', ['test/simulation/**/*.test.ts'], 240),
      tests('corpus', ['test/corpus/**/*.test.ts'], 120),
      tests('end-to-end', ['test/end-to-end/**/*.test.ts'], 180),
      tests('synth', ['test/synth/**/*.test.ts'], 180),
      tests('aws', ['test/aws/**/*.test.ts'], 180),
    ],
  },
});
