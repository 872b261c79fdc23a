import { expect } from 'vitest';

/** Seeds by a name and a number. */
export interface Seeds {
  readonly name: string;
  /**
   * The number to begin with; 0 unless it is given. It only saves time: where situations that are rare come soon, fewer runs are needed until
   * all have occurred.
   */
  readonly from?: number;
  /** How many are run in any case. */
  readonly usual: number;
  /** How many at most, to find the situations that are still missing. */
  readonly most: number;
}

/**
 * Runs one seed after the other: the usual ones, and then on until every situation that the test speaks of has occurred. So a change that
 * shifts what happens under a seed costs some runs more, and the test neither fails for it nor proves less.
 * @param missing the situations that did not occur often enough yet
 */
export async function runSeeds(
  { name, from = 0, usual, most }: Seeds,
  run: (seed: string) => Promise<void>,
  missing: () => readonly string[],
): Promise<void> {
  for (let number = 0; number < most; number += 1) {
    if (number >= usual && missing().length === 0) return;
    await run(`${name} ${from + number}`);
  }
  expect(missing(), `did not occur often enough in ${most} runs`).toEqual([]);
}

/** How often things occurred. */
export type Counts = Map<string, number>;

/** Counts one thing more, or several. */
export function count(counts: Counts, what: string, more = 1): void {
  counts.set(what, (counts.get(what) ?? 0) + more);
}

/** Those of the named things that occurred less often. */
export function fewerThan(least: number, counts: Counts, names: readonly string[]): string[] {
  return names.filter((name) => (counts.get(name) ?? 0) < least);
}
