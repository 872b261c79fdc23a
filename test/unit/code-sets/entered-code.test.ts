import { describe, expect, test } from 'vitest';
import { type CodeSystem, readEnteredCode } from '../../../shared/domain/code-set/entered-code.ts';

const read = (system: CodeSystem, text: string) => {
  const code = readEnteredCode(system, text);
  return code.ok ? code.value : { refused: code.failure.suggestion };
};

describe('a code as people enter it', () => {
  test.each([
    ['icd-10-cm', 'e11.9', 'E119'],
    ['icd-10-cm', ' M54.50 ', 'M5450'],
    ['icd-10-cm', 'S93 401 a', 'S93401A'],
    ['icd-10-cm', 'Ｊ１８．９', 'J189'],
    ['icd-10-cm', 'c4a.0', 'C4A0'],
    ['icd-10-cm', 'U07.1', 'U071'],
    ['icd-10-pcs', '0dtj4zz', '0DTJ4ZZ'],
    ['hcpcs', 'g0439', 'G0439'],
    ['cpt', 'x9003', 'X9003'],
    ['cpt', '0001t', '0001T'],
    ['cdt', 'd9901', 'D9901'],
  ] as const)('of %s is read without its punctuation: %s', (system, text, code) => {
    expect(read(system, text)).toBe(code);
  });

  test.each([
    ['icd-10-cm', 'IO1', 'I01'],
    ['icd-10-cm', 'EI1.9', 'E119'],
    ['icd-10-cm', '110', 'I10'],
    ['icd-10-cm', 'M54.5O', 'M5450'],
    ['icd-10-cm', 'Е11.9', 'E119'],
    ['icd-10-pcs', 'ODTJ4ZZ', '0DTJ4ZZ'],
    ['hcpcs', 'GO439', 'G0439'],
    ['hcpcs', 'G04S9', 'G0459'],
    ['cpt', 'X9OO3', 'X9003'],
  ] as const)(
    'of %s with a letter that looks alike is refused, with the code that was meant: %s',
    (system, text, meant) => {
      expect(read(system, text)).toEqual({ refused: meant });
    },
  );

  test.each([
    ['icd-10-cm', 'E1'],
    ['icd-10-cm', 'E11.90000'],
    ['icd-10-cm', 'diabetes'],
    ['icd-10-pcs', '0DTJ4ZZZ'],
    ['hcpcs', '99213'],
    ['hcpcs', ''],
    ['cpt', 'X90'],
  ] as const)('of %s that does not exist has no suggestion: %s', (system, text) => {
    expect(read(system, text)).toEqual({ refused: undefined });
  });
});
