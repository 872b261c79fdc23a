import { describe, expect, it } from 'vitest';
import { appealAt, appealLevels } from '../../../shared/domain/deadline/appeal-levels.ts';
import type { PayerTerms } from '../../../shared/domain/deadline/payer-terms.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = (text: string) => text as LocalDate;
const medicare: PayerTerms = { filingIndicator: 'MB' };
const contract: PayerTerms = {
  appealDays: 90,
  limitOnDayOff: 'next-workday',
  furtherAppeals: [{ title: 'Peer review', days: 30, minimumCents: cents(5000) }],
};

/* Counted on a calendar, month by month. */
type Row = readonly [string, PayerTerms, string, number, string | undefined, string | undefined];
const rows: readonly Row[] = [
  // 1 March + 5 = 6 March; 25 days of March left, April 30, May 31, June 30: 116; 4 more.
  ['Medicare: a redetermination', medicare, '2026-03-01', 1, '2026-07-04', 'medicare'],
  // 6 March; until 31 August 178; 2 more.
  ['a reconsideration', medicare, '2026-03-01', 2, '2026-09-02', 'medicare'],
  // 6 March; until 30 April 55; 5 more.
  ['a hearing', medicare, '2026-03-01', 3, '2026-05-05', 'medicare'],
  ['the Appeals Council', medicare, '2026-03-01', 4, '2026-05-05', 'medicare'],
  ['a federal court', medicare, '2026-03-01', 5, '2026-05-05', 'medicare'],
  ['and no sixth level', medicare, '2026-03-01', 6, undefined, undefined],
  // 1 June + 90 = 30 August, a Sunday.
  ['a contract, to the next workday', contract, '2026-06-01', 1, '2026-08-31', 'contract'],
  ['its second level', contract, '2026-06-01', 2, '2026-07-01', 'contract'],
  ['and no third that it does not name', contract, '2026-06-01', 3, undefined, undefined],
  ['a payer without terms', {}, '2026-06-01', 1, '2026-11-28', 'assumed'],
  ['its second level', {}, '2026-06-01', 2, '2026-07-31', 'assumed'],
  ['an external review', {}, '2026-06-01', 3, '2026-09-29', 'assumed'],
  ['a contract that knows one level', { furtherAppeals: [] }, '2026-06-01', 2, undefined, undefined],
];

describe('the last day of a level of appeal', () => {
  it.each(rows)('%s', (_title, terms, noticeOn, level, on, basis) => {
    const clock = appealAt(terms, day(noticeOn), level);
    expect(clock?.on).toBe(on);
    expect(clock?.basis).toBe(basis);
  });
});

describe('the amount that a level of appeal needs', () => {
  const needs = (terms: PayerTerms, on: string) => appealLevels(terms, day(on)).map(({ minimumCents }) => minimumCents);

  it('is what Medicare announced for the year of the request', () => {
    expect(needs(medicare, '2024-12-31')).toEqual([undefined, undefined, 18000, undefined, 184000]);
    expect(needs(medicare, '2025-01-01')).toEqual([undefined, undefined, 19000, undefined, 190000]);
    expect(needs(medicare, '2026-11-27')).toEqual([undefined, undefined, 20000, undefined, 196000]);
  });

  it('is what the contract states', () => expect(needs(contract, '2026-11-27')).toEqual([undefined, 5000]));
});
