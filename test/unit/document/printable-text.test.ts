import { PDFDocument, StandardFonts } from 'pdf-lib';
import { beforeAll, expect, test } from 'vitest';
import { type MeasuredFont, measureFont } from '../../../shared/document/pdf-text.ts';

/* Names as people type and paste them. The standard fonts have Western European letters only. */

let font: MeasuredFont;
beforeAll(async () => {
  const document = await PDFDocument.create();
  font = measureFont(await document.embedFont(StandardFonts.Helvetica), 'F1');
});

test.each([
  ['accents that the font has', 'José Ñandú, “Büro” – 5 €', 'José Ñandú, “Büro” – 5 €'],
  [
    'accents that are written as marks of their own, as some systems store them',
    'Jose\u0301 Nun\u0303ez',
    'José Nuñez',
  ],
  ['accents that the font lacks', 'Şimşek Nguyễn', 'Simsek Nguyen'],
  ['letters with a stroke, which have no accent to take off', 'Łukasz Đặng', 'Lukasz Dang'],
  ['marks that nobody sees: directions, spaces of no width', '\u202eDOE\u202c \u200bx\ufeff', 'DOE x'],
  ['tabs and line ends', 'a\tb\nc', 'a b c'],
  ['letters that cannot be shown', '山 😀 м', '? ? ?'],
])('prints %s', (_what, text, shown) => {
  expect(font.printable(text)).toBe(shown);
  expect(() => font.font.encodeText(font.printable(text))).not.toThrow();
});
