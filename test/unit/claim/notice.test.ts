import { describe, expect, it } from 'vitest';
import { noticeOf } from '../../../shared/domain/claim/notice.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = '2026-11-20' as LocalDate;
const correcting = { conditionCodes: ['D0'], occurrenceCodes: [{ code: '27' }, { code: '56' }] };

describe('a facility’s notice', () => {
  it.each([
    ['a hospice’s election', '081A', { kind: 'A', on: day }],
    ['the end of a hospice’s care', '082B', { kind: 'B' }],
    ['a home health agency’s admission', '032A', { kind: 'A', on: day }],
    ['a bill', '0811', undefined],
  ])('is told by its type of bill: %s', (_, typeOfBill, notice) => {
    expect(noticeOf({ typeOfBill, admissionDate: day })).toEqual(notice);
  });

  it('corrects the day of an election by itself: condition D0 with occurrence 56', () => {
    expect(noticeOf({ typeOfBill: '081A', admissionDate: day, ...correcting })).toMatchObject({ correctsDay: true });
    expect(noticeOf({ typeOfBill: '081A', admissionDate: day, conditionCodes: ['D0'] })?.correctsDay).toBeUndefined();
  });

  it('of a home health agency has no such correction: it is cancelled first', () => {
    expect(noticeOf({ typeOfBill: '032A', admissionDate: day, ...correcting })?.correctsDay).toBeUndefined();
  });
});
