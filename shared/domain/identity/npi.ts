import { fail, ok, type Result } from '../result.ts';

declare const npiBrand: unique symbol;

/** A National Provider Identifier: ten digits, the last of which checks the others. */
export type Npi = string & { readonly [npiBrand]: true };

export type NpiFailure = { readonly kind: 'npi-malformed' } | { readonly kind: 'npi-check-digit' };

/** Reads an NPI. The check digit is Luhn's over 80840 and the number (45 CFR 162.406, CMS NPI check digit calculation). */
export function parseNpi(text: string): Result<Npi, NpiFailure> {
  if (!/^\d{10}$/.test(text)) return fail({ kind: 'npi-malformed' });
  // The prefix 80840 always adds 24 to Luhn's sum.
  let sum = 24;
  for (let index = 0; index < 10; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0 ? ok(text as Npi) : fail({ kind: 'npi-check-digit' });
}
