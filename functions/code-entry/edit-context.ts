import type { EditContext } from '../../shared/domain/edits/edit.ts';
import type { DraftEncounter } from '../../shared/domain/encounter/encounter.ts';
import { namedProviders } from '../../shared/domain/encounter/named-providers.ts';
import { pricedServices } from '../../shared/domain/encounter/priced-services.ts';
import { officialBaseUnits } from '../../shared/domain/fees/price.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Facility, Payer, Provider } from '../../shared/domain/practice/practice.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import { readFeeBook, readFeeDirectory } from '../../shared/store/fee-schedules.ts';
import type { PatientRecord } from '../../shared/store/patients.ts';
import type { CodeEntryDeps } from './context.ts';
import { referencesOfCodeSet } from './references-of-code-set.ts';

/** For whom and when edits run, and from where they read. */
interface EditsRun extends CodeEntryDeps {
  readonly tenantId: TenantId;
  readonly today: LocalDate;
}

/** Reads what the edits of an encounter need. */
export async function readEditContext(
  { table, codeSet, tenantId, today }: EditsRun,
  encounter: DraftEncounter,
  record: PatientRecord | undefined,
): Promise<EditContext> {
  const { facilityId } = encounter;
  const providerIds = namedProviders(encounter).map(({ id }) => id);
  const coverages = record?.coverages ?? [];
  const payerIds = coverages.map((coverage) => coverage.payerId);
  const references = referencesOfCodeSet(codeSet);
  const services = pricedServices(encounter, coverages).filter((service) => service !== undefined);
  const readPrices = async () => {
    const { schedules } = await readFeeDirectory(table, tenantId);
    return readFeeBook(table, tenantId, { schedules, services, baseUnits: officialBaseUnits(references) });
  };
  const [providers, facilities, payers, fees] = await Promise.all([
    readDocuments<Provider>(table, tenantId, 'PROVIDER', providerIds),
    readDocuments<Facility>(table, tenantId, 'FACILITY', facilityId === undefined ? [] : [facilityId]),
    readDocuments<Payer>(table, tenantId, 'PAYER', payerIds),
    readPrices(),
  ]);
  return { today, patient: record?.patient, providers, facilities, coverages, payers, fees, references };
}
