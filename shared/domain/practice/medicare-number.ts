/**
 * A Medicare Beneficiary Identifier: eleven characters; some places are digits, some letters without S, L, O, I, B, Z,
 * some either.
 */
const form =
  /^[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y]{2}\d{2}$/;

/**
 * A Medicare number as printed on cards (1EG4-TE5-MK73), without hyphens and blanks. Anything else is returned
 * unchanged.
 */
export function medicareNumber(text: string): string {
  const folded = text.replace(/[\s-]/g, '').toUpperCase();
  return form.test(folded) ? folded : text;
}
