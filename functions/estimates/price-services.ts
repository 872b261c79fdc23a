import type { CodeReferences } from '../../shared/domain/code-set/references.ts';
import { priceTimes } from '../../shared/domain/encounter/quantity.ts';
import type { EstimatedItem, EstimateFacts } from '../../shared/domain/estimate/estimate.ts';
import { shareOfMedicare } from '../../shared/domain/fees/medicare-share.ts';
import { priceOf } from '../../shared/domain/fees/price.ts';
import type { PricedService } from '../../shared/domain/fees/priced-service.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { type Cents, cents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { readFeeBook, readFeeDirectory } from '../../shared/store/fee-schedules.ts';
import type { Table } from '../../shared/store/table.ts';
import type { EstimateRecords } from './read-records.ts';

/** The expected charge of a service, and its source. */
export interface ServicePrice extends Pick<EstimatedItem, 'from' | 'feeScheduleId' | 'standardCents'> {
  readonly chargeCents: Cents | undefined;
}

interface PriceSource {
  readonly table: Table;
  readonly tenant: TenantId;
  readonly references: CodeReferences;
}

/**
 * Prices services as a claim would be priced. For self-pay patients it also finds the price of the other schedules:
 * when that is higher, the difference is a discount.
 */
export async function priceServices(
  { table, tenant, references }: PriceSource,
  facts: EstimateFacts,
  records: EstimateRecords,
): Promise<readonly ServicePrice[]> {
  const services = facts.services.map((_, index) => pricedService(facts, records, index));
  const { schedules } = await readFeeDirectory(table, tenant);
  const usual = schedules.filter(({ appliesTo }) => appliesTo.selfPay === undefined);
  const isDiscounted = facts.kind === 'self-pay' && usual.length < schedules.length;
  const [book, usualBook] = await Promise.all([
    readFeeBook(table, tenant, { schedules, services, references }),
    isDiscounted ? readFeeBook(table, tenant, { schedules: usual, services, references }) : undefined,
  ]);
  return services.map((service, index): ServicePrice => {
    const byHand = facts.services[index]?.chargeCents;
    const { chargeCents: own, taken } = priceOf(service, book);
    const chargeCents = byHand ?? own;
    const usualCents = usualBook === undefined ? undefined : priceOf(service, usualBook).chargeCents;
    const isLess = chargeCents !== undefined && usualCents !== undefined && chargeCents < usualCents;
    return {
      chargeCents,
      from: byHand === undefined ? 'fee-schedule' : 'by-hand',
      ...present({
        feeScheduleId: byHand === undefined ? taken?.feeScheduleId : undefined,
        standardCents: isLess ? usualCents : undefined,
      }),
    };
  });
}

/**
 * The expected allowed amount of each service: as entered by hand; for Medicare by its own schedule, where it is
 * loaded; never more than the charge.
 */
export function allowedFor(
  facts: EstimateFacts,
  records: EstimateRecords,
  prices: readonly ServicePrice[],
  references: CodeReferences,
): readonly (Cents | undefined)[] {
  const isMedicare = records.payer?.filingIndicator === 'MB';
  return facts.services.map((service, index) => {
    const allowed =
      service.allowedCents ?? (isMedicare ? medicareAllows(facts, records, index, references) : undefined);
    const charge = prices[index]?.chargeCents;
    return allowed === undefined || charge === undefined ? allowed : cents(Math.min(allowed, charge));
  });
}

function medicareAllows(
  facts: EstimateFacts,
  records: EstimateRecords,
  index: number,
  references: CodeReferences,
): Cents | undefined {
  const service = pricedService(facts, records, index);
  const { facilityId, billingProviderId = facts.billingProviderId } = facts.services[index] ?? {};
  const office = records.providers.get(billingProviderId)?.billing?.address;
  const zip = (records.facilities.get(facilityId ?? '')?.address ?? office)?.postalCode;
  const share = shareOfMedicare({ percent: 100, ...present({ zip }) }, service, references);
  return share === undefined ? undefined : priceTimes(share.unitCents, service.units);
}

/** A service of an estimate, in the form in which fee schedules are searched. */
function pricedService(facts: EstimateFacts, { facilities, payer }: EstimateRecords, index: number): PricedService {
  const service = facts.services[index] as EstimateFacts['services'][number];
  const { procedure, modifiers, units, unit, facilityId, providerId } = service;
  const facility = facilities.get(facilityId ?? '');
  return {
    ...{ procedure, modifiers, units },
    serviceOn: service.expectedOn ?? facts.serviceOn ?? facts.asked.on,
    providerId: providerId ?? service.billingProviderId ?? facts.billingProviderId,
    ...present({
      unit,
      facilityId,
      payerId: payer?.id,
      placeOfService: service.placeOfService ?? facility?.placeOfService,
    }),
  };
}
