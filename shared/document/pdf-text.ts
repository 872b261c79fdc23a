import type { PDFFont } from 'pdf-lib';
import { plainLetters } from '../domain/text/plain-letters.ts';

/** A font for layout. */
export interface MeasuredFont {
  readonly font: PDFFont;
  /** The font's name in a page's content. */
  readonly name: string;
  width(text: string, size: number): number;
  /**
   * The text with every character that the font lacks replaced by its plain letter, else by a question mark. Marks that
   * nobody sees (directions of writing, spaces of no width) are left out.
   */
  printable(text: string): string;
}

/** Widths are in thousandths of the font size. */
const em = 1000;

/**
 * Cached facts of a standard font. They are the same in every document, and computing them again for each short
 * document would be slow.
 */
interface KnownFont {
  readonly has: (character: string) => boolean;
  readonly widths: Map<string, number>;
  readonly shown: Map<string, string>;
}

const knownFonts = new Map<string, KnownFont>();

/** More characters than any office uses; beyond this the cache is cleared. */
const mostCharacters = 5_000;

function knownOf(font: PDFFont): KnownFont {
  const found = knownFonts.get(font.name);
  if (found !== undefined) return found;
  const codes = new Set(font.getCharacterSet());
  const has = (character: string) =>
    (character.codePointAt(0) ?? 0) >= 0x20 && codes.has(character.codePointAt(0) ?? 0);
  const known: KnownFont = { has, widths: new Map(), shown: new Map() };
  knownFonts.set(font.name, known);
  return known;
}

function substitute(character: string, has: KnownFont['has']): string {
  if (has(character)) return character;
  if (/^[\p{M}\p{Cf}]$/u.test(character)) return '';
  if (/^\s$/.test(character)) return ' ';
  const plain = plainLetters(character.normalize('NFKD'));
  return plain !== '' && [...plain].every(has) ? plain : '?';
}

function once<Value>(cache: Map<string, Value>, character: string, make: (character: string) => Value): Value {
  const found = cache.get(character);
  if (found !== undefined) return found;
  if (cache.size >= mostCharacters) cache.clear();
  const made = make(character);
  cache.set(character, made);
  return made;
}

/** A standard font of a document. Each character is measured once for all documents. */
export function measureFont(font: PDFFont, name: string): MeasuredFont {
  const { has, widths, shown } = knownOf(font);
  const measured = (character: string) => font.widthOfTextAtSize(character, em);
  const replaced = (character: string) => substitute(character, has);
  return {
    font,
    name,
    width(text, size) {
      let sum = 0;
      for (const character of text) sum += once(widths, character, measured);
      return (sum * size) / em;
    },
    printable(text) {
      let out = '';
      // An accent may be stored as a mark of its own, after its letter: the font has only whole letters.
      for (const character of text.normalize('NFC')) out += once(shown, character, replaced);
      return out;
    },
  };
}
