import { createHash } from 'node:crypto';
import { cpuMilliseconds } from './support/cpu-time.ts';

/**
 * How much processor time a test file may use in `npm test`, in seconds of the machine that `referenceMilliseconds` was measured on.
 * Whoever needs more shortens the file, splits it, or moves what is long to `npm run test:long` (`test/support/effort.ts`).
 */
const usualSeconds = 5;

/** Files that may use more. Each has two to three times what it took when the number was written down. */
export const budgets: Readonly<Record<string, number>> = {
  'contract/local-host/process.test.ts': 30,
};

/** What a file used. */
export interface Measure {
  /** Below `test/`. */
  readonly file: string;
  readonly milliseconds: number;
}

/** What `calibrate` took where the budgets were written down. */
const referenceMilliseconds = 250;

/** A fixed piece of work as tests do it, in milliseconds of the processor: how fast this machine is now. */
export function calibrate(): number {
  const before = cpuMilliseconds();
  const seen = new Map<string, string>();
  for (let index = 0; index < 40_000; index += 1) {
    const text = JSON.stringify({ index, half: index / 2, words: ['a', 'b', String(index)] });
    seen.set(createHash('sha256').update(text).digest('hex'), JSON.parse(text).words.join(' '));
  }
  if ([...seen.keys()].sort().length !== 40_000) throw new Error('the calibration did not do its work');
  return cpuMilliseconds() - before;
}

/**
 * The files that used more than their budget, each as a sentence.
 * @param calibrations how long the fixed piece of work took before and after; a machine faster than ours gives nobody less
 */
export function overBudget(measures: readonly Measure[], calibrations: readonly number[]): string[] {
  const slowness = Math.max(1, ...calibrations.map((milliseconds) => milliseconds / referenceMilliseconds));
  return measures.flatMap(({ file, milliseconds }) => {
    const seconds = milliseconds / 1000 / slowness;
    const budget = budgets[file] ?? usualSeconds;
    if (seconds <= budget) return [];
    return [`${file} used ${seconds.toFixed(1)} s of the processor; its budget is ${budget} s`];
  });
}
