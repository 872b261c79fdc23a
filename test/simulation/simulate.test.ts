import { describe, expect, it } from 'vitest';
import { times } from '../support/effort.ts';
import { type Counts, count, fewerThan, runSeeds } from './run-seeds.ts';
import { simulate } from './simulate.ts';

const faults = ['before', 'after', 'conflict', 'throttled', 'partly', 'crash'];
const deeds = [
  'match',
  'accept',
  'unpost',
  'move',
  'answer-denial',
  'move-denial',
  'write-off',
  'settle',
  'reject',
  'admit',
  '409',
  '412',
];

describe('simulated import and posting, and people who decide', () => {
  it('holds every invariant, whatever the network and people do', async () => {
    const injected: Counts = new Map();
    const told: Counts = new Map();
    // The runs must include faults, decisions of people, and people who come too late. Otherwise they would prove
    // nothing.
    const missing = () => [
      ...fewerThan(times(20, 100), injected, faults),
      ...fewerThan(times(1, 20), told, deeds),
      ...fewerThan(times(20, 100), told, ['approve']),
    ];
    const run = async (seed: string) => {
      const { faults: found, injected: kinds, told: answers } = await simulate(seed);
      expect(found, `npm run simulate -- --seed "${seed}"`).toEqual([]);
      for (const [kind, number] of kinds) count(injected, kind, number);
      for (const { kind, status } of answers) count(told, status < 300 ? kind : String(status));
    };
    const usual = times(15, 1500);
    await runSeeds({ name: 'test', usual, most: usual + 600 }, run, missing);
  });

  it('is the same run for the same seed', async () => {
    const [left, right] = [await simulate('again'), await simulate('again')];
    expect(right).toEqual(left);
    expect(left.rounds).toBeGreaterThan(1);
  });
});
