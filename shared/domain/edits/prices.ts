import { medicarePrice } from '../code-set/medicare-price.ts';
import { type DraftEncounter, type DraftLine, isDraftOf } from '../encounter/encounter.ts';
import { isNotice } from '../encounter/kinds.ts';
import { chargesOfLines } from '../encounter/line-charges.ts';
import { pricedServices } from '../encounter/priced-services.ts';
import { priceOf } from '../fees/price.ts';
import { isFacilityPlace } from '../practice/place-of-service.ts';
import { type CodedLine, codedLines } from './coded-lines.ts';
import { type Edit, type EditContext, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';
import { notChecked } from './not-checked.ts';

/** Whether a charge is plausible. */
export const priceRules = {
  'charge-zero': {
    checks: 'A line has a charge above zero, unless it is a rate code (HIPPS) or in a notice.',
    severity: 'warning',
    source: 'Medicare Claims Processing Manual, chapter 26, 10.4, item 24F',
  },
  'charge-far-from-schedule': {
    checks: 'A charge that the coder gave is between half and twice the office’s price.',
    severity: 'warning',
    source: 'The office’s fee schedules',
  },
  'charge-below-medicare': {
    checks: 'A charge is not below what Medicare pays in the locality: a payer pays the lower of the two.',
    severity: 'warning',
    source: 'mpfs, gpci, zip-locality; Social Security Act, 1833(a)(1)',
  },
  'charge-far-above-medicare': {
    checks: 'A charge is at most ten times what Medicare pays in the locality.',
    severity: 'warning',
    source: 'mpfs, gpci, zip-locality',
  },
} as const satisfies EditRules;

const finding = findingsOf(priceRules);

/**
 * Lines whose charge is zero by rule: those of a notice, and rate codes (HIPPS), which only say how the payer prices
 * the bill.
 */
function costsNothing(encounter: DraftEncounter, index: number): boolean {
  if (!isDraftOf('institutional', encounter)) return false;
  return isNotice(encounter.typeOfBill) || encounter.lines[index]?.procedureKind === 'HP';
}

export const chargesAreAboveZero: Edit = (encounter, context) =>
  chargesOfLines(encounter, context).flatMap(({ chargeCents }, index): Finding[] => {
    if (chargeCents !== 0 || costsNothing(encounter, index)) return [];
    const fix = { words: 'enter the charge' };
    return [finding('charge-zero', `/lines/${index}/chargeCents`, 'the line costs nothing', { fix })];
  });

export const chargesAreNearTheSchedule: Edit = (encounter, { coverages, fees }) => {
  const services = pricedServices(encounter, coverages);
  return encounter.lines.flatMap(({ chargeCents }: DraftLine, index): Finding[] => {
    const service = services[index];
    if (chargeCents === undefined || chargeCents <= 0 || service === undefined) return [];
    const price = priceOf(service, fees).chargeCents;
    if (price === undefined || price <= 0 || (chargeCents * 2 >= price && chargeCents <= price * 2)) return [];
    const pointer = `/lines/${index}/chargeCents`;
    const fix = {
      words: 'take the price of the fee schedule, or keep the charge if it is meant',
      changes: [{ op: 'set', pointer, values: [price] } as const],
    };
    return [finding('charge-far-from-schedule', pointer, 'the charge is far from the office’s own price', { fix })];
  });
};

/** The ZIP code of the place of service: that of the facility, or of the billing provider. */
function zipOf(encounter: DraftEncounter, { facilities, providers }: EditContext): string | undefined {
  const facility = encounter.facilityId === undefined ? undefined : facilities.get(encounter.facilityId);
  return (facility?.address ?? providers.get(encounter.billingProviderId)?.billing?.address)?.postalCode;
}

/**
 * Medicare's price for one unit of a line: in its locality, or nationally when the locality files are not loaded or
 * lack the ZIP code.
 */
function medicarePriceOf(line: CodedLine, zip: string | undefined, { references }: EditContext) {
  const question = { procedure: line.procedure, modifiers: line.modifiers, day: line.serviceOn, qualifying: false };
  const local = medicarePrice(references, { ...question, zip });
  if (local.kind === 'priced' || (local.kind === 'not-loaded' && local.set === 'mpfs')) return local;
  return medicarePrice(references, { ...question, zip: undefined });
}

export const chargesAreNearMedicare: Edit = (encounter, context) => {
  if (encounter.kind !== 'professional') return [];
  const charges = chargesOfLines(encounter, context);
  const zip = zipOf(encounter, context);
  return codedLines(encounter).flatMap((line): Finding[] => {
    const charge = line.isMinutes ? undefined : charges[line.index]?.chargeCents;
    if (charge === undefined || charge <= 0) return [];
    const price = medicarePriceOf(line, zip, context);
    if (price.kind === 'not-loaded') return [notChecked('mpfs')];
    if (price.kind !== 'priced') return [];
    const unitCents = isFacilityPlace(line.place ?? '') ? price.facilityCents : price.nonFacilityCents;
    const paid = Math.floor((unitCents * line.thousandths) / 1000);
    if (paid === 0 || (charge >= paid && charge <= paid * 10)) return [];
    const pointer = `${line.pointer}/chargeCents`;
    const [citation] = price.citations;
    const fix = { words: 'check the charge and the fee schedule' };
    return charge < paid
      ? [finding('charge-below-medicare', pointer, 'the charge is below what Medicare pays', { citation, fix })]
      : [
          finding('charge-far-above-medicare', pointer, 'the charge is more than ten times what Medicare pays', {
            citation,
            fix,
          }),
        ];
  });
};
