import { type ActedEncounter, letRulesAct } from '../../shared/domain/coding-rules/check-encounter.ts';
import type { EditContext } from '../../shared/domain/edits/edit.ts';
import { recentProviders } from '../../shared/domain/edits/history.ts';
import { billedCoverages } from '../../shared/domain/encounter/billed-coverages.ts';
import { groupedForPayer } from '../../shared/domain/encounter/claim-groups.ts';
import type { DraftEncounter } from '../../shared/domain/encounter/encounter.ts';
import { namedFacilities, namedProviders } from '../../shared/domain/encounter/named-providers.ts';
import { pricedServices } from '../../shared/domain/encounter/priced-services.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Facility, Payer, Provider } from '../../shared/domain/practice/practice.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Actor } from '../../shared/store/change.ts';
import { codingRulesInForce, readCodingRulesHead } from '../../shared/store/coding-rules.ts';
import { readStandingEncounter, type StandingEncounter } from '../../shared/store/encounters.ts';
import { type Entity, readDocumentsTogether } from '../../shared/store/entity-items.ts';
import { readFeeBook, readFeeDirectory } from '../../shared/store/fee-schedules.ts';
import { gatheringReads } from '../../shared/store/gathering-reads.ts';
import { officeDay } from '../../shared/store/office.ts';
import type { PatientRecord } from '../../shared/store/patients.ts';
import type { Table } from '../../shared/store/table.ts';
import type { CodedDeps } from './context.ts';

/** Reads an encounter together with the office's date, which decides which rules apply. */
export async function readEncounterToday(
  table: Table,
  { principal: { tenantId }, at }: Pick<Actor, 'principal' | 'at'>,
  encounterId: string,
): Promise<{ readonly found: StandingEncounter | undefined; readonly today: LocalDate }> {
  const together = gatheringReads(table);
  const [found, today] = await Promise.all([
    readStandingEncounter(together, tenantId, encounterId),
    officeDay(together, tenantId, at),
  ]);
  return { found, today };
}

/** The office and date for which edits run, and their sources. */
interface EditsRun extends CodedDeps {
  readonly tenantId: TenantId;
  readonly today: LocalDate;
}

/** An encounter as it would be billed, and what the edits need to judge it. */
export interface EditsOf {
  readonly acted: ActedEncounter;
  readonly context: EditContext;
}

/** Applies the office's rules to an encounter, and reads what the edits of the result need. */
export async function readEditContext(
  { table, tenantId, today, references }: EditsRun,
  encounter: DraftEncounter,
  record: PatientRecord | undefined,
): Promise<EditsOf> {
  // When an encounter is edited again, its earlier version is not part of its history.
  const history = (record?.history ?? []).filter((past) => past.encounterId !== encounter.id);
  const providerIds = [...namedProviders(encounter).map(({ id }) => id), ...recentProviders(encounter, history)];
  const coverages = record?.coverages ?? [];
  const payerIds = coverages.map((coverage) => coverage.payerId);
  const named: readonly (readonly [Entity, string])[] = [
    ...[...new Set(providerIds)].map((id) => ['PROVIDER', id] as const),
    ...namedFacilities(encounter).map(({ id }) => ['FACILITY', id] as const),
    ...payerIds.map((id) => ['PAYER', id] as const),
  ];
  const together = gatheringReads(table);
  const [documents, head, { schedules }] = await Promise.all([
    readDocumentsTogether(together, tenantId, named),
    readCodingRulesHead(together, tenantId),
    readFeeDirectory(together, tenantId),
  ]);
  const rules = await codingRulesInForce(table, tenantId, head, today);
  const providers = documents('PROVIDER') as ReadonlyMap<string, Provider>;
  const facilities = documents('FACILITY') as ReadonlyMap<string, Facility>;
  const payers = documents('PAYER') as ReadonlyMap<string, Payer>;
  const patient = record?.patient;
  const byOffice = letRulesAct(encounter, rules, { patient, coverages, payers });
  // The payer is read after the office's rules: they may change the kind of what is billed.
  const first = billedCoverages(byOffice.encounter, coverages)[0]?.payerId;
  const claimRules = first === undefined ? undefined : payers.get(first)?.claimRules;
  const acted = { ...byOffice, encounter: groupedForPayer(byOffice.encounter, claimRules) };
  // Rules change what is priced, so prices are read after them.
  const services = pricedServices(acted.encounter, coverages).filter((service) => service !== undefined);
  const fees = await readFeeBook(table, tenantId, { schedules, services, references });
  const authorizations = record?.authorizations ?? [];
  return {
    acted,
    context: { today, patient, providers, facilities, coverages, payers, fees, history, authorizations, references },
  };
}
