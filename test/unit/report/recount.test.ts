import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agedRows, openAfter } from '../../../shared/domain/books/ageing.ts';
import { factsOfDay, openOfDay } from '../../../shared/domain/books/day-facts.ts';
import type { BookedEntry } from '../../../shared/domain/books/day-sums.ts';
import type { ClaimId } from '../../../shared/domain/identity/ids.ts';
import type { Account } from '../../../shared/domain/ledger/accounts.ts';
import { type EntryKind, ledgerEntry } from '../../../shared/domain/ledger/entry.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import { type Fact, factsOf, openFacts } from '../../../shared/domain/report/fact.ts';
import { groupOf, openRowsBy } from '../../../shared/domain/report/group.ts';
import { rowsOf } from '../../../shared/domain/report/make-report.ts';
import { reports } from '../../../shared/domain/report/reports.ts';
import { addDays, type LocalDate } from '../../../shared/domain/time/local-date.ts';

/*
 * Whatever was booked, each report has the same figures as a plain recount of the entries. The recount reads legs, and
 * does not use the facts that reports are made from.
 */

const first = '2026-09-01' as LocalDate;
const receivables: readonly Account[] = ['insurance-receivable', 'patient-receivable', 'client-receivable'];
const others = [
  ...['charges', 'remittance-clearing', 'contractual-adjustments', 'other-adjustments', 'bad-debt', 'charity-care'],
  ...['refunds-payable', 'unapplied-patient-cash'],
] as Account[];
const hardship = 'financial-hardship';
const isHardship = (reason: string | undefined) => reason === hardship;
const isNoHardship = (reason: string | undefined) => reason !== hardship;
const given: readonly Account[] = ['contractual-adjustments', 'other-adjustments', 'bad-debt', 'charity-care'];

/** One entry: an amount between a receivable and some other account, with who and when. */
const bookedArbitrary = fc
  .record({
    kind: fc.constantFrom<EntryKind>('charge', 'remittance-claim', 'write-off', 'patient-allocation', 'refund'),
    receivable: fc.constantFrom(...receivables),
    other: fc.constantFrom(...others),
    amount: fc.integer({ min: -900, max: 900 }),
    day: fc.integer({ min: 0, max: 60 }),
    claim: fc.constantFrom('S1', 'S2', 'S3', 'S4'),
    payerId: fc.constantFrom('pay_a', 'pay_b'),
    providerId: fc.constantFrom('prv_a', 'prv_b'),
    reason: fc.constantFrom(undefined, 'CO-45', hardship),
    denied: fc.constantFrom(0, 0, 40),
    by: fc.constantFrom(undefined, 'user-a', 'user-b'),
  })
  .map(({ kind, receivable, other, amount, day, claim, payerId, providerId, reason, denied, by }): BookedEntry => {
    const named = receivable === 'insurance-receivable' ? { payerId, share: 0 } : {};
    const postedOn = addDays(first, day);
    const entry = ledgerEntry({
      ...{ id: `led_${claim}_${day}_${amount}`, kind, effectiveOn: postedOn, postedOn, entityId: 'ent_a', providerId },
      claimId: claim as ClaimId,
      ...(kind === 'remittance-claim' ? { adjudication: { payerId, share: 0, payerClaimNumber: 'X' } } : {}),
      ...(denied === 0 ? {} : { notes: [{ meaning: 'denial', reason: 'CO-97', cents: cents(denied) }] }),
      legs: [
        { account: receivable, cents: cents(amount), ...named },
        { account: other, cents: cents(-amount), ...(reason === undefined ? {} : { reason }) },
      ],
    });
    const servedOn = addDays(first, -100 * (Number(claim.slice(1)) - 1));
    return { entry, servedOn, ...(by === undefined ? {} : { by }) };
  });

const books = fc.array(bookedArbitrary, { maxLength: 20 });
const byDay = (all: readonly BookedEntry[]) => [...Map.groupBy(all, ({ entry }) => entry.postedOn)];
const factsOfBooks = (all: readonly BookedEntry[]): Fact[] =>
  byDay(all).flatMap(([day, own]) => factsOf(factsOfDay(own), day));
const told = (by: Parameters<typeof groupOf>[1]) => ({
  groupOf: (fact: Fact) => groupOf(fact, by, () => undefined),
  isInTime: false,
});

/** The legs of one account in these entries: all, or those with one reason. */
const legs = (all: readonly BookedEntry[], account: Account, isOwn = (_reason: string | undefined) => true) =>
  all
    .flatMap(({ entry }) => entry.legs)
    .reduce((sum, leg) => (leg.account === account && isOwn(leg.reason) ? sum + leg.cents : sum), 0);

describe('whatever was booked', () => {
  it('collections are a recount of the legs, and explain the change of the receivables', () => {
    fc.assert(
      fc.property(books, (all) => {
        const { totals, rows } = rowsOf(reports.collections, { days: factsOfBooks(all) }, told('provider'));
        expect(totals).toMatchObject({
          chargesCents: 0 - legs(all, 'charges'),
          paymentsCents: legs(all, 'remittance-clearing') + legs(all, 'unapplied-patient-cash'),
          contractualCents: legs(all, 'contractual-adjustments', isNoHardship),
          badDebtCents: legs(all, 'bad-debt', isNoHardship),
          charityCents:
            legs(all, 'charity-care', isNoHardship) + given.reduce((sum, each) => sum + legs(all, each, isHardship), 0),
          otherAdjustmentsCents: legs(all, 'other-adjustments', isNoHardship),
          refundsCents: 0 - legs(all, 'refunds-payable'),
        });
        const { chargesCents = 0, paymentsCents = 0, refundsCents = 0, ...rest } = totals;
        const { contractualCents = 0, badDebtCents = 0, charityCents = 0, otherAdjustmentsCents = 0 } = rest;
        const adjusted = contractualCents + badDebtCents + charityCents + otherAdjustmentsCents;
        const changed = receivables.reduce((sum, account) => sum + legs(all, account), 0);
        expect(chargesCents + refundsCents - paymentsCents - adjusted).toBe(changed);
        for (const providerId of ['prv_a', 'prv_b']) {
          const own = all.filter(({ entry }) => entry.providerId === providerId);
          const row = rows.find(({ id }) => id === providerId);
          expect(row?.values.chargesCents ?? 0).toBe(0 - legs(own, 'charges'));
        }
      }),
    );
  });

  it('denials, lags and work are a recount of the entries', () => {
    fc.assert(
      fc.property(books, (all) => {
        const facts = { days: factsOfBooks(all) };
        const answers = all.filter(({ entry }) => entry.kind === 'remittance-claim');
        const denying = answers.filter(({ entry }) => entry.notes !== undefined);
        expect(rowsOf(reports.denials, facts, told('payer')).totals).toMatchObject({
          ...{ answered: answers.length, denied: denying.length, deniedCents: 40 * denying.length },
        });
        const charged = all.filter(({ entry }) => entry.kind === 'charge');
        const days = charged.reduce(
          (sum, { entry, servedOn = '' }) => sum + (Date.parse(entry.postedOn) - Date.parse(servedOn)) / 86_400_000,
          0,
        );
        expect(rowsOf(reports['charge-lag'], facts, told('user')).totals).toMatchObject({
          claims: charged.length,
          days,
        });
        const { rows } = rowsOf(reports.productivity, facts, told('user'));
        for (const user of ['user-a', 'user-b']) {
          const own = all.filter(({ by }) => by === user);
          expect(rows.find(({ id }) => id === user)?.values.items ?? 0).toBe(own.length);
        }
      }),
    );
  });

  it('what is owed by age is a recount of all legs of each claim', () => {
    const on = addDays(first, 60);
    fc.assert(
      fc.property(books, (all) => {
        const days = byDay(all).sort(([left], [right]) => (left < right ? -1 : 1));
        const open = days.reduce((before, [, own]) => openAfter(before, openOfDay(own)), openAfter([], []));
        const facts = { open: agedRows(open, on).flatMap(openFacts) };
        const { totals } = rowsOf(reports['receivables-ageing'], facts, told('account'));
        for (const by of ['payer', 'provider', 'facility', 'account', 'entity'] as const) {
          const added = { open: openRowsBy(agedRows(open, on), by).flatMap(openFacts) };
          const own = rowsOf(reports['receivables-ageing'], added, told(by));
          expect(own).toEqual(rowsOf(reports['receivables-ageing'], facts, told(by)));
        }
        const isOf = (claim: string) => (each: BookedEntry) => each.entry.claimId === claim;
        const whole = receivables.reduce((sum, account) => sum + legs(all, account), 0);
        expect(totals.balanceCents).toBe(whole);
        // Claim S2 is 160 days old by then: what patients owe on it is in the last column, or it is a credit.
        const patient = (claim: string) => legs(all.filter(isOf(claim)), 'patient-receivable');
        const ofPatients = rowsOf(reports['receivables-ageing'], facts, told('account')).rows.find(
          ({ id }) => id === 'patient-receivable',
        )?.values;
        const owed = ['S2', 'S3', 'S4'].map(patient).reduce((sum, each) => sum + Math.max(0, each), 0);
        expect(ofPatients?.owed121Cents ?? 0).toBe(owed);
        const credits = ['S1', 'S2', 'S3', 'S4'].map(patient).filter((each) => each < 0);
        expect(ofPatients?.creditCents ?? 0).toBe(credits.reduce((sum, each) => sum + each, 0));
        const over = rowsOf(reports['over-collection'], facts, told('entity')).totals;
        expect(over.claims).toBe(credits.length);
      }),
    );
  });

  it('each figure is the sum of what single entries add to it, in every breakdown', () => {
    fc.assert(
      fc.property(books, (all) => {
        for (const by of ['payer', 'provider', 'month', 'reason'] as const) {
          const whole = rowsOf(reports.collections, { days: factsOfBooks(all) }, told(by));
          const single = all.flatMap((each) => factsOf(factsOfDay([each]), each.entry.postedOn));
          expect(rowsOf(reports.collections, { days: single }, told(by))).toEqual(whole);
          const sum = whole.rows.reduce((total, { values }) => total + (values.paymentsCents ?? 0), 0);
          expect(sum).toBe(whole.totals.paymentsCents);
        }
      }),
      { numRuns: 40 },
    );
  });
});
