import { describe, expect, it } from 'vitest';
import { times } from '../support/effort.ts';
import { type Counts, count, fewerThan, runSeeds } from './run-seeds.ts';
import { billersDeeds, simulateBillers } from './simulate-billers.ts';

/** Deeds that must have been done in some run: without them the walk would prove little. */
const occurs = [
  ...['answer 202', 'take back 202', 'take back and answer again 202', 'enter from paper 202', 'cash for nobody 202'],
  ...['finalize 200', 'correct 200', 'filings 202', 'unpost 200', 'apply exception 200', 'book exception 200'],
  ...['write-off denial 200', 'pay 201', 'apply for assistance 201'],
];

describe('simulated billers, who may do anything in any order', () => {
  it('never lose a cent out of sight, and get a reason for whatever they may not do', async () => {
    const counts: Counts = new Map();
    // The runs must include what they are meant to test; in the long run, every deed.
    const missing = () => [
      ...fewerThan(times(1, 20), counts, occurs),
      ...fewerThan(
        times(0, 2),
        counts,
        billersDeeds.map(({ name }) => name),
      ),
    ];
    const run = async (seed: string) => {
      const { faults, steps } = await simulateBillers(seed);
      expect(faults, `npm run simulate -- --what billers --seed "${seed}"`).toEqual([]);
      for (const { name, what, status } of steps) {
        count(counts, `${what} ${status}`);
        if (status < 300) count(counts, name);
      }
    };
    const usual = times(6, 1500);
    await runSeeds({ name: 'billers', usual, most: usual + 60 }, run, missing);
  });

  it('are the same run for the same seed', async () => {
    const [left, right] = [await simulateBillers('again'), await simulateBillers('again')];
    expect(right).toEqual(left);
    expect(left.steps.length).toBeGreaterThan(20);
  });
});
