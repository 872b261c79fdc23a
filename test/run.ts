import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCheck, runTool, staticChecks } from './tools.ts';

/**
 * `npm test`: the checks, then every project of tests, each to its end whatever became of the others. The last line says how
 * many passed and failed; a check counts as one. The real account (`npm run test:aws`) is left out: it needs one.
 */
const everyProject = ['architecture', 'unit', 'contract', 'simulation', 'corpus', 'end-to-end', 'synth'];

/** `npm test -- unit corpus` runs these two only, after the checks. */
const named = process.argv.slice(2);
const projects = named.length > 0 ? named : everyProject;

interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What we need of vitest's JSON report. */
interface VitestReport {
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** Counts a report. A file that could not even be loaded has no tests to count: it is one failure. */
function totalsOf({ testResults }: VitestReport): Totals {
  const statuses = testResults.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status));
  const count = (isCounted: (status: string) => boolean): number => statuses.filter(isCounted).length;
  const failed = count((status) => status === 'failed');
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const passed = count((status) => status === 'passed');
  return { passed, failed: failed + brokenFiles, skipped: statuses.length - passed - failed };
}

async function readReport(file: string): Promise<Totals> {
  try {
    return totalsOf(JSON.parse(await readFile(file, 'utf8')) as VitestReport);
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

/** Runs one project. A run that fails beside its tests (an error outside of any, or no test at all) is one failure more. */
async function runProject(project: string, folder: string): Promise<Totals> {
  console.log(`\n--- ${project}`);
  const file = join(folder, `${project}.json`);
  const options = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const run = await runTool('vitest', options, 'show');
  const totals = await readReport(file);
  const unexplained = !run.passed && totals.failed === 0;
  if (unexplained) console.log(`FAILED ${project}: an error outside of the tests, or no test at all`);
  return unexplained ? { ...totals, failed: 1 } : totals;
}

async function runEverything(): Promise<Totals> {
  const folder = await mkdtemp(join(tmpdir(), 'superbill-test-'));
  try {
    console.log('--- check');
    const checks = await Promise.all(staticChecks.map(runCheck));
    const passed = checks.filter((run) => run.passed).length;
    const all: Totals[] = [{ passed, failed: checks.length - passed, skipped: 0 }];
    for (const project of projects) all.push(await runProject(project, folder));
    const sum = (name: keyof Totals): number => all.reduce((total, totals) => total + totals[name], 0);
    return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const started = performance.now();
const { passed, failed, skipped } = await runEverything();
process.exitCode = failed === 0 ? 0 : 1;
console.log(`\n${((performance.now() - started) / 1000).toFixed(0)} seconds`);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
