import { describe, expect, test } from 'vitest';
import { changedDueOn, coProviderDays, firstDueOn } from '../../../shared/domain/estimate/due.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = (text: string) => text as LocalDate;
const optional = (text: string | undefined) => (text === undefined ? {} : { serviceOn: day(text) });

describe('the last day for the first estimate', () => {
  // 26 November 2026 is Thanksgiving; 3 July 2026 is the Friday on which the Fourth is observed.
  test.each([
    ['two business days ahead', 'scheduling', '2026-11-23', '2026-11-25', undefined],
    ['a holiday is no business day', 'scheduling', '2026-11-23', '2026-11-26', undefined],
    ['three ahead: the next one', 'scheduling', '2026-11-23', '2026-11-27', '2026-11-24'],
    ['nine ahead: the next one', 'scheduling', '2026-11-23', '2026-12-07', '2026-11-24'],
    ['ten ahead: three later', 'scheduling', '2026-11-23', '2026-12-08', '2026-11-27'],
    ['scheduled on a Saturday', 'scheduling', '2026-11-28', '2026-12-02', '2026-11-30'],
    ['on request: three later', 'request', '2026-11-23', undefined, '2026-11-27'],
    ['on request, whatever is scheduled', 'request', '2026-11-23', '2026-11-24', '2026-11-27'],
    ['over Christmas', 'request', '2026-12-23', undefined, '2026-12-29'],
    ['over an observed holiday', 'request', '2026-07-01', undefined, '2026-07-07'],
  ] as const)('%s', (_, by, on, serviceOn, due) => {
    expect(firstDueOn({ kind: 'self-pay', asked: { by, on: day(on) }, ...optional(serviceOn) })).toBe(due);
    expect(firstDueOn({ kind: 'insured', asked: { by, on: day(on) }, ...optional(serviceOn) })).toBeUndefined();
  });
});

describe('the last day for a changed estimate', () => {
  test.each([
    ['the business day before the service', '2026-11-27', undefined, '2026-11-25'],
    ['earlier, when the one before is still due', '2026-11-27', '2026-11-24', '2026-11-24'],
    ['not later than before the service', '2026-11-24', '2026-11-27', '2026-11-23'],
    ['as before, while nothing is scheduled', undefined, '2026-11-27', '2026-11-27'],
    ['none, when the one before was given and nothing is scheduled', undefined, undefined, undefined],
  ] as const)('%s', (_, serviceOn, open, due) => {
    expect(changedDueOn({ kind: 'self-pay', ...optional(serviceOn) }, open && day(open))).toBe(due);
  });
});

test('a co-provider is asked by the next business day, and answers by the next one after that', () => {
  const asked = { by: 'scheduling', on: day('2026-11-25') } as const;
  expect(coProviderDays(asked, {})).toEqual({ askBy: '2026-11-27' });
  expect(coProviderDays(asked, { requestedOn: day('2026-11-27') })).toEqual({ answerBy: '2026-11-30' });
  expect(coProviderDays(asked, { receivedOn: day('2026-11-27') })).toEqual({});
});
