import { type Cents, formatCents } from '../domain/money/cents.ts';
import { plainLetters } from '../domain/text/plain-letters.ts';

/** An element, or the components of a composite one. */
export type PlainElement = string | readonly string[];

/** A segment without empty elements at its end, and without its terminator. Values never contain separators. */
export function plainSegment(id: string, ...elements: readonly PlainElement[]): string {
  const texts = elements.map((element) =>
    typeof element === 'string' ? plainText(element) : element.map(plainText).join(':').replace(/:+$/, ''),
  );
  return `${id}*${texts.join('*')}`.replace(/\*+$/, '');
}

/**
 * Text without separators and other characters that a file cannot carry. Letters lose their accents; all other such
 * characters become blanks.
 */
export function plainText(text: string): string {
  return plainLetters(text).replace(/[*^~:]|[^\x20-\x7e]/g, ' ');
}

/** An amount in the form of files: without cents when they are zero. */
export function plainMoney(amount: Cents): string {
  return formatCents(amount).replace(/\.00$/, '');
}
