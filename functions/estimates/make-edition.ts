import { coProviderDays } from '../../shared/domain/estimate/due.ts';
import type {
  CoProvider,
  Edition,
  EstimatedItem,
  EstimatedProvider,
  EstimateFacts,
} from '../../shared/domain/estimate/estimate.ts';
import { type PatientShare, patientShare } from '../../shared/domain/estimate/patient-share.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { EligibilityCheck } from '../../shared/domain/inquiry/inquiry.ts';
import { type Cents, sumCents } from '../../shared/domain/money/cents.ts';
import type { PersonName } from '../../shared/domain/practice/practice.ts';
import { present } from '../../shared/domain/present.ts';
import { type FieldError, fail, ok, type Result } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { readInquiry, readLastCheck } from '../../shared/store/inquiries.ts';
import { officeDay } from '../../shared/store/office.ts';
import type { Table } from '../../shared/store/table.ts';
import type { EstimatesDeps } from './context.ts';
import { allowedFor, priceServices, type ServicePrice } from './price-services.ts';
import { type EstimateRecords, readRecords } from './read-records.ts';

/** Prices the expected services, grouped by billing provider. */
export async function makeEdition(
  { table, codeSets }: EstimatesDeps,
  tenant: TenantId,
  facts: EstimateFacts,
  { edition, today }: { readonly edition: number; readonly today: LocalDate },
): Promise<Result<Edition, Failure>> {
  const records = await readRecords(table, tenant, facts);
  if (!records.ok) return records;
  const { patient, payer, providers } = records.value;
  const days = [...new Set(facts.services.map((service) => dayOf(service, facts)))];
  const prepared = await codeSets.prepare(tenant, ['anesthesia-units', 'mpfs', 'gpci', 'zip-locality'], days);
  if (!prepared.ok) return prepared;
  const { references } = prepared.value;
  const prices = await priceServices({ table, tenant, references }, facts, records.value);
  const errors: FieldError[] = prices.flatMap(({ chargeCents }, index) =>
    chargeCents === undefined
      ? [{ pointer: `/services/${index}`, detail: 'no fee schedule has a price for it: give chargeCents' }]
      : [],
  );
  if (errors.length > 0) return fail({ kind: 'request-invalid', errors });
  const allowed = payer === undefined ? [] : allowedFor(facts, records.value, prices, references);
  const missing = allowed.flatMap((each, index) =>
    each === undefined
      ? [
          {
            pointer: `/services/${index}/allowedCents`,
            detail: 'required: no schedule or answer says what the payer allows for it',
          },
        ]
      : [],
  );
  if (missing.length > 0) return fail({ kind: 'request-invalid', errors: missing });
  const share = payer === undefined ? ok(undefined) : await shareOf(table, tenant, facts, allowed as readonly Cents[]);
  if (!share.ok) return share;
  const laidOut = [
    ...ownProviders(facts, records.value, prices, allowed),
    ...facts.coProviders.map((each) => otherProvider(each, facts)),
  ];
  const { submitter } = providers.get(facts.billingProviderId)?.billing ?? {};
  return ok({
    edition,
    madeOn: today,
    patient: { name: personName(patient.name), birthDate: patient.birthDate },
    contact: { name: submitter?.contactName ?? '', phone: submitter?.phone ?? '' },
    providers: laidOut,
    totalCents: sumCents(laidOut.map(({ totalCents }) => totalCents)),
    ...present({ share: share.value }),
  });
}

const dayOf = (
  { expectedOn }: { readonly expectedOn?: LocalDate },
  { serviceOn, asked }: Pick<EstimateFacts, 'serviceOn' | 'asked'>,
): LocalDate => expectedOn ?? serviceOn ?? asked.on;

function personName({ firstName, middleName, lastName, suffix }: PersonName): string {
  return [firstName, middleName, lastName, suffix].filter((part) => part !== undefined).join(' ');
}

/** The office's own providers with their items, the convening provider first. */
function ownProviders(
  facts: EstimateFacts,
  { providers, facilities }: EstimateRecords,
  prices: readonly ServicePrice[],
  allowed: readonly (Cents | undefined)[],
): EstimatedProvider[] {
  const billing = (index: number) => facts.services[index]?.billingProviderId ?? facts.billingProviderId;
  const ids = [...new Set([facts.billingProviderId, ...facts.services.map((_, index) => billing(index))])];
  return ids.map((billingProviderId): EstimatedProvider => {
    const provider = providers.get(billingProviderId);
    const own = facts.services.flatMap((service, index) =>
      billing(index) === billingProviderId ? [{ service, index }] : [],
    );
    const items = own.map(({ service, index }): EstimatedItem => {
      const { description, procedure, modifiers, units, providerId, expectedOn = facts.serviceOn } = service;
      const { chargeCents, from, feeScheduleId, standardCents } = prices[index] as ServicePrice;
      const renderer =
        providerId === undefined || providerId === billingProviderId ? undefined : providers.get(providerId);
      const renderedBy = renderer && { name: providerName(renderer.name), ...present({ npi: renderer.npi }) };
      return {
        ...{ description, procedure, modifiers, units, diagnoses: service.diagnoses ?? facts.diagnoses, from },
        chargeCents: chargeCents as Cents,
        ...present({ expectedOn, renderedBy, feeScheduleId, standardCents, allowedCents: allowed[index] }),
      };
    });
    const at = own.map(({ service }) => facilities.get(service.facilityId ?? ''));
    const office = provider?.billing?.address;
    const addresses = at.map((each) => ({ name: each?.name, address: each?.address ?? office }));
    const places = addresses.map(({ name, address }) =>
      [name, address?.line1, address?.city, address?.state].filter((part) => part !== undefined).join(', '),
    );
    return {
      role: billingProviderId === facts.billingProviderId ? 'convening' : 'co-provider',
      billingProviderId,
      name: provider === undefined ? '' : providerName(provider.name),
      ...present({ npi: provider?.npi, taxId: provider?.billing?.taxId.value }),
      states: [...new Set(addresses.flatMap(({ address }) => address?.state ?? []))],
      places: [...new Set(places)],
      items,
      totalCents: sumCents(items.map(({ chargeCents }) => chargeCents)),
    };
  });
}

type ProviderName = NonNullable<ReturnType<EstimateRecords['providers']['get']>>['name'];

function providerName(name: ProviderName): string {
  return name.kind === 'organization' ? name.organizationName : personName(name);
}

/** A provider outside the office, with the items it reported; none while it has not answered. */
function otherProvider(coProvider: CoProvider, facts: EstimateFacts): EstimatedProvider {
  const { name, npi, taxId, state, place, services } = coProvider;
  const items = services.map(
    ({ diagnoses = facts.diagnoses, expectedOn = facts.serviceOn, ...service }): EstimatedItem => ({
      ...service,
      diagnoses,
      from: 'co-provider',
      ...present({ expectedOn }),
    }),
  );
  return {
    ...{ role: 'co-provider', name, states: [state], places: place === undefined ? [] : [place], items },
    ...present({ npi, taxId }),
    totalCents: sumCents(items.map(({ chargeCents }) => chargeCents)),
    ...coProviderDays(facts.asked, coProvider),
  };
}

/** The patient’s share, from the payer's last eligibility answer. */
async function shareOf(
  table: Table,
  tenant: TenantId,
  facts: EstimateFacts,
  allowed: readonly Cents[],
): Promise<Result<PatientShare, Failure>> {
  const last = await readLastCheck(table, tenant, facts.coverageId ?? '');
  const check = last && ((await readInquiry(table, tenant, last.inquiryId)) as EligibilityCheck | undefined);
  if (last === undefined || check?.result === undefined) return fail({ kind: 'benefits-unknown' });
  const services = facts.services.map((service, index) => ({
    allowedCents: allowed[index] as Cents,
    serviceType: service.serviceType ?? '30',
    day: dayOf(service, facts),
  }));
  const share = patientShare(services, check.result.services);
  const answeredOn = await officeDay(table, tenant, last.answeredAt);
  return ok({ checkId: check.id, answeredAt: last.answeredAt, answeredOn, ...share });
}
