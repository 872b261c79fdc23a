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
  ı: 'i',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
};

/** The text in the form of files: letters lose their accents (NUÑEZ, NUNEZ), quotes and dashes become plain ones. */
export function plainLetters(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return text
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
