import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  type CodeKind,
  codeForms,
  readCode,
  readNdc,
  readRevenueCode,
  readTypeOfBill,
} from '../../../shared/domain/encounter/written-code.ts';

const read = (kind: CodeKind, text: string) => {
  const code = readCode(kind, text);
  return code.ok ? code.value : `refused: ${code.failure}`;
};

describe('a code as people type it', () => {
  test.each([
    ['diagnosis', 'j20.9', 'J209'],
    ['diagnosis', ' S60.221A ', 'S60221A'],
    ['diagnosis', 'z3a.08', 'Z3A08'],
    ['diagnosis', 'O9A.2', 'O9A2'],
    ['inpatientProcedure', '0dtj4zz', '0DTJ4ZZ'],
    ['procedure', 'j3301', 'J3301'],
    ['procedure', ' x90-03', 'X9003'],
    ['dentalProcedure', 'x0120', 'X0120'],
    ['rateCode', 'kagd1', 'KAGD1'],
    ['modifier', ' gt', 'GT'],
  ] as const)('is folded: %s %j', (kind, text, code) => {
    expect(read(kind, text)).toBe(code);
  });

  test.each([
    ['diagnosis', 'JO20', 'character 2 is the letter O: write the digit 0'],
    ['diagnosis', 'JI0', 'character 2 is the letter I: write the digit 1'],
    ['diagnosis', 'E11.O', 'character 4 is the letter O: write the digit 0'],
    ['diagnosis', '010.1', 'character 1 is the digit 0: write the letter O'],
    ['inpatientProcedure', 'ODTJ4ZZ', 'character 1 is the letter O: write the digit 0'],
    ['procedure', 'J33O1', 'character 4 is the letter O: write the digit 0'],
    ['dentalProcedure', 'X01l0', 'character 4 is the letter L: write the digit 1'],
    ['diagnosis', 'Е11.9', 'character 1 is of another alphabet: write E'],
  ] as const)('is not guessed where a letter looks like a digit: %s %j', (kind, text, words) => {
    expect(read(kind, text)).toBe(
      `refused: expected ${codeForms[kind].words}, such as ${codeForms[kind].example}; ${words}`,
    );
  });

  test.prop([fc.constantFrom(...(Object.keys(codeForms) as CodeKind[])), fc.string({ unit: 'binary', maxLength: 12 })])(
    'is never repeated in its refusal, and is folded once only',
    (kind, text) => {
      const code = readCode(kind, `CANARY${text}`);
      expect(code.ok ? '' : code.failure).not.toContain('CANARY');
      const other = readCode(kind, text);
      if (other.ok) expect(readCode(kind, other.value)).toEqual(other);
    },
  );

  test.each([
    ['00003049420', '00003049420'],
    ['0003-0494-20', '00003049420'],
    ['50242-061-01', '50242006101'],
    ['50242-0061-1', '50242006101'],
    ['50242-0061-01', '50242006101'],
  ])('of a drug: %s', (text, code) => {
    expect(readNdc(text)).toEqual({ ok: true, value: code });
  });

  test.each(['0003049420', '003-494-20', '123456789012', 'abc'])('of a drug is refused: %s', (text) => {
    expect(readNdc(text).ok).toBe(false);
  });

  test('that is a revenue code or type of bill gets its leading zero', () => {
    expect(readRevenueCode('450')).toEqual({ ok: true, value: '0450' });
    expect(readRevenueCode('45').ok).toBe(false);
    expect(readTypeOfBill('131')).toEqual({ ok: true, value: '0131' });
    expect(readTypeOfBill('32g')).toEqual({ ok: true, value: '032G' });
    expect(readTypeOfBill('031').ok).toBe(false);
  });
});
