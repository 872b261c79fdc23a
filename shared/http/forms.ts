import * as z from 'zod';
import { isPlaceOfService } from '../domain/practice/place-of-service.ts';
import { hasCardNumber } from '../domain/text/card-number.ts';
import { plainLetters } from '../domain/text/plain-letters.ts';

/** Forms of texts. A refusal describes the form in words, with an example; the API's description has both. */

/** Text of one form, such as `expected two capital letters, such as OH`. */
export function formOf(pattern: RegExp, words: string, example: string) {
  return z
    .string()
    .regex(pattern, `expected ${words}, such as ${example}`)
    .meta({ examples: [example] });
}

/** Text of one form that needs a closer check than a pattern. */
export function checkedForm(
  holds: (text: string) => boolean,
  form: { pattern: RegExp; words: string; example: string },
) {
  const { pattern, words, example } = form;
  return z
    .string()
    .refine(holds, `expected ${words}, such as ${example}`)
    .meta({ pattern: pattern.source, examples: [example] });
}

/** How a list names procedures. */
export const procedureNameSchema = formOf(
  /^(?:[A-Z0-9]{5}(?:-[A-Z0-9]{5})?|[A-Z0-9]{1,4}\*)$/,
  'a procedure code, a range, or the beginning of codes with an asterisk',
  'X9001-X9005',
);

export const modifierSchema = formOf(/^[A-Z0-9]{2}$/, 'a modifier of two capital letters or digits', '25');

export const placeOfServiceSchema = checkedForm(isPlaceOfService, {
  pattern: /^\d{2}$/,
  words: 'a place of service code of two digits',
  example: '11',
}).meta({ description: 'Place of service, two digits: 11 for an office' });

/** X12's basic and extended character sets without the delimiters that our files use (`*`, `:`, `^`, `~`). */
const carried = /^[A-Za-z0-9 !"&'()+,\-./;?=%@[\]_{}\\|<>#$]$/;

/** The first character that a claim file cannot carry, with its place from 1. Accents do not count, because files drop them. */
function notCarried(text: string): { readonly character: string; readonly place: number } | undefined {
  for (const [index, character] of [...text.normalize('NFC')].entries()) {
    if (![...plainLetters(character)].every((plain) => carried.test(plain))) return { character, place: index + 1 };
  }
  return undefined;
}

/** `"*"` for a character on a keyboard, `U+2603` for anything else. */
function nameOf(character: string): string {
  if (/^[!-~]$/.test(character)) return `"${character}"`;
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * Text that an X12 file can carry, and that is not blank. It is stored as it is given. A file has it without accents
 * (NUNEZ for NUÑEZ); `most` limits the length of that form.
 */
export function x12Text(maximum: number) {
  return z
    .string()
    .min(1)
    .max(maximum)
    .refine((text) => notCarried(text) === undefined, {
      error: ({ input }) => {
        const found = notCarried(String(input));
        return `character ${found?.place} cannot be in an X12 file: ${nameOf(found?.character ?? '')}`;
      },
    })
    .refine((text) => plainLetters(text).length <= maximum, `expected at most ${maximum} characters without accents`)
    .refine((text) => text.trim() === text && text !== '', 'expected text without blanks at its ends')
    .meta({ pattern: '^[^*:^~`]+$' });
}

/** The number of a check, a receipt, or a charge at a terminal; never that of a card. */
export const receiptNumberSchema = x12Text(50).refine(
  (text) => !hasCardNumber(text),
  'expected something other than a card number: its last four digits are enough',
);
