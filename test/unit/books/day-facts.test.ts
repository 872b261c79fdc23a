import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsOfDay, openOfDay } from '../../../shared/domain/books/day-facts.ts';
import { daySheet } from '../../../shared/domain/books/day-sheet.ts';
import type { BookedEntry } from '../../../shared/domain/books/day-sums.ts';
import type { ClaimId } from '../../../shared/domain/identity/ids.ts';
import type { Account } from '../../../shared/domain/ledger/accounts.ts';
import { accounts } from '../../../shared/domain/ledger/accounts.ts';
import {
  accountTotals,
  type EntryFacts,
  type EntryKind,
  entryKinds,
  ledgerEntry,
} from '../../../shared/domain/ledger/entry.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = '2026-11-23' as LocalDate;
const common = { effectiveOn: '2026-11-02' as LocalDate, postedOn: day, entityId: 'ent_a' };
const booked = (facts: Omit<EntryFacts, keyof typeof common>, more: Omit<BookedEntry, 'entry'> = {}): BookedEntry => ({
  entry: ledgerEntry({ ...common, ...facts }),
  ...more,
});

/* A payer denies 40.00 of a claim of 3 November, for two reasons, and pays 60.00; a claim of 20 November is charged with 25.00. */
const answer = booked(
  {
    id: 'led_1',
    kind: 'remittance-claim',
    providerId: 'prv_a',
    adjudication: { payerId: 'pay_a', share: 0, payerClaimNumber: 'X' },
    notes: [
      { meaning: 'denial', reason: 'CO-16', cents: cents(3_000) },
      { meaning: 'denial', reason: 'CO-97', cents: cents(1_000) },
      { meaning: 'information', reason: 'OA-23', cents: cents(500) },
    ],
    legs: [
      { account: 'remittance-clearing', cents: cents(6_000) },
      { account: 'insurance-receivable', cents: cents(-6_000), payerId: 'pay_a', share: 0 },
    ],
  },
  { servedOn: '2026-11-03' as LocalDate },
);
const charge = booked(
  {
    id: 'led_2',
    kind: 'charge',
    legs: [
      { account: 'insurance-receivable', cents: cents(2_500), payerId: 'pay_a', share: 0 },
      { account: 'charges', cents: cents(-2_500) },
    ],
  },
  { servedOn: '2026-11-20' as LocalDate, by: 'user-coder' },
);

describe('the facts of a day', () => {
  it('count answers, what they deny and why, and charges, with the days since the service', () => {
    const of = { entityId: 'ent_a', payerId: 'pay_a', providerId: 'prv_a' };
    expect(factsOfDay([answer, charge]).counts).toEqual([
      { what: 'answered', ...of, count: 1, days: 20, cents: 0 },
      { what: 'denied', ...of, count: 1, days: 0, cents: 4_000 },
      { what: 'denial', ...of, reason: 'CO-16', count: 1, days: 0, cents: 3_000 },
      { what: 'denial', ...of, reason: 'CO-97', count: 1, days: 0, cents: 1_000 },
      {
        ...{ what: 'done', entityId: 'ent_a', by: 'user-coder', reason: 'charge', count: 1, days: 0, cents: 2_500 },
      },
      {
        ...{ what: 'charged', entityId: 'ent_a', account: 'insurance-receivable', payerId: 'pay_a', by: 'user-coder' },
        ...{ count: 1, days: 3, cents: 2_500 },
      },
    ]);
  });

  it('show for a first answer how its claim was sent: when, whether it was clean, and whether it was paid at once', () => {
    const past = { sentOn: '2026-11-10' as LocalDate, wasOverridden: false, wasRejected: true };
    const counts = factsOfDay([{ ...answer, past }]).counts.filter(({ what }) => what.startsWith('first-'));
    expect(counts.map(({ what, count, days, payerId }) => [what, count, days, payerId])).toEqual([
      ['first-answer', 1, 0, 'pay_a'],
      ['first-rejected', 1, 0, 'pay_a'],
      ['first-sent', 1, 7, 'pay_a'],
      ['first-waited', 1, 13, 'pay_a'],
    ]);
    const { notes: _notes, ...paid } = answer.entry;
    const clean = { entry: paid as typeof answer.entry, past: { wasOverridden: false, wasRejected: false } };
    expect(factsOfDay([clean]).counts.map(({ what }) => what)).toEqual([
      ...['answered', 'first-answer', 'first-paid', 'first-clean'],
    ]);
  });

  it('count the open work that people ended', () => {
    const ended = [
      { id: 'exc_1', kind: 'exception', by: 'user-a', cents: cents(-500) } as const,
      { id: 'den_1', kind: 'denial', by: 'user-a', payerId: 'pay_a', cents: cents(300) } as const,
    ];
    expect(factsOfDay([], ended).counts).toEqual([
      { what: 'done', entityId: 'office', by: 'user-a', reason: 'exception', count: 1, days: 0, cents: 500 },
      {
        ...{ what: 'done', entityId: 'office', payerId: 'pay_a', by: 'user-a', reason: 'denial' },
        ...{ count: 1, days: 0, cents: 300 },
      },
    ]);
  });

  it('show the change in what is open, claim by claim', () => {
    const of = { entityId: 'ent_a', account: 'insurance-receivable', payerId: 'pay_a' };
    const own = { ...charge, entry: { ...charge.entry, claimId: 'S1' as ClaimId } };
    expect(openOfDay([answer, own, own])).toEqual([
      { ...of, providerId: 'prv_a', of: 'led_1', servedOn: '2026-11-03', cents: -6_000 },
      { ...of, of: 'S1', servedOn: '2026-11-20', cents: 5_000 },
    ]);
  });
});

const names = Object.keys(accounts) as Account[];
const entryArbitrary = fc
  .record({
    kind: fc.constantFrom(...(Object.keys(entryKinds) as EntryKind[])),
    amounts: fc.array(fc.record({ account: fc.constantFrom(...names), amount: fc.integer({ min: -900, max: 900 }) }), {
      minLength: 1,
      maxLength: 5,
    }),
    last: fc.constantFrom(...names),
    by: fc.constantFrom(undefined, 'user-a', 'user-b'),
  })
  .map(({ kind, amounts, last, by }, index?: number) => {
    const legs = amounts.map(({ account, amount }) => ({ account, cents: cents(amount) }));
    const rest = cents(-amounts.reduce((sum, { amount }) => sum + amount, 0));
    const facts = {
      id: `led_${index}_${JSON.stringify(amounts)}`,
      kind,
      legs: [...legs, { account: last, cents: rest }],
    };
    return booked(facts, by === undefined ? {} : { by });
  });

describe('whatever was booked', () => {
  it('is reported to the cent: sums by account are the entries’, and each receivable’s steps lead to its closing balance', () => {
    fc.assert(
      fc.property(
        fc.array(entryArbitrary, { maxLength: 12 }),
        fc.integer({ min: -500, max: 500 }),
        (entries, before) => {
          const totals = accountTotals(entries.flatMap(({ entry }) => entry.legs));
          const { sums } = factsOfDay(entries);
          const open = openOfDay(entries);
          for (const account of names) {
            const rows = sums.filter((row) => row.account === account).reduce((sum, row) => sum + row.cents, 0);
            expect(rows).toBe(totals.get(account) ?? 0);
          }
          const opening = new Map<Account, never>([['insurance-receivable', cents(before) as never]]);
          const closing = new Map(
            names.map((each) => [each, cents((opening.get(each) ?? 0) + (totals.get(each) ?? 0))]),
          );
          const { receivables } = daySheet(sums, opening, closing);
          for (const each of receivables) {
            const { openingCents, chargesCents, paymentsCents, adjustmentsCents, transfersCents, otherCents } = each;
            const steps = openingCents + chargesCents + paymentsCents + adjustmentsCents + transfersCents + otherCents;
            expect([steps, each.differenceCents]).toEqual([each.closingCents, 0]);
            const owed = open
              .filter(({ account }) => account === each.account)
              .reduce((sum, row) => sum + row.cents, 0);
            expect(owed).toBe(totals.get(each.account) ?? 0);
          }
          expect(receivables.reduce((sum, each) => sum + each.transfersCents, 0)).toBe(0);
        },
      ),
    );
  });
});
