import { describe, expect, test } from 'vitest';
import { codeStanding } from '../../../shared/domain/encounter/code-set.ts';
import { syntheticCodeSet } from '../../../shared/domain/encounter/synthetic-code-set.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = (text: string) => text as LocalDate;
const { diagnoses, procedures } = syntheticCodeSet;

describe('the synthetic code set', () => {
  test('says that it is synthetic, and holds no CPT code', () => {
    expect(syntheticCodeSet.name).toMatch(/synthetic/i);
    expect(procedures.size).toBeGreaterThan(50);
    // CPT codes begin with a digit; HCPCS Level II codes and our own ones do not.
    expect([...procedures.keys()].filter((code) => !/^[A-Z][0-9]{4}$/.test(code))).toEqual([]);
    expect([...diagnoses.keys()].filter((code) => !/^[A-Z][0-9][A-Z0-9]{1,5}$/.test(code))).toEqual([]);
  });

  test('knows when a code was valid', () => {
    expect(codeStanding(diagnoses, 'M545', day('2021-09-30'))).toBe('valid');
    expect(codeStanding(diagnoses, 'M545', day('2021-10-01'))).toBe('not-valid-then');
    expect(codeStanding(diagnoses, 'M5450', day('2021-09-30'))).toBe('not-valid-then');
    expect(codeStanding(diagnoses, 'M5450', day('2021-10-01'))).toBe('valid');
    expect(codeStanding(diagnoses, 'Q000', day('2026-01-01'))).toBe('unknown');
    expect(codeStanding(procedures, 'G0439', day('2026-01-01'))).toBe('valid');
  });
});
