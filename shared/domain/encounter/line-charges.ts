import { type FeeBook, priceOf, type TakenPrice } from '../fees/price.ts';
import { type Cents, sumCents } from '../money/cents.ts';
import type { Coverage } from '../practice/practice.ts';
import { present } from '../present.ts';
import type { DraftEncounter, EncounterLine } from './encounter.ts';
import { pricedServices } from './priced-services.ts';

/** The largest charge of a line, in cents: ten digits, as the paper form and most payers hold it. */
export const largestChargeCents = 9_999_999_999;

/** What prices depend on besides the encounter. */
interface Pricing {
  readonly coverages: readonly Coverage[];
  readonly fees: FeeBook;
}

/** A line's charge, and the source of its price when no charge was entered. */
interface LineCharge {
  readonly chargeCents?: Cents;
  readonly taken?: TakenPrice;
}

/** The charges already worked out for an encounter, with their pricing: several edits ask for the same ones. */
const known = new WeakMap<DraftEncounter, Pricing & { readonly charges: readonly LineCharge[] }>();

/** Each line's charge: the coder's, or the fee schedule's for the units; none without a price. */
export function chargesOfLines(encounter: DraftEncounter, { coverages, fees }: Pricing): readonly LineCharge[] {
  const before = known.get(encounter);
  if (before?.coverages === coverages && before.fees === fees) return before.charges;
  const charges = charged(encounter, { coverages, fees });
  known.set(encounter, { coverages, fees, charges });
  return charges;
}

function charged(encounter: DraftEncounter, { coverages, fees }: Pricing): readonly LineCharge[] {
  const services = pricedServices(encounter, coverages);
  return encounter.lines.map(({ chargeCents }, index) => {
    const service = services[index];
    if (chargeCents !== undefined || service === undefined) return present({ chargeCents });
    const price = priceOf(service, fees);
    return present({ chargeCents: price.chargeCents, taken: price.taken });
  });
}

/** The lines with their charges and sources. Undefined when a price is missing. */
export function pricedLines(encounter: DraftEncounter, pricing: Pricing) {
  const lines: EncounterLine[] = [];
  const takenFrom = new Map<EncounterLine, TakenPrice>();
  for (const [index, { chargeCents, taken }] of chargesOfLines(encounter, pricing).entries()) {
    if (chargeCents === undefined) return undefined;
    const line = { ...encounter.lines[index], chargeCents } as EncounterLine;
    lines.push(line);
    if (taken !== undefined) takenFrom.set(line, taken);
  }
  return { lines, taken: takenFrom };
}

/** The sum of the lines' charges. */
export function totalCharge(lines: readonly EncounterLine[]): Cents {
  return sumCents(lines.map((line) => line.chargeCents));
}
