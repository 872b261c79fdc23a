import { describe, expect, it } from 'vitest';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { Refund } from '../../../shared/domain/refund/refund.ts';
import { type IdleMoney, idleRefund, unclaimedDays } from '../../../shared/domain/refund/unclaimed.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import type { TimeZone } from '../../../shared/domain/time/time-zone.ts';

/*
 * Texas, by Property Code 72.101 (three years), 74.101 (held on March 1, reported by July 1) and 74.1011 (above $250.00
 * a letter to the owner between March 1 and May 1). Money that a patient is owed since 2026-05-10 is dormant on
 * 2029-05-10. That is after March 1 of that year, so it counts on 2030-03-01 and is reported by 2030-07-01. The rows of
 * Ohio are made up: 60 months for persons, 12 for businesses; held on June 30, reported by November 1; a letter 60 to
 * 180 days before.
 */
const day = (text: string) => text as LocalDate;
const money = (more: Partial<IdleMoney>): IdleMoney => ({
  ...{ cents: cents(300_00), since: day('2026-05-10'), isBusiness: false, state: 'TX' },
  ...more,
});
const none = { assumedMonths: 36, states: [] };
const ohio = {
  ...{ state: 'OH', from: day('2020-01-01'), source: 'Made up', months: 60, businesses: 12 },
  report: { heldOn: '06-30', by: '11-01' },
  notice: { atMostDays: 180, atLeastDays: 60, fromCents: cents(50_00) },
} as const;
const office = { assumedMonths: 36, states: [ohio] };

describe('unclaimed money', () => {
  it('in Texas is dormant after three years, reported the July after the next March, its owner notified by May', () => {
    expect(unclaimedDays(none, money({}))).toEqual({
      ...{ unclaimedOn: '2029-05-10', reportBy: '2030-07-01' },
      notice: { from: '2030-03-01', by: '2030-05-01' },
      law: { state: 'TX', source: expect.stringContaining('72.101') },
    });
    expect(unclaimedDays(none, money({ since: day('2026-02-10') }))?.reportBy).toBe('2029-07-01');
  });

  it('in Texas needs no letter at $250.00, and one above', () => {
    expect(unclaimedDays(none, money({ cents: cents(250_00) }))?.notice).toBeUndefined();
    expect(unclaimedDays(none, money({ cents: cents(250_01) }))?.notice).toBeDefined();
  });

  it.each([
    ['NJ', '2029-05-10', '2029-10-31', { from: '2029-07-03', by: '2029-09-01' }],
    ['PA', '2029-05-10', '2030-04-15', { from: '2029-12-16', by: '2030-02-14' }],
  ])(
    'in %s is reported in the state’s month, after a letter from $50.00 on',
    (state, unclaimedOn, reportBy, notice) => {
      expect(unclaimedDays(none, money({ state }))).toEqual({
        ...{ unclaimedOn, reportBy, notice },
        law: { state, source: expect.stringMatching(/46:30B|1301/) },
      });
      expect(unclaimedDays(none, money({ state, cents: cents(49_99) }))?.notice).toBeUndefined();
    },
  );

  it.each([
    ['CA', '2029-05-10'],
    ['FL', '2031-05-10'],
    ['GA', '2031-05-10'],
    ['IL', '2029-05-10'],
    ['MI', '2029-05-10'],
    ['NC', '2031-05-10'],
    ['NY', '2029-05-10'],
  ])('in %s has the state’s time, and counsel is asked about the rest', (state, unclaimedOn) => {
    expect(unclaimedDays(none, money({ state }))).toEqual({
      unclaimedOn,
      law: { state, source: expect.any(String), askCounsel: true },
    });
    // No shipped row exempts what businesses owe each other, so such money stays on the list.
    expect(unclaimedDays(none, money({ state, isBusiness: true }))?.law).toEqual({ state, askCounsel: true });
  });

  it('in Ohio is reported in November after a letter from $50.00 on; what businesses owe each other is not', () => {
    expect(unclaimedDays(none, money({ state: 'OH' }))).toEqual({
      ...{ unclaimedOn: '2029-05-10', reportBy: '2029-11-01', notice: { from: '2029-07-01', by: '2029-10-02' } },
      law: { state: 'OH', source: expect.stringContaining('169.0') },
    });
    expect(unclaimedDays(none, money({ state: 'OH', cents: cents(49_99) }))?.notice).toBeUndefined();
    expect(unclaimedDays(none, money({ state: 'OH', isBusiness: true }))).toBeUndefined();
  });

  it('in Michigan is not the state’s up to $25.00, nor anywhere below what the office has entered', () => {
    expect(unclaimedDays(none, money({ state: 'MI', cents: cents(25_00) }))).toBeUndefined();
    expect(unclaimedDays(none, money({ state: 'MI', cents: cents(25_01) }))).toBeDefined();
    const own = { assumedMonths: 36, states: [{ ...ohio, exemptCents: cents(10_00) }] };
    expect(unclaimedDays(own, money({ state: 'OH', cents: cents(10_00) }))).toBeUndefined();
    expect(unclaimedDays(own, money({ state: 'OH', cents: cents(10_01) }))).toBeDefined();
  });

  it('of a business has its own time', () => {
    expect(unclaimedDays(office, money({ state: 'OH' }))).toMatchObject({
      ...{ unclaimedOn: '2031-05-10', reportBy: '2031-11-01' },
      // 180 and 60 days before November 1, 2031.
      notice: { from: '2031-05-05', by: '2031-09-02' },
    });
    expect(unclaimedDays(office, money({ state: 'OH', isBusiness: true }))).toMatchObject({
      ...{ unclaimedOn: '2027-05-10', reportBy: '2027-11-01' },
    });
  });

  it('that businesses owe each other does not go to the state where businesses are exempt', () => {
    const exempt = { assumedMonths: 36, states: [{ ...ohio, businesses: 'exempt' as const }] };
    expect(unclaimedDays(exempt, money({ state: 'OH', isBusiness: true }))).toBeUndefined();
    expect(unclaimedDays(exempt, money({ state: 'OH' }))).toBeDefined();
  });

  it('of a state without an entry is assumed, with the advice to ask counsel; so is a business’s where only persons are on record', () => {
    const unknown = { unclaimedOn: '2029-05-10', law: { state: 'KY', askCounsel: true } };
    expect(unclaimedDays(office, money({ state: 'KY' }))).toEqual(unknown);
    expect(unclaimedDays(office, money({ state: undefined }))).toMatchObject({ law: { askCounsel: true } });
    const { businesses: _none, ...persons } = ohio;
    const only = { assumedMonths: 36, states: [{ ...persons }] };
    expect(unclaimedDays(only, money({ state: 'OH', isBusiness: true }))?.law).toEqual({
      state: 'OH',
      askCounsel: true,
    });
  });
});

it('counts a refund without another day from the office’s day of the request', () => {
  // 2:30 a.m. in UTC is 9:30 p.m. of the day before in New York.
  const requested = { by: 'user-biller', at: '2026-11-24T02:30:00.000Z', reason: 'x' };
  const refund = { state: 'approved', cents: cents(300_00), requested, payee: { name: 'JANE DOE' } };
  const idle = idleRefund(refund as unknown as Refund, 'TX', 'America/New_York' as TimeZone);
  expect(idle?.since).toBe('2026-11-23');
});
