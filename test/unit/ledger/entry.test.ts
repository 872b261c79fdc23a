import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTenantId } from '../../../shared/domain/identity/ids.ts';
import { type Account, accountOfCode, accounts } from '../../../shared/domain/ledger/accounts.ts';
import {
  accountTotals,
  balancedLegs,
  type EntryFacts,
  type Leg,
  ledgerEntry,
} from '../../../shared/domain/ledger/entry.ts';
import { type Cents, cents } from '../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { entryItem, entryOfItem } from '../../../shared/store/ledger.ts';

const amount = fc.integer({ min: -(10 ** 9), max: 10 ** 9 }).map(cents);
const account = fc.constantFrom(...(Object.keys(accounts) as Account[]));
/** Codes and control numbers of others may contain the character that separates the parts of a stored leg. */
const word = fc.stringMatching(/^[A-Z0-9|%-]{1,8}$/);
const leg: fc.Arbitrary<Leg> = fc.record(
  {
    account,
    cents: amount,
    payerId: fc.constantFrom('pay_A', 'pay_B'),
    line: fc.integer({ min: 1, max: 99 }),
    reason: word,
    reference: fc.string({ minLength: 1 }),
  },
  { requiredKeys: ['account', 'cents'] },
) as fc.Arbitrary<Leg>;

/** Legs, with one more that makes their sum zero. */
const balanced = fc
  .array(leg, { maxLength: 12 })
  .map((legs): Leg[] => [
    ...legs,
    { account: 'remittance-clearing', cents: cents(-legs.reduce((sum, one) => sum + one.cents, 0)) },
  ]);

describe('ledger entries', () => {
  it('accept legs that sum to zero, and drop zero legs', () => {
    fc.assert(
      fc.property(balanced, (legs) => {
        const kept = balancedLegs(legs);
        expect(kept.every((one) => one.cents !== 0)).toBe(true);
        expect(kept.reduce((sum, one) => sum + one.cents, 0)).toBe(0);
      }),
    );
  });

  it('cannot be made from legs that do not sum to zero', () => {
    fc.assert(
      fc.property(balanced, fc.integer({ min: 1, max: 1000 }), (legs, difference) => {
        expect(() => balancedLegs([...legs, { account: 'bank', cents: cents(difference) }])).toThrow('sum to zero');
      }),
    );
  });

  it('total each account once', () => {
    const legs: Leg[] = [
      { account: 'bank', cents: cents(5) },
      { account: 'bank', cents: cents(-2) },
      { account: 'charges', cents: cents(-3) },
    ];
    expect([...accountTotals(legs)]).toEqual([
      ['bank', 3],
      ['charges', -3],
    ]);
  });

  it('have the month of the day on which they are booked, and omit what is unknown', () => {
    const facts = {
      id: 'led_1',
      kind: 'deposit',
      effectiveOn: '2026-10-31',
      postedOn: '2026-11-02',
      entityId: 'ent_1',
    };
    const legs: Leg[] = [
      { account: 'bank', cents: cents(5000) },
      { account: 'unidentified-receipts', cents: cents(-5000) },
      { account: 'merchant-and-agency-fees', cents: cents(0) },
    ];
    const entry = ledgerEntry({ ...(facts as EntryFacts), claimId: undefined, legs });
    expect(entry).toStrictEqual({ ...facts, period: '2026-11', legs: legs.slice(0, 2) });
    expect(() => ledgerEntry({ ...(facts as EntryFacts), legs: legs.slice(1) })).toThrow('sum to zero');
  });

  it('are stored and read back whole, whatever their legs, notes and sources are', () => {
    const note = fc.record(
      {
        meaning: fc.constantFrom('denial', 'information', 'held'),
        reason: word,
        cents: amount,
        line: fc.integer({ min: 1, max: 99 }),
      },
      { requiredKeys: ['meaning', 'reason', 'cents'] },
    );
    const tenant = parseTenantId('north-clinic');
    if (!tenant.ok) throw new Error('the tenant of this test is valid');
    fc.assert(
      fc.property(balanced, fc.array(note, { minLength: 1, maxLength: 4 }), word, (legs, notes, number) => {
        const entry = ledgerEntry({
          id: 'led_1',
          kind: 'remittance-claim',
          effectiveOn: '2026-11-02' as LocalDate,
          postedOn: '2026-11-03' as LocalDate,
          entityId: 'ent_1',
          remittanceId: 'rem_1',
          rulesVersion: '2026-11-2',
          notes,
          adjudication: { payerId: 'pay_A', share: 1, payerClaimNumber: number },
          source: {
            fileSha256: 'a1'.repeat(32),
            interchangeControlNumber: number,
            groupControlNumber: `${number}|`,
            transactionControlNumber: `%${number}`,
            byteOffset: 100,
            byteLength: 20,
            element: 'CLP01',
          },
          legs,
        });
        const stored = JSON.parse(JSON.stringify(entryItem(tenant.value, 'CONTROL-1', entry, 'hash')));
        expect(entryOfItem(stored)).toEqual(entry);
      }),
    );
  });
});

describe('the chart of accounts', () => {
  it('finds every account by its code, and no two share one', () => {
    for (const [name, { code }] of Object.entries(accounts)) expect(accountOfCode(code)).toBe(name);
    expect(accountOfCode('??')).toBeUndefined();
    const totals = accountTotals([{ account: 'bank', cents: 0 as Cents }]);
    expect(totals.get('bank')).toBe(0);
  });
});
