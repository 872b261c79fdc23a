import { type CodePlaces, firstLookAlike, plainCode } from '../code-set/entered-code.ts';
import { fail, ok, type Result } from '../result.ts';

/**
 * Codes as people type them: with dots, in lower case, with spaces. Unambiguous variants are accepted; the rest is
 * refused with an explanation.
 */

/** The written form of a kind of code. */
interface CodeForm {
  /** The code after dots, hyphens and spaces are taken out, in capitals. */
  readonly pattern: RegExp;
  /** `an ICD-10-CM code`; the error message adds the example. */
  readonly words: string;
  readonly example: string;
  /** The possible characters of each place, to recognise look-alikes. */
  readonly places?: CodePlaces;
}

/** The codes that encounters have, by kind. */
export const codeForms = {
  diagnosis: {
    // The letters I and O occur only in the first place.
    pattern: /^[A-Z]\d[0-9A-HJ-NP-Z]{1,5}$/,
    words: 'an ICD-10-CM code of three to seven characters',
    example: 'J209',
    places: 'LDAAAAA',
  },
  inpatientProcedure: {
    // ICD-10-PCS has neither I nor O, so that they are never confused with digits.
    pattern: /^[0-9A-HJ-NP-Z]{7}$/,
    words: 'an ICD-10-PCS code of seven characters, without the letters I and O',
    example: '0DTJ4ZZ',
    places: 'AAAAAAA',
  },
  procedure: {
    pattern: /^(?:[A-Z]\d{4}|\d{4}[A-Z0-9])$/,
    words: 'a HCPCS or CPT code of five characters',
    example: 'J3301',
    places: '?DDD?',
  },
  dentalProcedure: {
    pattern: /^[A-Z]\d{4}$/,
    words: 'a CDT code of D and four digits',
    example: 'D0120',
    places: 'LDDDD',
  },
  rateCode: { pattern: /^[A-Z0-9]{5}$/, words: 'a rate code (HIPPS) of five characters', example: 'KAGD1' },
  modifier: { pattern: /^[A-Z0-9]{2}$/, words: 'a modifier of two letters or digits', example: '25' },
} as const satisfies Record<string, CodeForm>;

export type CodeKind = keyof typeof codeForms;

/** A look-alike character and its place, from 1; undefined when that is not the problem. */
function lookAlike(folded: string, { places = '' }: CodeForm): string | undefined {
  const found = firstLookAlike(folded, places);
  if (found === undefined) return undefined;
  const { place, typed, meant } = found;
  if (/^[A-Z0-9]$/.test(typed) === false) return `character ${place} is of another alphabet: write ${meant}`;
  const kinds = /\d/.test(meant) ? ['letter', 'digit'] : ['digit', 'letter'];
  return `character ${place} is the ${kinds[0]} ${typed}: write the ${kinds[1]} ${meant}`;
}

/**
 * Reads a typed code.
 * @returns the code as it is stored, or a description of the expected form; never the code itself
 */
export function readCode(kind: CodeKind, text: string): Result<string, string> {
  const form: CodeForm = codeForms[kind];
  const folded = plainCode(text);
  if (form.pattern.test(folded)) return ok(folded);
  const expected = `expected ${form.words}, such as ${form.example}`;
  const found = lookAlike(folded, form);
  return fail(found === undefined ? expected : `${expected}; ${found}`);
}

/** How a drug's label groups the digits of its code (5-4-2, or one digit fewer in one of the groups). */
const labelled = /^(\d{4,5})-(\d{3,4})-(\d{1,2})$/;

/** Reads a national drug code: eleven digits, or ten grouped by hyphens as on the label; the missing zero is added. */
export function readNdc(text: string): Result<string, string> {
  const trimmed = text.trim();
  const [, labeler = '', product = '', packaging = ''] = labelled.exec(trimmed) ?? [];
  const isTen = labeler.length + product.length + packaging.length >= 10;
  const digits = isTen
    ? `${labeler.padStart(5, '0')}${product.padStart(4, '0')}${packaging.padStart(2, '0')}`
    : trimmed;
  if (/^\d{11}$/.test(digits)) return ok(digits);
  const trouble = /^\d{10}$/.test(trimmed) ? '; ten digits alone do not show where the missing zero belongs' : '';
  return fail(
    `expected a national drug code of eleven digits, or as printed on its label, such as 0003-0494-20${trouble}`,
  );
}

/** Reads a revenue code of three or four digits; the leading zero is added. */
export function readRevenueCode(text: string): Result<string, string> {
  const trimmed = text.trim();
  return /^\d{3,4}$/.test(trimmed)
    ? ok(trimmed.padStart(4, '0'))
    : fail('expected a revenue code of four digits, such as 0450');
}

/** Reads a type of bill of three characters, or four with the leading zero. */
export function readTypeOfBill(text: string): Result<string, string> {
  const folded = plainCode(text);
  return /^0?[1-9]\d[0-9A-Z]$/.test(folded)
    ? ok(folded.padStart(4, '0'))
    : fail('expected a type of bill, such as 0131: kind of facility, of care, and frequency');
}
