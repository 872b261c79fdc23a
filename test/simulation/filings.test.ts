import { expect, it } from 'vitest';
import { times } from '../support/effort.ts';
import { type Counts, count, fewerThan, runSeeds } from './run-seeds.ts';
import { simulateFilings } from './simulate-filings.ts';

const deeds = ['hold', 'release', 'withdraw', 'reassemble', 'member-id', 'correct', 'void', '409'];

it('each claim is sent once, as it was on file when it joined, whatever people and the network do', async () => {
  const counts: Counts = new Map();
  // The runs must include faults, actions of people, and people who come too late. Otherwise they would prove nothing.
  const missing = () => [
    ...fewerThan(60, counts, ['injected']),
    ...fewerThan(10, counts, ['changed']),
    ...fewerThan(4, counts, deeds),
  ];
  const run = async (seed: string) => {
    const { faults, told, injected, changed } = await simulateFilings(seed);
    expect(faults, seed).toEqual([]);
    for (const [what, number] of told) count(counts, what, number);
    for (const number of injected.values()) count(counts, 'injected', number);
    count(counts, 'changed', changed);
  };
  const usual = times(8, 1000);
  await runSeeds({ name: 'filings', usual, most: usual + 200 }, run, missing);
});
