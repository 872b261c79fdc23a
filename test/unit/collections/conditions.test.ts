import { describe, expect, it } from 'vitest';
import { usualPreferences } from '../../../shared/domain/account/account.ts';
import { usualCollectionSettings } from '../../../shared/domain/billing-settings/collections.ts';
import type { ClaimBalance } from '../../../shared/domain/claim/balance.ts';
import { agreedFee } from '../../../shared/domain/collections/agency.ts';
import {
  type CandidateAccount,
  type CandidateClaim,
  missingOfAccount,
  missingOfClaim,
  warningsOf,
} from '../../../shared/domain/collections/conditions.ts';
import { policyOf, type StatePolicy } from '../../../shared/domain/collections/state-policy.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = (text: string) => text as LocalDate;
const today = day('2026-11-27');
const row = (from: string, more: Partial<StatePolicy>): StatePolicy => {
  return { state: 'OH', from: day(from), source: 'made up', ...more };
};
const balance = {
  claimId: 'S1',
  entityId: 'ent_A',
  serviceFrom: day('2026-06-01'),
  payers: [],
  patientCents: cents(80_00),
};
const claim = (more: Partial<CandidateClaim> = {}, of: object = {}): CandidateClaim => ({
  balance: { ...balance, ...of } as unknown as ClaimBalance,
  owedSince: day('2026-06-10'),
  statements: [day('2026-06-15'), day('2026-07-20'), day('2026-09-20')],
  ...{ isRaised: false, isPlanned: false, isBeyondLaw: false, ...more },
});
const account = (more: Partial<CandidateAccount> = {}): CandidateAccount => ({
  account: { holds: [], preferences: usualPreferences },
  ...{ isClient: false, hasAddress: true, state: 'OH', unappliedCents: cents(0), creditCents: cents(0) },
  ...more,
});
const usual = usualCollectionSettings;
/** The conditions that a claim does not meet, with their days. */
const missing = (of: CandidateClaim, settings = usual, who = account()) =>
  missingOfClaim(of, who, settings, today).map(({ condition, from }) => (from ? `${condition} ${from}` : condition));

describe('a claim that may be placed', () => {
  it('was owed 120 days, had three statements, the last 30 days ago, and no insurance, work or plan', () => {
    expect(missing(claim())).toEqual([]);
  });

  it.each<[string, CandidateClaim, string]>([
    ['insurance has a part', claim({}, { payers: [{ receivableCents: 100, status: 'answered' }] }), 'insurance-open'],
    ['insurance was not asked', claim({}, { payers: [{ receivableCents: 0, status: 'open' }] }), 'insurance-open'],
    ['a denial is open', claim({}, { openWork: [{ id: 'den_1' }] }), 'work-open'],
    ['an appeal is out', claim({}, { appeals: [{}] }), 'work-open'],
    ['a plan pays it', claim({ isPlanned: true }), 'plan-in-force'],
    ['two statements went out', claim({ statements: [day('2026-06-15'), day('2026-09-20')] }), 'statements-missing'],
    ['more is owed than was asked for', claim({ isRaised: true }), 'raised-since-statement'],
  ])('lacks a condition when %s', (_, of, expected) => {
    expect(missing(of)).toEqual([expected]);
  });

  it('shows from which day it has waited long enough', () => {
    const late = claim({ statements: [day('2026-06-15'), day('2026-07-20'), day('2026-10-29')] });
    expect(missing(late)).toEqual(['notice-running 2026-11-28']);
    expect(missing(claim({ owedSince: day('2026-07-31') }))).toEqual(['too-young 2026-11-28']);
    expect(missing(claim({ owedSince: day('2026-07-30') }))).toEqual([]);
  });

  it('waits as long as the state requires, where that is longer', () => {
    const states = [row('2026-01-01', { noticeDays: 90, ageDays: 10 })];
    expect(missing(claim(), { ...usual, states })).toEqual(['notice-running 2026-12-19']);
    expect(missing(claim(), { ...usual, states: [row('2026-12-01', { noticeDays: 90 })] })).toEqual([]);
  });

  it('waits 120 days from the first statement of a nonprofit hospital', () => {
    const settings = { ...usual, nonprofitEntityIds: ['ent_A'], statements: 1 };
    const first = claim({ statements: [day('2026-08-01')] });
    expect(missing(first, settings)).toEqual(['assistance-period 2026-11-29']);
    expect(missing(first, { ...settings, nonprofitEntityIds: ['ent_B'] })).toEqual([]);
  });

  it('is no claim that is held, or without cost sharing', () => {
    const act = { number: 1, reason: 'Told', by: 'user', at: '2026-11-20T10:00:00.000Z' };
    const held = account({ account: { holds: [{ ...act, kind: 'dispute' }], preferences: usualPreferences } });
    expect(missing(claim(), usual, held)).toEqual(['dispute']);
    const payers = [{ receivableCents: 0, status: 'answered', patientProtection: 'qualified-beneficiary' }];
    expect(missing(claim({}, { payers }))).toEqual(['qualified-beneficiary']);
  });
});

describe('an account that may be placed', () => {
  const of = (more: Partial<CandidateAccount>, patientCents = 80_00) =>
    missingOfAccount(account(more), [{ ...balance, patientCents } as unknown as ClaimBalance], usual).map(
      ({ condition }) => condition,
    );

  it('has an address, no cash or credit of its own, and owes at least the minimum', () => {
    expect(of({})).toEqual([]);
    expect(of({ isClient: true, hasAddress: false })).toEqual(['client-account', 'no-address']);
    expect(of({ unappliedCents: cents(1), creditCents: cents(1) })).toEqual(['cash-unapplied', 'credit-open']);
    expect([of({}, 49_99), of({}, 50_00)]).toEqual([['below-minimum'], []]);
  });
});

describe('the rules of a state', () => {
  it('use for each part the latest row of the day, the office’s own after the shipped one', () => {
    const rows = [
      row('2026-01-01', { noticeDays: 30, interest: { maximumBasisPoints: 800 } }),
      row('2026-06-01', { noticeDays: 60 }),
      row('2027-01-01', { interest: { maximumBasisPoints: 0 } }),
    ];
    expect(policyOf(rows, 'OH', day('2026-05-31'))).toEqual({ noticeDays: 30, interest: { maximumBasisPoints: 800 } });
    expect(policyOf(rows, 'OH', today)).toEqual({ noticeDays: 60, interest: { maximumBasisPoints: 800 } });
    expect(policyOf(rows, 'OH', day('2027-01-01')).interest).toEqual({ maximumBasisPoints: 0 });
    expect(policyOf([], 'CO', day('2023-08-06'))).toEqual({});
    expect(policyOf([], 'CO', day('2023-08-07'))).toEqual({ creditReporting: 'forbidden' });
    const own = [{ ...row('2023-08-07', { creditReporting: 'allowed' }), state: 'CO' }];
    expect(policyOf(own, 'CO', today)).toEqual({ creditReporting: 'allowed' });
    expect(policyOf(rows, undefined, today)).toEqual({});
  });

  it('warn while the office has no own rule, and when an action is forbidden soon or already', () => {
    const states = [row('2026-01-01', { limitationMonths: 36 })];
    const warned = (oldest: string) => warningsOf({ ...usual, states }, 'OH', day(oldest), today);
    expect(warningsOf(usual, 'OH', today, today)).toEqual(['policy-missing']);
    // 36 months from 2024-02-26 are 2027-02-26, 91 days away.
    expect(warned('2024-02-26')).toEqual([]);
    expect(warned('2024-02-25')).toEqual(['limitation-near']);
    expect(warned('2023-11-27')).toEqual(['limitation-over']);
  });
});

describe('the fee that was agreed', () => {
  const fees = [
    { from: day('2026-01-01'), basisPoints: 2_500 },
    { from: day('2026-07-01'), basisPoints: 3_333 },
  ];

  it.each([
    [100_00, '2026-06-30', 25_00],
    [0.02 * 100, '2026-06-30', 1],
    [0.01 * 100, '2026-06-30', 0],
    [100_00, '2026-07-01', 33_33],
    [-100_00, '2026-07-01', -33_33],
  ])('of %i cents on %s is %i', (collected, on, expected) => {
    expect(agreedFee({ fees }, cents(collected), day(on))).toBe(expected);
  });

  it('is none before the first agreement', () => {
    expect(agreedFee({ fees }, cents(100_00), day('2025-12-31'))).toBeUndefined();
  });
});
