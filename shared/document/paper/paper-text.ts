import type { PartyName, PostalAddress } from '../../domain/claim/party.ts';
import { type Cents, formatCents } from '../../domain/money/cents.ts';
import { plainLetters } from '../../domain/text/plain-letters.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';

/** Formats values for paper claims: capitals, no punctuation, dates and amounts without separators. */

/**
 * Replaces a character that the forms cannot show. The forms’ texts contain no question mark, so one always means a
 * replaced character.
 */
export const unprintable = '?';

function capitals(text: string): string {
  return plainLetters(text).normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase();
}

/**
 * Capitals without punctuation; hyphens stay. Apostrophes are removed, other signs become spaces, and characters
 * without a plain letter become question marks.
 */
export function plain(text: string): string {
  return capitals(text)
    .replaceAll('&', ' AND ')
    .replace(/['’`]/gu, '')
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, (sign) => (sign === '-' ? '-' : ' '))
    .replace(/[^A-Z0-9 -]/gu, unprintable)
    .replace(/ +/g, ' ')
    .trim();
}

/** An identifier: letters and digits alone. */
export function identifier(text: string): string {
  return capitals(text)
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, '')
    .replace(/[^A-Z0-9]/gu, unprintable);
}

/** A name, its parts separated by `between`: the last name with its suffix, the first name, and the middle initial. */
export function nameText(name: PartyName | undefined, between = ', '): string {
  if (name === undefined) return '';
  if (name.kind === 'organization') return plain(name.name);
  const last = [name.last, name.suffix ?? ''].map(plain).filter((part) => part !== '');
  return [last.join(' '), plain(name.first ?? ''), plain(name.middle ?? '').slice(0, 1)]
    .filter((part) => part !== '')
    .join(between);
}

/** A name with its suffix at the end, as the ADA form wants it: last, first, middle initial, suffix. */
export function nameWithSuffixLast(name: PartyName | undefined): string {
  if (name?.kind !== 'person') return nameText(name);
  const { suffix, ...others } = name;
  return [nameText(others), plain(suffix ?? '')].filter((part) => part !== '').join(', ');
}

/** A name as it is signed: first, middle initial, last, suffix. */
export function signedName(name: PartyName | undefined): string {
  if (name === undefined) return '';
  if (name.kind === 'organization') return plain(name.name);
  return [name.first, plain(name.middle ?? '').slice(0, 1), name.last, name.suffix]
    .map((part) => plain(part ?? ''))
    .filter((part) => part !== '')
    .join(' ');
}

/** The street of an address in one line. */
export function streetText(address: PostalAddress | undefined): string {
  return [address?.line1, address?.line2]
    .map((line) => plain(line ?? ''))
    .filter((line) => line !== '')
    .join(' ');
}

/** A ZIP code, with its hyphen where it has nine digits. */
export function zipText(address: PostalAddress | undefined): string {
  const code = identifier(address?.postalCode ?? '');
  return /^\d{9}$/.test(code) ? `${code.slice(0, 5)}-${code.slice(5)}` : code;
}

/** A ZIP code for a form without a box for the country. For an address abroad, the country follows it. */
export function zipAndCountry(address: PostalAddress | undefined): string {
  return [zipText(address), identifier(address?.country ?? '')].filter((part) => part !== '').join(' ');
}

/**
 * The space before an end that stays whole where a line is too long for its box. No other text has it: `plain` makes
 * usual spaces of it.
 */
export const keepsEnd = '\u00A0';

/**
 * City, state and ZIP code in one line; abroad also the country. A city that is too long is cut, because mail finds its
 * way by the ZIP code, and part of one is another one.
 *
 * @param zip the ZIP code, where it is not written with a hyphen
 */
export function cityText(address: PostalAddress | undefined, zip = zipText(address)): string {
  const end = [regionOf(address), zip, identifier(address?.country ?? '')].filter((part) => part !== '').join(' ');
  return [plain(address?.city ?? ''), end].filter((part) => part !== '').join(keepsEnd);
}

/** The state, or its equivalent abroad. */
export function regionOf(address: PostalAddress | undefined): string {
  return identifier(address?.state ?? address?.countrySubdivision ?? '');
}

/** The parts of a date. */
export function dateParts(date: LocalDate | undefined) {
  const [year = '', month = '', day = ''] = (date ?? '').split('-');
  return { year, shortYear: year.slice(2), month, day };
}

/** `MM DD YY`; empty when there is no date. */
export function spacedDate(date: LocalDate | undefined): string {
  const { month, day, shortYear } = dateParts(date);
  return date === undefined ? '' : `${month} ${day} ${shortYear}`;
}

/** `MMDDYY`. */
export function shortDate(date: LocalDate | undefined): string {
  const { month, day, shortYear } = dateParts(date);
  return `${month}${day}${shortYear}`;
}

/** `MMDDYYYY`, its parts separated by `between`. */
export function longDate(date: LocalDate | undefined, between = ''): string {
  const { month, day, year } = dateParts(date);
  return date === undefined ? '' : [month, day, year].join(between);
}

/** An amount, with `between` between dollars and cents; few boxes want a point there. Empty when there is no amount. */
export function moneyText(value: Cents | undefined, between: ' ' | '' | '.'): string {
  return value === undefined ? '' : formatCents(value).replace('.', between);
}

/** A decimal without trailing zeros, and with a zero before its point if it is less than one. */
export function quantityText(decimal: string | undefined): string {
  if (decimal === undefined) return '';
  const plainest = decimal.includes('.') ? decimal.replace(/0+$/, '').replace(/\.$/, '') : decimal;
  return plainest.replace(/^\./, '0.');
}

/** A telephone number's area code and the rest; a number without ten digits is all rest. */
export function phoneParts(phone: string | undefined): { readonly area: string; readonly rest: string } {
  const digits = (phone ?? '').replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '');
  return digits.length === 10 ? { area: digits.slice(0, 3), rest: digits.slice(3) } : { area: '', rest: digits };
}
