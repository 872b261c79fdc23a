import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compactDate, parseCompactDate, parseLocalDate } from '../../../shared/domain/time/local-date.ts';

const day = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('local dates', () => {
  it('read every day that exists, in both forms', () => {
    fc.assert(
      fc.property(day, (text) => {
        const read = parseLocalDate(text);
        expect(read).toEqual({ ok: true, value: text });
        if (read.ok) expect(parseCompactDate(compactDate(read.value))).toEqual(read);
      }),
    );
  });

  it.each(['2026-02-29', '2100-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00'])(
    'refuse %s, a day that does not exist',
    (text) => {
      expect(parseLocalDate(text)).toEqual({ ok: false, failure: { kind: 'date-does-not-exist' } });
    },
  );

  it('recognise leap years', () => {
    expect(parseLocalDate('2024-02-29').ok).toBe(true);
    expect(parseLocalDate('2000-02-29').ok).toBe(true);
  });

  it.each(['2026-1-1', '20260101', '2026-01-01T00:00', '', '٢٠٢٦-01-01'])(
    'refuse %j, which has another form',
    (text) => {
      expect(parseLocalDate(text)).toEqual({ ok: false, failure: { kind: 'date-malformed' } });
    },
  );
});
