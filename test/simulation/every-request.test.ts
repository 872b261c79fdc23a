import { describe, expect, it } from 'vitest';
import type { GoldenClaim, GoldenLedger } from '../golden/golden-ledger.ts';
import { remittanceText } from '../golden/remittance-text.ts';
import { faultAt } from '../support/faults.ts';
import { memoryDynamodb } from '../support/memory-dynamodb.ts';
import { chargeGolden, createPipeline, filledIn, storedBooks } from '../support/remittance-pipeline.ts';

/* A remittance of fifty claims. Its import and posting are cut at each request in turn, and then resumed. */

const ours: readonly GoldenClaim[] = Array.from({ length: 46 }, () => ({ payers: ['bluecross'], lines: [15_000] }));
const paid = (index: number) => `CLP*{C${index}}*1*150*100*0*12*ICN${index}*11*1\nCAS*CO*45*50`;
const denied = (index: number) => `CLP*{C${index}}*4*150*0*0*12*ICN${index}*11*1\nCAS*CO*50*150`;
const strange = (index: number) => `CLP*NOBODYS${index}*1*40*40*0*12*ICN${index}*11*1`;
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

/**
 * 42 claims paid 100.00 with CO-45 50.00, 4 denied, 2 unknown ones of 40.00, and the first one reversed and corrected
 * to 90.00 with a copayment of 10.00: 4,200 + 80 - 100 + 90 = 4,270.00. Interest of 5.00 is added and 10.00 withheld:
 * 4,265.00.
 */
const body = [
  ...numbers(0, 42).map(paid),
  ...numbers(42, 46).map(denied),
  ...numbers(46, 48).map(strange),
  'CLP*{C0}*22*-150*-100*0*12*ICN0*11*1\nCAS*CO*45*-50',
  'CLP*{C0}*1*150*90*10*12*ICN0A*11*1\nCAS*CO*45*50\nCAS*PR*3*10',
  'PLB*1234567893*20261231*L6*-5*WO:TAKEN1*10',
].join('\n');

const fifty: GoldenLedger = {
  name: 'fifty claims',
  reasoning: '',
  claims: Object.fromEntries(ours.map((claim, index) => [`C${index}`, claim])),
  remittances: [remittanceText('bluecross', { amount: '4265', trace: 'FIFTY' }, body)],
  expected: { accounts: {}, payers: {}, claims: {}, exceptions: [], recoupments: {}, quarantined: [] },
};

async function booksAfter(fault: ReturnType<typeof faultAt>) {
  const database = memoryDynamodb();
  const pipeline = createPipeline({ sender: database, tableName: 'table' }, fault.wrap);
  await chargeGolden(pipeline.table, fifty);
  const file = await pipeline.receive(filledIn(fifty, fifty.remittances[0] as string));
  const givenUp = await pipeline.drain(4);
  const { state } = await pipeline.fileOf(file);
  const books = await storedBooks(pipeline.table, fifty);
  const entries = books.entries.map((entry) => JSON.stringify(entry)).sort();
  return { givenUp, state, ...books, entries };
}

describe('a run of fifty claims that is interrupted at any request and continues', () => {
  it('ends with the same books each time', async () => {
    const whole = faultAt();
    const expected = await booksAfter(whole);
    expect(expected).toMatchObject({ givenUp: 0, state: 'done' });
    expect(expected.exceptions.filter((code) => code === 'claim-not-found')).toHaveLength(2);
    expect(expected.totals).toMatchObject({
      'deposits-in-transit': 426_500,
      'contractual-adjustments': 210_000,
      'patient-receivable': 1000,
      'insurance-receivable': 60_000,
      'unapplied-payer-cash': -8000,
      charges: -690_000,
    });
    expect(whole.count()).toBeGreaterThan(15);
    for (let at = 1; at <= whole.count(); at += 1) {
      for (const when of ['before', 'after'] as const) {
        expect(await booksAfter(faultAt(at, when)), `cut ${when} request ${at} of ${whole.count()}`).toEqual(expected);
      }
    }
  });
});
