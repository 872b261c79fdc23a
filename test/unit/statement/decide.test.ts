import { describe, expect, test } from 'vitest';
import { usualPreferences } from '../../../shared/domain/account/account.ts';
import { usualStatementSettings } from '../../../shared/domain/billing-settings/statements.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import { decideStatement, type StatementFacts } from '../../../shared/domain/statement/decide.ts';
import { nextRunAt } from '../../../shared/domain/statement/schedule.ts';
import { textsFor } from '../../../shared/domain/statement/state-texts.ts';
import type { LastStatement } from '../../../shared/domain/statement/statement.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import type { TimeZone } from '../../../shared/domain/time/time-zone.ts';

const day = (text: string) => text as LocalDate;
const contactRules = { mayEmail: true, mayText: true, mayCall: true, mayLeaveMessage: false };

function decided(more: Partial<StatementFacts>, today = '2026-11-27') {
  const account = { holds: [], preferences: usualPreferences };
  const own = { dueCents: cents(37_50), pressedCents: cents(37_50), hasAddress: true, hasPaid: false };
  const facts: StatementFacts = { account, ...own, ...more };
  const decision = decideStatement(facts, usualStatementSettings, day(today));
  return decision.ok ? `${decision.value.letter} ${decision.value.level} ${decision.value.delivery}` : decision.failure;
}

const last = (on: string, level: number, unpaidSince: string): LastStatement => ({
  ...{ accountId: 'acc', count: 1, statementId: 'stm', at: `${on}T12:00:00.000Z`, on: day(on), dueCents: cents(37_50) },
  ...{ level, unpaidSince: day(unpaidSince) },
});

describe('whether an account gets a statement', () => {
  test.each([
    ['the first time', {}, 'statement 0 paper'],
    ['with a credit', { dueCents: cents(-5) }, 'nothing-due'],
    ['when it owes nothing', { dueCents: cents(0) }, 'nothing-due'],
    ['below the least amount', { dueCents: cents(4_99) }, 'below-minimum'],
    ['at the least amount', { dueCents: cents(5_00) }, 'statement 0 paper'],
    ['without an address', { hasAddress: false }, 'no-address'],
    ['when the law protects all of it', { allForbidden: 'qualified-beneficiary' as const }, 'qualified-beneficiary'],
  ])('%s', (_, facts, outcome) => {
    expect(decided(facts)).toBe(outcome);
  });

  test('electronically only where that is wanted, allowed, and an address is known', () => {
    const wanted = {
      ...usualPreferences,
      delivery: 'electronic' as const,
      email: 'a@example.com',
      mobile: '6145550100',
    };
    const of = (preferences: object) => decided({ account: { holds: [], preferences: { ...wanted, ...preferences } } });
    expect(of({ contactRules })).toBe('statement 0 email');
    expect(of({ contactRules: { ...contactRules, mayEmail: false } })).toBe('statement 0 text');
    expect(of({ contactRules: { ...contactRules, mayEmail: false, mayText: false } })).toBe('statement 0 paper');
  });

  test('a letter is sent on its day, one step at a time however late a run is, and after a payment the count starts again', () => {
    expect(decided({ last: last('2026-10-28', 0, '2026-10-28') })).toBe('statement 0 paper');
    expect(decided({ last: last('2026-10-29', 0, '2026-10-23') })).toBe('reminder 1 paper');
    expect(decided({ last: last('2026-10-29', 0, '2026-10-24') })).toBe('cycle-not-due');
    expect(decided({ last: last('2026-10-20', 0, '2026-01-01') })).toBe('reminder 1 paper');
    expect(decided({ last: last('2026-10-20', 0, '2026-01-01'), hasPaid: true })).toBe('statement 0 paper');
    expect(decided({ last: last('2026-10-20', 3, '2026-01-01') })).toBe('statement 3 paper');
  });
});

describe('the settings used with statements', () => {
  test('a schedule has the next hour of its weekday, in the office’s zone', () => {
    const zone = 'America/New_York' as TimeZone;
    // 27 November 2026 is a Friday; 6:00 in New York is 11:00 UTC.
    expect(nextRunAt({ hour: 6 }, zone, '2026-11-27T10:59:00.000Z')).toBe('2026-11-27T11:00:00.000Z');
    expect(nextRunAt({ hour: 6 }, zone, '2026-11-27T11:00:00.000Z')).toBe('2026-11-28T11:00:00.000Z');
    expect(nextRunAt({ hour: 6, weekday: 1 }, zone, '2026-11-27T11:00:00.000Z')).toBe('2026-11-30T11:00:00.000Z');
  });

  test('a state’s texts are valid from their day', () => {
    const sources = (state: string | undefined, on: string) => textsFor(state, day(on)).map((each) => each.state);
    expect(sources('CO', '2023-08-06')).toEqual(['US']);
    expect(sources('CO', '2023-08-07')).toEqual(['US', 'CO']);
    expect(sources(undefined, '2026-01-01')).toEqual(['US']);
  });
});
