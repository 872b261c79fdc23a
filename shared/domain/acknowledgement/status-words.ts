import { type StatusPlace, statusPlaces } from './status-places.ts';

/**
 * The meanings of claim acknowledgement statuses in our own words: a category, a subject, and a party. The lists
 * themselves are their publisher's; an unknown code is shown as it is.
 */

/** The claim's state, by the category of its status. */
const categories: Readonly<Record<string, string>> = {
  A0: 'Passed on to somebody else.',
  A1: 'Received; not accepted yet.',
  A2: 'Taken in: the payer will decide.',
  A3: 'Turned away: it could not be processed.',
  A4: 'Not found by the payer.',
  A5: 'Taken in, and split.',
  A6: 'Turned away: something is missing.',
  A7: 'Turned away: something is wrong.',
  A8: 'Turned away: values do not fit each other.',
};

/** The party that a status is about. */
const entities: Readonly<Record<string, string>> = {
  '40': 'receiver',
  '41': 'submitter',
  '45': 'drop-off place',
  '71': 'attending provider',
  '72': 'operating physician',
  '77': 'service facility',
  '82': 'rendering provider',
  '85': 'billing provider',
  '87': 'pay-to provider',
  '1P': 'provider',
  AY: 'clearinghouse',
  DK: 'ordering provider',
  DN: 'referring provider',
  DQ: 'supervising provider',
  GB: 'insured of the other coverage',
  IL: 'subscriber',
  P3: 'primary care provider',
  P5: 'plan sponsor',
  PR: 'payer',
  PW: 'pick-up place',
  QB: 'provider of the purchased service',
  QC: 'patient',
  TT: 'other payer',
  ZZ: 'other operating physician',
};

/** A status in readable form. */
export interface StatusWords {
  readonly detail: string;
  /** Places in our API's claim. None when the code names no field. */
  readonly places: readonly StatusPlace[];
}

interface Status {
  readonly category: string;
  readonly code: string;
  readonly entity?: string;
}

/** A status in words, with the fields that it points to. */
export function statusWords({ category, code, entity }: Status): StatusWords {
  const place = statusPlaces(code, entity);
  const what = place.about ?? `status code ${code}, which the payer’s guide explains`;
  const whom = entity === undefined ? '' : `, of the ${entities[entity] ?? `party ${entity}`}`;
  const became = categories[category] ?? `Category ${category}.`;
  return { detail: `${became} About: ${what}${whom}.`, places: place.places };
}
