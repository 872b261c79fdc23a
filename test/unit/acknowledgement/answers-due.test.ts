import { describe, expect, it } from 'vitest';
import type { TimeZone } from '../../../shared/domain/time/time-zone.ts';
import { answersDue } from '../../../shared/domain/trading-partner/answers-due.ts';

const sent = { sentAt: '2026-11-24T21:30:00.000Z', timeZone: 'America/New_York' as TimeZone };

describe('the answers that are expected to a file', () => {
  it('come within two and five workdays where nothing was agreed: Thanksgiving is none', () => {
    // Sent on a Tuesday. The second workday is Friday the 27th, the fifth Wednesday the 2nd.
    expect(answersDue({}, sent)).toEqual([
      { of: 'file', dueAt: '2026-11-28T05:00:00.000Z' },
      { of: 'claims', dueAt: '2026-12-03T05:00:00.000Z' },
    ]);
  });

  it('are those that were agreed, and no others', () => {
    expect(answersDue({ expects: { fileHours: 4 } }, sent)).toEqual([
      { of: 'file', dueAt: '2026-11-25T01:30:00.000Z' },
    ]);
    expect(answersDue({ expects: {} }, sent)).toEqual([]);
  });

  it('are none of a receiver without a partner on record', () => {
    expect(answersDue(undefined, sent)).toEqual([]);
  });
});
