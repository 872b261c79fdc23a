import { plainLetters } from '../../domain/text/plain-letters.ts';
import type { ProblemKind, Size } from './element-rules.ts';
import type { WriteDelimiters } from './write-delimiters.ts';

/** Texts that a mistake in a program produces, and that are never data. */
const placeholders = new Set(['undefined', 'null', 'NaN', '[object Object]']);

/** 1 for their first characters. */
const placeholderStarts = new Uint8Array(128);
for (const text of placeholders) placeholderStarts[text.charCodeAt(0)] = 1;

/** Printable ASCII: X12's basic and extended character sets (005010, appendix B) without the national characters. */
const allowedCharacters = /^[\x20-\x7e]*$/;

const space = 0x20;

/** Checks texts on their way into a file. */
export class TextCheck {
  readonly #isStrict: boolean;
  readonly #forbidden: readonly string[];
  /** 1 for the characters that any element may contain. */
  readonly allowed = new Uint8Array(128);

  constructor({ element, component, repetition, segment }: WriteDelimiters, isStrict: boolean) {
    this.#isStrict = isStrict;
    this.#forbidden = [element, component, repetition, segment];
    this.allowed.fill(1, space, 0x7f);
    for (const delimiter of this.#forbidden) this.allowed[delimiter.charCodeAt(0)] = 0;
  }

  /** Whether a value can be in an element as it is, if all of its characters are {@link allowed}: the usual case. */
  isPlain(value: unknown, { min = 1, max }: Size): value is string {
    if (typeof value !== 'string') return false;
    const { length } = value;
    if (length < min || length > max || length === 0) return false;
    const first = value.charCodeAt(0);
    if (first === space || value.charCodeAt(length - 1) === space) return false;
    return placeholderStarts[first] !== 1 || !placeholders.has(value);
  }

  /** The text of a value without accents, or why it cannot be in an element. */
  take(value: unknown, size: Size): { readonly text: string } | { readonly problem: ProblemKind } {
    if (typeof value !== 'string') return { problem: 'not-text' };
    const text = plainLetters(value);
    const problem = this.#problemOf(text, size);
    return problem === undefined ? { text } : { problem };
  }

  #problemOf(text: string, size: Size): ProblemKind | undefined {
    if (text === '') return 'text-empty';
    if (placeholders.has(text)) return 'placeholder-text';
    if (!allowedCharacters.test(text)) return 'character-not-allowed';
    if (this.#forbidden.some((delimiter) => text.includes(delimiter))) return 'delimiter-in-text';
    // Receivers drop spaces at the end (X12.6, 3.5.1.6), so an element with nothing but spaces would be empty.
    if (text.trim() === '') return 'text-empty';
    if (this.#isStrict && text !== text.trim()) return 'text-padded';
    // A number's sign and decimal point do not count (X12.6, 3.5.1.3). The numbers here are far below the limit anyway.
    if (text.length > size.max) return 'text-too-long';
    if (this.#isStrict && text.length < (size.min ?? 1)) return 'text-too-short';
    return undefined;
  }
}
