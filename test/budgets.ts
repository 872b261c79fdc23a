import { createHash } from 'node:crypto';
import { cpuMilliseconds } from './support/cpu-time.ts';

/**
 * How much processor time a test file may use in `npm test`, in seconds of the machine on which `referenceMilliseconds`
 * was measured. If a file needs more, shorten it, split it, or move the long part to `npm run test:long`
 * (`test/support/effort.ts`).
 */
const usualSeconds = 12;

/**
 * Files that may use more. Each budget is at least three times what the file took, because other work on the same
 * processor slows files unevenly.
 */
export const budgets: Readonly<Record<string, number>> = {
  'architecture/lint-rules.test.ts': 25,
  'contract/claim-corrections.test.ts': 25,
  'contract/golden-accounts.test.ts': 25,
  'contract/import-remittance.test.ts': 25,
  'contract/local-host/process.test.ts': 45,
  'contract/posting-plan-crash.test.ts': 25,
  'contract/posting-plan.test.ts': 25,
  'contract/memory-dynamodb.test.ts': 45,
  'contract/post-waiting.test.ts': 25,
  'contract/posting-rules-dry-run.test.ts': 25,
  // Where an OpenSSH server is installed.
  'contract/sftp-connection.test.ts': 20,
  'contract/submit-claims.test.ts': 25,
  'contract/walked-states.test.ts': 25,
  'contract/walked-states-again.test.ts': 25,
  'corpus/nothing-lost-835.test.ts': 25,
  'end-to-end/code-sets.test.ts': 25,
  'end-to-end/demo.test.ts': 150,
  'end-to-end/offices.test.ts': 150,
  'end-to-end/typed-client.test.ts': 90,
  'end-to-end/typed-pages.test.ts': 75,
  'simulation/billers.test.ts': 25,
  'simulation/claims.test.ts': 25,
  'simulation/every-request.test.ts': 25,
  'simulation/fuzz.test.ts': 30,
  'simulation/patients.test.ts': 30,
  'simulation/planted-bugs.test.ts': 50,
  'simulation/simulate.test.ts': 25,
  'synth/api.test.ts': 20,
  'synth/least-privilege.test.ts': 20,
  'synth/room.test.ts': 25,
  'synth/security.test.ts': 25,
  'synth/stack.test.ts': 20,
  'unit/verify/falsified-books.test.ts': 15,
  'unit/x12/837/round-trip.test.ts': 25,
  'unit/x12/nothing-lost.test.ts': 15,
  'unit/x12/streaming-pass.test.ts': 15,
};

/** The budget of a file, in seconds, by its path below `test/`. */
export const budgetOf = (file: string): number => budgets[file] ?? usualSeconds;

/** What a file used. */
export interface Measure {
  /** Below `test/`. */
  readonly file: string;
  readonly milliseconds: number;
}

/** What `calibrate` took on the machine on which the budgets were set. */
const referenceMilliseconds = 250;

/** A fixed piece of work like that of tests, in milliseconds of processor time: how fast this machine is now. */
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
 * The files that used more than their budget, one sentence each.
 * @param calibrations how long the fixed piece of work took before and after; on a faster machine than ours the budgets
 * stay the same
 */
export function overBudget(measures: readonly Measure[], calibrations: readonly number[]): string[] {
  const slowness = Math.max(1, ...calibrations.map((milliseconds) => milliseconds / referenceMilliseconds));
  return measures.flatMap(({ file, milliseconds }) => {
    const seconds = milliseconds / 1000 / slowness;
    const budget = budgetOf(file);
    if (seconds <= budget) return [];
    return [`${file} used ${seconds.toFixed(1)} s of the processor; its budget is ${budget} s`];
  });
}
