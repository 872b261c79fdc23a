import { readFile } from 'node:fs/promises';

/** How many tests passed, failed and were skipped. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The fields of vitest's JSON report that are used here. */
interface VitestReport {
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

export function summed(parts: readonly Totals[]): Totals {
  const sum = (name: keyof Totals): number => parts.reduce((total, part) => total + part[name], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/**
 * The totals of a run of vitest, from its report. A run that failed although no test of it did (an error outside any
 * test), that has no report, or no test at all, is one more failure: otherwise nobody would miss the tests.
 */
export async function totalsOfRun(
  hasPassed: boolean,
  file: string,
): Promise<Totals & { readonly isUnexplained: boolean }> {
  const totals = await readReport(file);
  const isEmpty = totals.passed + totals.failed + totals.skipped === 0;
  const isUnexplained = isEmpty || (!hasPassed && totals.failed === 0);
  return { ...totals, failed: totals.failed + (isUnexplained ? 1 : 0), isUnexplained };
}

async function readReport(file: string): Promise<Totals> {
  try {
    return totalsOf(JSON.parse(await readFile(file, 'utf8')) as VitestReport);
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

/** Counts the tests of a report. A file that could not be loaded has no tests, and counts as one failure. */
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
