import { describe, expect, it } from 'vitest';
import { times } from '../support/effort.ts';
import { type Counts, count, fewerThan, runSeeds } from './run-seeds.ts';
import { simulateClaims } from './simulate-claims.ts';

/** What people do, what payers say, and which filings there are. */
const occurs = [
  ...['correct', 'finalize', 'void', 'filings', 'withdraw', 'reassemble', 'resend', '409'],
  ...['accepted', 'rejected', 'answered', 'taken back', 'forwarded', 'crossed', 'acknowledgement-unapplied'],
  ...[
    'original',
    'replacement',
    'sent again',
    'payer 2',
    'payer 3',
    'correction-awaited',
    'claim-rejected',
    'name the acknowledged filing',
  ],
];
const rarely = [
  ...['name the filing', 'hold', 'release', 'pass-over', '412', 'late-charges'],
  ...['later-payer-answered', 'already-adjudicated'],
];

describe('simulated claims, from their charges to the last payer', () => {
  it('are sent once to the right receiver, and every answer reaches the filing that it is about', async () => {
    const counts: Counts = new Map();
    // The runs must include faults, and everything that they are meant to test. Otherwise they would prove nothing.
    const missing = () => [
      ...fewerThan(60, counts, ['injected']),
      ...fewerThan(times(1, 20), counts, occurs),
      ...fewerThan(times(0, 2), counts, rarely),
    ];
    const run = async (seed: string) => {
      const { faults, told, injected, happened } = await simulateClaims(seed);
      expect(faults, `npm run simulate -- --what claims --seed "${seed}"`).toEqual([]);
      for (const [what, number] of [...told, ...happened]) count(counts, what, number);
      for (const number of injected.values()) count(counts, 'injected', number);
    };
    const usual = times(4, 1000);
    await runSeeds({ name: 'claims', from: 62, usual, most: usual + 150 }, run, missing);
  });

  it('are the same run for the same seed', async () => {
    const [left, right] = [await simulateClaims('again'), await simulateClaims('again')];
    expect(right).toEqual(left);
  });
});
