import type { PricedService } from '../fees/priced-service.ts';
import type { Coverage } from '../practice/practice.ts';
import { present } from '../present.ts';
import { billedCoverages } from './billed-coverages.ts';
import type { DraftEncounter, DraftLine } from './encounter.ts';
import { parseQuantity } from './quantity.ts';

/**
 * The facts that decide each line's price: its code (for a facility's line without one, the revenue code), primary
 * payer, provider, and place. Undefined for a line without a code or a valid quantity.
 */
export function pricedServices(
  encounter: DraftEncounter,
  coverages: readonly Coverage[],
): readonly (PricedService | undefined)[] {
  const payerId = billedCoverages(encounter, coverages)[0]?.payerId;
  const { facilityId } = encounter;
  return encounter.lines.map((line: DraftLine) => {
    const procedure = line.procedure ?? ('revenueCode' in line ? line.revenueCode : undefined);
    const units = parseQuantity(line.units);
    if (procedure === undefined || !units.ok) return undefined;
    const { modifiers, serviceOn } = line;
    const unit = 'unit' in line && line.unit === 'MJ' ? line.unit : undefined;
    const providerId = giverOf(encounter, line);
    const placeOfService = placeOf(encounter, line);
    return {
      ...{ procedure, modifiers, units: units.value, serviceOn, providerId },
      ...present({ unit, payerId, facilityId, placeOfService }),
    };
  });
}

/** The rendering provider of the line or the encounter, a facility's attending one, or the billing provider. */
function giverOf(encounter: DraftEncounter, line: DraftLine): string {
  const attending = 'attendingProviderId' in encounter ? encounter.attendingProviderId : undefined;
  return line.renderingProviderId ?? encounter.renderingProviderId ?? attending ?? encounter.billingProviderId;
}

function placeOf(encounter: DraftEncounter, line: DraftLine): string | undefined {
  const ofLine = 'placeOfService' in line ? line.placeOfService : undefined;
  return ofLine ?? ('placeOfService' in encounter ? encounter.placeOfService : undefined);
}
