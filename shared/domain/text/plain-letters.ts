/** Letters and marks that do not decompose into a plain letter and accents. */
const spelled: Readonly<Record<string, string>> = {
  Æ: 'AE',
  æ: 'ae',
  Œ: 'OE',
  œ: 'oe',
  Ø: 'O',
  ø: 'o',
  Ł: 'L',
  ł: 'l',
  Đ: 'D',
  đ: 'd',
  Ð: 'D',
  ð: 'd',
  Þ: 'TH',
  þ: 'th',
  ẞ: 'SS',
  ß: 'ss',
  Ħ: 'H',
  ħ: 'h',
  Ŧ: 'T',
  ŧ: 't',
  Ŋ: 'N',
  ŋ: 'n',
  Ə: 'E',
  ə: 'e',
  Ĳ: 'IJ',
  ĳ: 'ij',
  Ŀ: 'L',
  ŀ: 'l',
  ı: 'i',
  ſ: 's',
  ª: 'a',
  º: 'o',
  ﬀ: 'ff',
  ﬁ: 'fi',
  ﬂ: 'fl',
  ﬃ: 'ffi',
  ﬄ: 'ffl',
  '№': 'No',
  '℅': 'c/o',
  '¼': '1/4',
  '½': '1/2',
  '¾': '3/4',
  '⅓': '1/3',
  '⅔': '2/3',
  '⅛': '1/8',
  '⅜': '3/8',
  '⅝': '5/8',
  '⅞': '7/8',
  '´': "'",
  ʻ: "'",
  ʼ: "'",
  '‘': "'",
  '’': "'",
  '‛': "'",
  '′': "'",
  '‹': "'",
  '›': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '″': '"',
  '«': '"',
  '»': '"',
  '‚': ',',
  '…': '...',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '\u00A0': ' ',
  '\u2007': ' ',
  '\u2009': ' ',
  '\u202F': ' ',
};

/** Fractions that are one character: after a digit (12½) they begin a word of their own, or the number would be another. */
const fractionAfterDigit = /(?<=\d)(?=[¼½¾⅓⅔⅛⅜⅝⅞])/gu;

/**
 * The text in the form of files: letters lose their accents (NUÑEZ, NUNEZ), quotes and dashes become plain ones, and
 * signs that stand for letters are spelled (5º, 5o; 12½, 12 1/2). A sign whose meaning would be a guess (°, ², ©) stays.
 */
export function plainLetters(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return text
    .replace(fractionAfterDigit, ' ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/gu, (character) => spelled[character] ?? character);
}

/** A name in the form for comparison: without case, accents, marks and blanks. */
export function comparedName(name: string): string {
  return plainLetters(name)
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '');
}
