import { expect, it } from 'vitest';
import { times } from '../support/effort.ts';
import { simulateFilings } from './simulate-filings.ts';

const seeds = Array.from({ length: times(30, 1000) }, (_, index) => `filings ${index}`);

it('what leaves is each claim once, as it was on file when it joined, whatever people and the network do', async () => {
  const told = new Map<string, number>();
  let injected = 0;
  let changed = 0;
  for (const seed of seeds) {
    const run = await simulateFilings(seed);
    expect(run.faults, seed).toEqual([]);
    for (const [what, count] of run.told) told.set(what, (told.get(what) ?? 0) + count);
    for (const count of run.injected.values()) injected += count;
    changed += run.changed;
  }
  // A run in which nothing went wrong, and nobody did anything or came too late, would prove nothing.
  expect(injected).toBeGreaterThan(60);
  expect(changed).toBeGreaterThan(10);
  for (const what of ['hold', 'release', 'withdraw', 'reassemble', 'member-id', '409']) {
    expect(told.get(what) ?? 0, what).toBeGreaterThan(3);
  }
});
