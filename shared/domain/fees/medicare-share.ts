import { medicarePrice } from '../code-set/medicare-price.ts';
import type { CodeReferences } from '../code-set/references.ts';
import { type Cents, cents } from '../money/cents.ts';
import { isFacilityPlace } from '../practice/place-of-service.ts';
import type { PricedService } from './priced-service.ts';

/**
 * A price that is a percentage of Medicare's allowed amount on the date of service, by the loaded physician fee
 * schedule.
 */
export interface MedicareRule {
  /** In whole percent: 150 is one and a half times. */
  readonly percent: number;
  /** The ZIP code that selects the locality, five or nine digits; national amounts when absent. */
  readonly zip?: string;
}

/** Where the price comes from. */
export interface MedicareShare {
  readonly percent: number;
  /** Medicare's allowed amount for one unit at the kind of place. */
  readonly allowedCents: Cents;
  /** The release of the physician fee schedule. */
  readonly release: string;
}

/**
 * The price of one unit as a share of Medicare's, rounded to the nearest cent, half a cent upwards. Undefined when
 * Medicare has no price, or its file is not loaded: no price is better than a wrong one.
 */
export function shareOfMedicare(
  { percent, zip }: MedicareRule,
  { procedure, modifiers, serviceOn, placeOfService }: PricedService,
  references: CodeReferences,
): { readonly unitCents: Cents; readonly medicare: MedicareShare } | undefined {
  const price = medicarePrice(references, { procedure, modifiers, zip, day: serviceOn, qualifying: false });
  if (price.kind !== 'priced') return undefined;
  const isFacility = placeOfService !== undefined && isFacilityPlace(placeOfService);
  const allowedCents = isFacility ? price.facilityCents : price.nonFacilityCents;
  const unitCents = cents(Number((BigInt(allowedCents) * BigInt(percent) * 2n + 100n) / 200n));
  return { unitCents, medicare: { percent, allowedCents, release: price.citations[0].release } };
}
