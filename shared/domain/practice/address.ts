/**
 * A postal address. In the United States it has a state and a postal code of five or nine digits, and no country. Abroad it has a country;
 * Canada has provinces (`state`), other countries may have a subdivision.
 */
export interface Address {
  readonly line1: string;
  readonly line2?: string;
  readonly city: string;
  readonly state?: string;
  readonly postalCode?: string;
  /** ISO 3166, two letters. */
  readonly country?: string;
  /** ISO 3166-2, without the country. */
  readonly countrySubdivision?: string;
}
