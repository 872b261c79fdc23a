import { describe, expect, it } from 'vitest';
import { times } from '../support/effort.ts';
import { billersInvariants, type Look } from './billers-invariants.ts';
import { type Counts, count, fewerThan, runSeeds } from './run-seeds.ts';
import { billersDeeds, simulateBillers } from './simulate-billers.ts';

/** Deeds that must have been done in some run: without them the walk would prove little. */
const occurs = [
  ...['answer 202', 'take back 202', 'take back and answer again 202', 'enter from paper 202', 'cash for nobody 202'],
  ...['finalize 200', 'correct 200', 'filings 202', 'unpost 200', 'apply exception 200', 'book exception 200'],
  ...['write-off denial 200', 'pay 201', 'apply for assistance 201'],
];

/** What an invariant says of an office in which somebody just did something, of which only this much is known. */
function brokenBy(name: string, look: object): readonly string[] {
  const invariant = billersInvariants.find((each) => each.name === name);
  return invariant?.broken(look as Look) ?? [`there is no invariant ${name}`];
}

// What no single bug that is planted can break, because the product guards it twice.
describe('an invariant of the walk', () => {
  it('sees a claim in a file whose disclosure the patient forbade', () => {
    const items = [{ type: 'balance', claimId: 'S1', disclosureForbidden: true }];
    const sent = (text: string) => ({
      bucket: { objects: new Map([['office/claim-file/sub.837', Buffer.from(text)]]) },
    });
    expect(brokenBy('forbidden', { items, office: sent('~CLM*S2*100~') })).toEqual([]);
    expect(brokenBy('forbidden', { items, office: sent('~CLM*S1*100~') })).toEqual(['S1 was sent']);
  });

  it('sees what a refused request has written', () => {
    const [kept, made] = [{ type: 'balance' }, { type: 'entry' }];
    const refused = (answered: readonly object[]) => ({ answer: { status: 409 }, before: [kept], answered });
    expect(brokenBy('refused', refused([kept]))).toEqual([]);
    expect(brokenBy('refused', refused([kept, made]))).toEqual(['refused with 409, and written: entry']);
  });
});

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

  it('have a name of its own for each deed, by which it is drawn', () => {
    const names = billersDeeds.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  it('are the same run for the same seed', async () => {
    const [left, right] = [await simulateBillers('again'), await simulateBillers('again')];
    expect(right).toEqual(left);
    expect(left.steps.length).toBeGreaterThan(20);
  });
});
