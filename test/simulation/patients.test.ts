import { describe, expect, it } from 'vitest';
import { times } from '../support/effort.ts';
import { type Counts, count, fewerThan, runSeeds } from './run-seeds.ts';
import { simulatePatients } from './simulate-patients.ts';

/** Actions of people that must have succeeded, and others that must have been refused, in some run. */
const occurs = [
  ...['pay 201', 'pay 400', 'allocate 200', 'take-off 200', 'reverse 200', 'give up 201'],
  ...['refund 201', 'plan 201', 'hold 201', 'bring to the bank 201', 'close 200'],
  // Without statements, none would have been compared with what is owed.
  ...['statement 201', 'statement 409'],
  ...['enter by hand 201', 'link 201', 'settle-cards done'],
  ...['remit 202', 'post-agency-remit done', 'appeal 200', 'end hold 200'],
  ...['move to account 200', 'charge employer 201', 'employer pays 201', 'invoice 201', 'take over 201'],
  ...['card 201', 'charge card 201', 'lockbox 202', 'reconcile-bank done'],
  ...['run done', 'made statement', 'skipped cycle-not-due', 'plan behind'],
];
const rarely = [
  ...[
    'refund-checks 201',
    'pay instalment 201',
    'approve 200',
    'page complete',
    'event 200',
    'place 201',
    'transfer 201',
    'page 200',
  ],
  ...['decline 200', 'clear 200', 'stop 200', 'end 200', 'allocate 412', 'enter by hand 409'],
  ...['credit-card 200', 'credit succeeded', 'credit failed', 'dispute', 'dispute won', 'dispute lost', 'page expired'],
  ...['recall 200', 'return 200', 'payments 200', 'match line 200', 'tell agency 201', 'pay fees 201'],
  ...['appeal refused 200', 'appeal part 200', 'appeal won 200', 'move denial 200', 'write-off denial 200'],
  ...['plan by card 201', 'card for plan 200', 'take-card 200', 'retry 200', 'remove 200'],
  ...['statement link 201', 'wrong lockbox 422', 'credit comes back'],
  ...['withdraw 200', 'take charge back 200', 'made reminder', 'mail came back 200', 'skipped legal-hold'],
];

describe('simulated patients, from the payers’ answers to the last cent', () => {
  it('owe what their entries add up to, pay nothing twice, and are billed for what payers and people assigned to them, alone, as families and by runs; and an employer for its charges', async () => {
    const counts: Counts = new Map();
    // The runs must include faults, and everything that they are meant to test. Otherwise they would prove nothing.
    const missing = () => [
      ...fewerThan(30, counts, ['injected']),
      ...fewerThan(times(1, 20), counts, occurs),
      ...fewerThan(times(0, 2), counts, rarely),
    ];
    const run = async (seed: string) => {
      const { faults, told, injected } = await simulatePatients(seed);
      expect(faults, `npm run simulate -- --what patients --seed "${seed}"`).toEqual([]);
      for (const [what, times] of told) count(counts, what, times);
      for (const times of injected.values()) count(counts, 'injected', times);
    };
    const usual = times(4, 500);
    await runSeeds({ name: 'patients', from: 16, usual, most: usual + 100 }, run, missing);
  });
});
