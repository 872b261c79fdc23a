import type { PDFFont } from 'pdf-lib';

/** A font for layout. Each character is measured once. */
export interface MeasuredFont {
  readonly font: PDFFont;
  /** Its name in the content of a page. */
  readonly name: string;
  width(text: string, size: number): number;
  /** The text with every character that the font lacks replaced: by its plain letter, else by a question mark. */
  printable(text: string): string;
}

/** Widths are per thousandth of the size. */
const em = 1000;

export function measureFont(font: PDFFont, name: string): MeasuredFont {
  const known = new Set(font.getCharacterSet());
  const widths = new Map<string, number>();
  const shown = new Map<string, string>();
  const has = (character: string) =>
    (character.codePointAt(0) ?? 0) >= 0x20 && known.has(character.codePointAt(0) ?? 0);
  const substitute = (character: string): string => {
    if (has(character)) return character;
    const plain = character.normalize('NFKD').replace(/\p{M}/gu, '');
    return plain !== '' && [...plain].every(has) ? plain : '?';
  };
  const once = <Value>(cache: Map<string, Value>, character: string, make: (character: string) => Value): Value => {
    const found = cache.get(character);
    if (found !== undefined) return found;
    const made = make(character);
    cache.set(character, made);
    return made;
  };
  return {
    font,
    name,
    width(text, size) {
      let sum = 0;
      for (const character of text) sum += once(widths, character, (one) => font.widthOfTextAtSize(one, em));
      return (sum * size) / em;
    },
    printable(text) {
      let out = '';
      for (const character of text) out += once(shown, character, substitute);
      return out;
    },
  };
}
