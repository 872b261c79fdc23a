import { type Check, runCheck, staticChecks } from './tools.ts';

/** `npm run check`: everything that takes only seconds, in parallel. */
const architecture: Check = {
  name: 'architecture',
  tool: 'vitest',
  options: ['run', '--project', 'architecture', '--reporter=dot'],
};

const runs = await Promise.all([...staticChecks, architecture].map(runCheck));
process.exitCode = runs.every(({ passed }) => passed) ? 0 : 1;
