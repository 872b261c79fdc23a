import { expect } from 'vitest';

/** Seeds, made of a name and a number. */
export interface Seeds {
  readonly name: string;
  /**
   * The number to begin with, 0 if absent. It only saves time: if rare situations come soon, fewer runs are needed
   * until all have occurred.
   */
  readonly from?: number;
  /** How many are run at least. */
  readonly usual: number;
  /** How many are run at most, to find the situations that are still missing. */
  readonly most: number;
}

/**
 * Runs one seed after the other: the usual ones, and then more until every situation that the test needs has occurred.
 * So a change that shifts what happens under a seed only costs some more runs; the test neither fails nor proves less
 * because of it.
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

/** How often each thing occurred. */
export type Counts = Map<string, number>;

/** Counts one more of a thing, or several. */
export function count(counts: Counts, what: string, more = 1): void {
  counts.set(what, (counts.get(what) ?? 0) + more);
}

/** Those of the named things that occurred too rarely. */
export function fewerThan(least: number, counts: Counts, names: readonly string[]): string[] {
  return names.filter((name) => (counts.get(name) ?? 0) < least);
}
