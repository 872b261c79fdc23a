import { fail, ok, type Result } from '../result.ts';

/** Codes as people type them: with dots, in lower case, with spaces. What cannot be misread is folded; the rest is refused in words. */

/** How codes of a kind are written. */
interface CodeForm {
  /** The code after dots, hyphens and spaces are taken out, in capitals. */
  readonly pattern: RegExp;
  /** `an ICD-10-CM code`; the answer adds the example. */
  readonly words: string;
  readonly example: string;
  /** Places, from 0, where only a digit can stand: a letter there is one that looks like a digit. */
  readonly digits?: readonly number[];
  /** Places where only a letter can stand. */
  readonly letters?: readonly number[];
}

/** The codes that encounters have, by kind. */
export const codeForms = {
  diagnosis: {
    pattern: /^[A-Z]\d[A-Z0-9]{1,5}$/,
    words: 'an ICD-10-CM code of three to seven characters',
    example: 'J209',
    digits: [1],
    letters: [0],
  },
  inpatientProcedure: {
    // ICD-10-PCS has neither I nor O, so that nobody takes them for digits.
    pattern: /^[0-9A-HJ-NP-Z]{7}$/,
    words: 'an ICD-10-PCS code of seven characters, without the letters I and O',
    example: '0DTJ4ZZ',
    digits: [0, 1, 2, 3, 4, 5, 6],
  },
  procedure: {
    pattern: /^(?:[A-Z]\d{4}|\d{4}[A-Z0-9])$/,
    words: 'a HCPCS or CPT code of five characters',
    example: 'J3301',
    digits: [1, 2, 3],
  },
  dentalProcedure: {
    pattern: /^[A-Z]\d{4}$/,
    words: 'a CDT code of D and four digits',
    example: 'D0120',
    digits: [1, 2, 3, 4],
  },
  rateCode: { pattern: /^[A-Z0-9]{5}$/, words: 'a rate code (HIPPS) of five characters', example: 'KAGD1' },
  modifier: { pattern: /^[A-Z0-9]{2}$/, words: 'a modifier of two letters or digits', example: '25' },
} as const satisfies Record<string, CodeForm>;

export type CodeKind = keyof typeof codeForms;

const digitFor: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };
const letterFor: Readonly<Record<string, string>> = { '0': 'O', '1': 'I' };

/** Takes out dots, hyphens and spaces, and writes capitals: none of them tells codes apart. */
function foldCode(text: string): string {
  return text.replace(/[\s.-]/g, '').toUpperCase();
}

/** What looks like another character, and where, from 1; undefined when that is not the trouble. */
function lookAlike(folded: string, { digits = [], letters = [] }: CodeForm): string | undefined {
  const wrongDigit = digits.find((place) => digitFor[folded[place] ?? ''] !== undefined);
  if (wrongDigit !== undefined) {
    const letter = folded[wrongDigit] as string;
    return `character ${wrongDigit + 1} is the letter ${letter}: write the digit ${digitFor[letter]}`;
  }
  const wrongLetter = letters.find((place) => letterFor[folded[place] ?? ''] !== undefined);
  if (wrongLetter === undefined) return undefined;
  const digit = folded[wrongLetter] as string;
  return `character ${wrongLetter + 1} is the digit ${digit}: write the letter ${letterFor[digit]}`;
}

/** Reads a code as typed. @returns the code as it is stored, or in words what is expected; never the code itself */
export function readCode(kind: CodeKind, text: string): Result<string, string> {
  const form: CodeForm = codeForms[kind];
  const folded = foldCode(text);
  if (form.pattern.test(folded)) return ok(folded);
  const expected = `expected ${form.words}, such as ${form.example}`;
  const found = lookAlike(folded, form);
  return fail(found === undefined ? expected : `${expected}; ${found}`);
}

/** The ways in which a drug's label groups the digits of its code (5-4-2, or one digit fewer in one of the groups). */
const labelled = /^(\d{4,5})-(\d{3,4})-(\d{1,2})$/;

/** Reads a national drug code: eleven digits, or ten as the label groups them by hyphens; the missing zero is written out. */
export function readNdc(text: string): Result<string, string> {
  const trimmed = text.trim();
  const [, labeler = '', product = '', packaging = ''] = labelled.exec(trimmed) ?? [];
  const isTen = labeler.length + product.length + packaging.length >= 10;
  const digits = isTen
    ? `${labeler.padStart(5, '0')}${product.padStart(4, '0')}${packaging.padStart(2, '0')}`
    : trimmed;
  if (/^\d{11}$/.test(digits)) return ok(digits);
  const trouble = /^\d{10}$/.test(trimmed) ? '; ten digits alone do not tell where the missing zero belongs' : '';
  return fail(`expected a national drug code of eleven digits, or as its label has it, such as 0003-0494-20${trouble}`);
}

/** Reads a revenue code of three or four digits; the leading zero is written out. */
export function readRevenueCode(text: string): Result<string, string> {
  const trimmed = text.trim();
  return /^\d{3,4}$/.test(trimmed)
    ? ok(trimmed.padStart(4, '0'))
    : fail('expected a revenue code of four digits, such as 0450');
}

/** Reads a type of bill of three characters, or four with the leading zero. */
export function readTypeOfBill(text: string): Result<string, string> {
  const folded = foldCode(text);
  return /^0?[1-9]\d[0-9A-Z]$/.test(folded)
    ? ok(folded.padStart(4, '0'))
    : fail('expected a type of bill, such as 0131: kind of facility, of care, and frequency');
}
