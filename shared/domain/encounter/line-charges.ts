import { type FeeBook, priceOf } from '../fees/price.ts';
import { type Cents, sumCents } from '../money/cents.ts';
import type { Coverage } from '../practice/practice.ts';
import type { DraftEncounter, EncounterLine } from './encounter.ts';
import { pricedServices } from './priced-services.ts';

/** What prices need besides the encounter. */
interface Pricing {
  readonly coverages: readonly Coverage[];
  readonly fees: FeeBook;
}

/** Each line's charge: the coder's, or the fee schedule's for the units; undefined where there is no price. */
export function chargesOfLines(
  encounter: DraftEncounter,
  { coverages, fees }: Pricing,
): readonly (Cents | undefined)[] {
  const services = pricedServices(encounter, coverages);
  return encounter.lines.map(({ chargeCents }, index) => {
    const service = services[index];
    return chargeCents ?? (service === undefined ? undefined : priceOf(service, fees).chargeCents);
  });
}

/** The lines with their charges. Undefined when a price is missing. */
export function pricedLines(encounter: DraftEncounter, pricing: Pricing): readonly EncounterLine[] | undefined {
  const priced: EncounterLine[] = [];
  for (const [index, chargeCents] of chargesOfLines(encounter, pricing).entries()) {
    if (chargeCents === undefined) return undefined;
    priced.push({ ...encounter.lines[index], chargeCents } as EncounterLine);
  }
  return priced;
}

/** The sum of the lines' charges. */
export function totalCharge(lines: readonly EncounterLine[]): Cents {
  return sumCents(lines.map((line) => line.chargeCents));
}
