import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNpi } from '../../../shared/domain/identity/npi.ts';

describe('NPIs', () => {
  it('accept the example of the published check digit calculation', () => {
    expect(parseNpi('1234567893')).toEqual({ ok: true, value: '1234567893' });
  });

  it('accept exactly one check digit for any nine digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (number) => {
        const nine = String(number).padStart(9, '0');
        const accepted = [...'0123456789'].filter((digit) => parseNpi(nine + digit).ok);
        expect(accepted).toHaveLength(1);
      }),
    );
  });

  it('distinguish a wrong check digit from a wrong form', () => {
    expect(parseNpi('1234567890')).toEqual({ ok: false, failure: { kind: 'npi-check-digit' } });
    expect(parseNpi('123456789')).toEqual({ ok: false, failure: { kind: 'npi-malformed' } });
    expect(parseNpi('12345678930')).toEqual({ ok: false, failure: { kind: 'npi-malformed' } });
    expect(parseNpi('123456789X')).toEqual({ ok: false, failure: { kind: 'npi-malformed' } });
  });
});
