import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askedBy, readOptions, UsageProblem } from '../cli/read-options.ts';
import { calibrate, type Measure, overBudget } from './budgets.ts';
import { runCheck, runTool, staticChecks } from './tools.ts';
import { summed, type Totals, totalsOfRun } from './totals.ts';

/**
 * `npm test`: the checks, then every test. Each runs to its end, even if others fail. Then the processor time of each
 * file is compared with its budget (`test/budgets.ts`). The last line says how many passed and failed; a check counts
 * as one, and an exceeded budget as a failure. `npm run test:long` tries more of everything and ignores budgets. The
 * tests on a real account (`npm run test:aws`) are left out, because they need one.
 */
const everyProject = ['architecture', 'unit', 'contract', 'simulation', 'corpus', 'end-to-end', 'synth'];

const usage = `npm test [-- PROJECT...]         these of ${everyProject.join(', ')}; all of them by default
npm run test:long [-- PROJECT...]
`;
const asked = askedBy(usage, process.argv.slice(2), () => {
  const { positionals, values } = readOptions({ allowPositionals: true, options: { long: { type: 'boolean' } } });
  const unknown = positionals.find((name) => !everyProject.includes(name));
  if (unknown !== undefined) throw new UsageProblem(`there are no tests named ${unknown}`);
  return { projects: positionals.length > 0 ? positionals : everyProject, isLong: values.long === true };
});
if (typeof asked === 'number') process.exit(asked);
const { projects, isLong } = asked;

/**
 * Each of these has a vitest of its own, beside the one for all the others, so that no core is idle: stories mostly wait for the processes that
 * they start, and CDK takes longer to load than to work.
 */
const apart = ['end-to-end', 'synth'];

/** Runs the tests. What those that run apart print comes at the end. */
async function runTests(folder: string): Promise<Totals> {
  const together = projects.filter((project) => !apart.includes(project));
  const runs = await Promise.all([
    ...(together.length > 0 ? [runProjects(together, join(folder, 'report.json'), 'show')] : []),
    ...projects
      .filter((project) => apart.includes(project))
      .map((project) => runProjects([project], join(folder, `${project}.json`), 'keep')),
  ]);
  return summed(runs);
}

/** Runs some projects. */
async function runProjects(names: readonly string[], file: string, show: 'show' | 'keep'): Promise<Totals> {
  const named = names.flatMap((project) => ['--project', project]);
  const options = ['run', ...named, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const run = await runTool('vitest', options, show);
  process.stdout.write(run.output);
  const { isUnexplained, ...totals } = await totalsOfRun(run.passed, file);
  if (isUnexplained) console.log('FAILED an error outside of the tests, or no test at all');
  return totals;
}

async function runChecks(): Promise<Totals> {
  console.log('--- check');
  const checks = await Promise.all(staticChecks.map(runCheck));
  const passed = checks.filter((run) => run.passed).length;
  return { passed, failed: checks.length - passed, skipped: 0 };
}

/** Runs something, and compares what each file used meanwhile with its budget. */
async function withBudgets(folder: string, run: () => Promise<Totals>): Promise<Totals> {
  const file = join(folder, 'measures.jsonl');
  process.env.TEST_MEASURES = file;
  const before = calibrate();
  const totals = await run();
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
  const measures = lines.map((line) => JSON.parse(line) as Measure).sort((a, b) => b.milliseconds - a.milliseconds);
  const seconds = measures.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000;
  console.log(`\n${measures.length} files used ${seconds.toFixed(0)} s of the processor; most of it:`);
  for (const { file: name, milliseconds } of measures.slice(0, 8)) {
    console.log(`  ${(milliseconds / 1000).toFixed(1)} s ${name}`);
  }
  const over = overBudget(measures, [before, calibrate()]);
  for (const sentence of over) console.log(`FAILED ${sentence}`);
  return { ...totals, failed: totals.failed + over.length };
}

/**
 * Tests start the command, the demonstration and the host as separate processes, dozens of times. Each would strip the
 * types of the same files and compile them again, so Node's compile cache is kept.
 */
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '..', 'node_modules', '.cache', 'node-compiled');

async function runEverything(): Promise<Totals> {
  const folder = await mkdtemp(join(tmpdir(), 'superbill-test-'));
  if (isLong) process.env.TEST_LONG = '1';
  try {
    // The checks mostly wait for one compiler, so the tests run at the same time.
    const both = async () => summed(await Promise.all([runChecks(), runTests(folder)]));
    return isLong ? await both() : await withBudgets(folder, both);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const started = performance.now();
const { passed, failed, skipped } = await runEverything();
process.exitCode = failed === 0 ? 0 : 1;
console.log(`\n${((performance.now() - started) / 1000).toFixed(0)} seconds`);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
