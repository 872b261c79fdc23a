import { describe, expect, it } from 'vitest';
import { cents } from '../../../shared/domain/money/cents.ts';
import { creditSince } from '../../../shared/domain/refund/credit-since.ts';
import { patientRefundDay } from '../../../shared/domain/refund/refund-law.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

/*
 * Days counted on a calendar. Florida: 30 days after the overpayment was determined (Florida Statutes 408.12 and 456.0625, from January 1, 2026). Texas: 30
 * days, of physicians (Occupations Code 101.352, from September 1, 2007). The rows of Ohio are made up.
 */
const day = (text: string) => text as LocalDate;
const ohio = (from: string, patientDays: number) => ({
  ...{ state: 'OH', from: day(from), source: `Row of ${from}`, patientDays },
});
const on = (
  state: string | undefined,
  foundOn: string,
  settings: Parameters<typeof patientRefundDay>[0],
  today = '2026-11-23',
) => patientRefundDay(settings, state, { foundOn: day(foundOn), today: day(today) });

describe('the day by which a patient’s credit must be refunded', () => {
  it('is that of the state’s law, with its source', () => {
    expect(on('FL', '2026-11-23', { states: [] })).toEqual({
      by: '2026-12-23',
      law: { state: 'FL', source: expect.stringContaining('456.0625') },
    });
    expect(on('TX', '2026-02-10', { states: [] }).by).toBe('2026-03-12');
    expect(on('CA', '2026-02-10', { states: [] }).by).toBe('2026-05-11');
  });

  it('for a credit older than the law counts from the law’s first day, and before it there is no law', () => {
    expect(on('FL', '2025-10-01', { states: [] }).by).toBe('2026-01-31');
    expect(on('FL', '2025-10-01', { states: [] }, '2025-12-31')).toEqual({ law: { state: 'FL', askCounsel: true } });
  });

  it('follows the current row, and the office’s own before the shipped one', () => {
    const states = [ohio('2026-06-01', 60), ohio('2020-01-01', 90), ohio('2027-01-01', 10)];
    expect(on('OH', '2026-11-23', { states })).toMatchObject({
      by: '2027-01-22',
      law: { source: 'Row of 2026-06-01' },
    });
    const texas = { state: 'TX', from: day('2026-01-01'), source: 'Advice', patientDays: 20 };
    expect(on('TX', '2026-11-23', { states: [texas] })).toMatchObject({ by: '2026-12-13', law: { source: 'Advice' } });
    // A row of the office also takes precedence if the shipped one began later.
    const florida = { ...texas, state: 'FL', from: day('2025-01-01') };
    expect(on('FL', '2026-11-23', { states: [florida] })).toMatchObject({
      by: '2026-12-13',
      law: { source: 'Advice' },
    });
  });

  it('of a state without an entry is the office’s own, or none, with the advice to ask counsel', () => {
    expect(on('OH', '2026-11-23', { states: [], officeDays: 60 })).toEqual({
      by: '2027-01-22',
      law: { state: 'OH', askCounsel: true },
    });
    expect(on(undefined, '2026-11-23', { states: [] })).toEqual({ law: { askCounsel: true } });
    const payersOnly = { state: 'OH', from: day('2026-01-01'), source: 'Advice', payerDays: 45 };
    expect(on('OH', '2026-11-23', { states: [payersOnly] })).toEqual({ law: { state: 'OH', askCounsel: true } });
  });
});

describe('the day since which a claim is a credit', () => {
  const booked = (postedOn: string, amount: number) => ({
    postedOn: day(postedOn),
    legs: [
      { account: 'patient-receivable' as const, cents: cents(amount) },
      { account: 'unapplied-patient-cash' as const, cents: cents(-amount) },
    ],
  });

  it('is the first of its last uninterrupted time below zero', () => {
    const entries = [booked('2026-01-05', 100), booked('2026-02-01', -130), booked('2026-03-01', 40)];
    expect(creditSince(entries)).toBeUndefined();
    expect(creditSince([...entries, booked('2026-04-01', -50), booked('2026-05-01', -5)])).toBe('2026-04-01');
  });

  it('does not count from an amount reversed on the same day', () => {
    expect(creditSince([booked('2026-01-05', -20), booked('2026-01-05', 20)])).toBeUndefined();
    expect(creditSince([booked('2026-01-06', -1), booked('2026-01-05', 0)])).toBe('2026-01-06');
  });
});
