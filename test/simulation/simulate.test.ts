import { describe, expect, it } from 'vitest';
import { times } from '../support/effort.ts';
import { simulate } from './simulate.ts';

const seeds = Array.from({ length: times(150, 1500) }, (_, index) => `test ${index}`);

describe('simulated import and posting, and people who decide', () => {
  it('holds every invariant, whatever the network and people do', async () => {
    const injected = new Map<string, number>();
    const told = new Map<string, number>();
    for (const seed of seeds) {
      const run = await simulate(seed);
      expect(run.faults, `npm run simulate -- --seed "${seed}"`).toEqual([]);
      for (const [kind, count] of run.injected) injected.set(kind, (injected.get(kind) ?? 0) + count);
      for (const { kind, status } of run.told) {
        const what = status < 300 ? kind : String(status);
        told.set(what, (told.get(what) ?? 0) + 1);
      }
    }
    // A run in which nothing went wrong would prove nothing.
    for (const kind of ['before', 'after', 'conflict', 'throttled', 'partly', 'crash']) {
      expect(injected.get(kind) ?? 0, kind).toBeGreaterThan(100);
    }
    // Nor would one in which nobody did anything, or nobody came too late.
    for (const what of [
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
    ]) {
      expect(told.get(what) ?? 0, what).toBeGreaterThan(times(0, 20));
    }
    expect(told.get('approve') ?? 0).toBeGreaterThan(100);
  });

  it('is the same run for the same seed', async () => {
    const [left, right] = [await simulate('again'), await simulate('again')];
    expect(right).toEqual(left);
    expect(left.rounds).toBeGreaterThan(1);
  });
});
