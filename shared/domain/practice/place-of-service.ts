/**
 * Place of service codes for professional claims (CMS's public list; the numbers only). 11 is an office, 22 outpatient
 * hospital.
 */
const codes =
  '01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 31 32 33 34 41 42 49 50 51 52 53 54 55 56 57 58 60 61 62 65 66 71 72 81 99';

const known: ReadonlySet<string> = new Set(codes.split(' '));

/** Whether a code is in the list. */
export function isPlaceOfService(code: string): boolean {
  return known.has(code);
}

/** Places where Medicare pays a practitioner the facility's rate, because the facility is paid for its costs (Claims Processing Manual, chapter 12, 20.4.2). */
const facilityPlaces: ReadonlySet<string> = new Set('02 19 21 22 23 24 26 31 34 41 42 51 52 53 56 61'.split(' '));

/** Whether a place of service counts as a facility for a practitioner's price. */
export function isFacilityPlace(code: string): boolean {
  return facilityPlaces.has(code);
}
