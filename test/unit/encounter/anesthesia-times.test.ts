import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  anesthesiaMinutes,
  anesthesiaNote,
  splitAnesthesiaNote,
} from '../../../shared/domain/encounter/anesthesia-times.ts';

const clock = fc
  .integer({ min: 0, max: 1439 })
  .map((minute) => String(Math.floor(minute / 60)).padStart(2, '0') + String(minute % 60).padStart(2, '0'));
const periods = fc.array(fc.record({ began: clock, ended: clock }), { minLength: 1, maxLength: 3 });

describe('the times of anesthesia', () => {
  test.prop([periods, fc.option(fc.stringMatching(/^[A-Z0-9;][A-Za-z0-9; ]{0,30}$/), { nil: undefined })])(
    'are told in a note that is read back as the same times and the same rest',
    (told, note) => {
      fc.pre(anesthesiaMinutes(told) !== undefined);
      const { times, rest } = splitAnesthesiaNote(anesthesiaNote(told, note));
      expect(times).toBe(anesthesiaNote(told, undefined));
      expect(rest).toBe(note);
    },
  );

  test.prop([clock, fc.integer({ min: 1, max: 1439 })])(
    'have the minutes of the clock, past midnight too',
    (began, length) => {
      const end = (Number(began.slice(0, 2)) * 60 + Number(began.slice(2)) + length) % 1440;
      const ended = `${String(Math.floor(end / 60)).padStart(2, '0')}${String(end % 60).padStart(2, '0')}`;
      expect(anesthesiaMinutes([{ began, ended }])).toBe(length);
    },
  );

  test('three periods fill no more than a note', () => {
    const told = [1, 2, 3].map((hour) => ({ began: `0${hour}00`, ended: `0${hour}59` }));
    expect(anesthesiaNote(told, undefined).length).toBeLessThanOrEqual(80);
  });

  test('a note that only speaks of a beginning is no time', () => {
    expect(splitAnesthesiaNote('Begin 1245 with care')).toEqual({ rest: 'Begin 1245 with care' });
  });
});
