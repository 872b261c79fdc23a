import { createReferences } from '../../shared/code-sets/references.ts';
import type { CodingSettings } from '../../shared/domain/coding-work/settings.ts';
import { type CodingWork, listOf } from '../../shared/domain/coding-work/work.ts';
import type { DraftEncounter } from '../../shared/domain/encounter/encounter.ts';
import { chargesOfLines, largestChargeCents } from '../../shared/domain/encounter/line-charges.ts';
import { pricedServices } from '../../shared/domain/encounter/priced-services.ts';
import { firstServiceDay } from '../../shared/domain/encounter/service-days.ts';
import type { FeeBook } from '../../shared/domain/fees/price.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { type Cents, sumCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { addDays, type Instant, type LocalDate } from '../../shared/domain/time/local-date.ts';
import { dayIn, type TimeZone } from '../../shared/domain/time/time-zone.ts';
import type { Work } from '../../shared/runtime/api/work-list.ts';
import { readCodingSettings } from '../../shared/store/coding-work.ts';
import type { StoredEncounter } from '../../shared/store/encounters.ts';
import { readFeeBook, readFeeDirectory } from '../../shared/store/fee-schedules.ts';
import { readOffice } from '../../shared/store/office.ts';
import type { Table } from '../../shared/store/table.ts';
import type { WorkView } from './api.ts';

/** A list opens no official file: prices that depend on one are left out of its values. */
const noFiles = createReferences(() => undefined);

/** An encounter with its work item. */
export interface EncounterWork {
  readonly encounter: StoredEncounter;
  readonly work: CodingWork;
}

/** The same, with the values for sorting and totals. */
export interface ValuedWork extends Work, EncounterWork {
  readonly dueOn: LocalDate;
  readonly isPriced: boolean;
  readonly tags: readonly string[];
}

/** The settings and prices from which values and due days are computed. */
interface Yardstick {
  readonly settings: CodingSettings;
  readonly timeZone: TimeZone;
  readonly today: LocalDate;
  readonly fees: FeeBook;
}

/** Reads the office's settings and the prices of the encounters' codes. */
export async function readYardstick(
  table: Table,
  {
    tenant,
    at,
    encounters,
  }: { readonly tenant: TenantId; readonly at: Instant; readonly encounters: readonly StoredEncounter[] },
): Promise<Yardstick> {
  const services = encounters
    .filter(({ lines }) => lines.some(({ chargeCents }) => chargeCents === undefined))
    .flatMap((encounter) => pricedServices(encounter as DraftEncounter, []).filter((service) => service !== undefined));
  const [settings, { timeZone }, { schedules }] = await Promise.all([
    readCodingSettings(table, tenant),
    readOffice(table, tenant),
    readFeeDirectory(table, tenant),
  ]);
  const fees = await readFeeBook(table, tenant, { schedules, services, references: noFiles });
  return { settings, timeZone, today: dayIn(timeZone, at), fees };
}

/**
 * The due days and value of a work item. The value uses only schedules that apply to every payer: a list does not read
 * the coverages of thousands of patients, and the payer may still change.
 */
export function valued({ encounter, work }: EncounterWork, { settings, timeZone, fees }: Yardstick): ValuedWork {
  const since = firstServiceDay(encounter.lines) ?? dayIn(timeZone, encounter.createdAt);
  const charges = chargesOfLines(encounter as DraftEncounter, { coverages: [], fees }).map(
    ({ chargeCents }) => chargeCents,
  );
  // A charge beyond what a claim can have is a typing error, which the edits report; a list must not fail because of
  // it.
  const given = charges.filter((cents): cents is Cents => cents !== undefined && cents <= largestChargeCents);
  return {
    id: encounter.id,
    encounterId: encounter.id,
    patientId: encounter.patientId,
    providerId: encounter.billingProviderId,
    since,
    dueOn: work.dueOn ?? addDays(since, settings.codingDays),
    cents: sumCents(given),
    isPriced: given.length === charges.length,
    tags: [...new Set([...(encounter.tags ?? []), ...(work.tags ?? [])])],
    encounter,
    work,
  };
}

/** A work item in the API. */
export function workView(
  { encounter, work, since, dueOn, cents, isPriced, tags }: ValuedWork,
  today: LocalDate,
): WorkView {
  const { id: encounterId, version: encounterVersion, state, kind = 'professional', patientId } = encounter;
  const { billingProviderId, facilityId, externalId } = encounter;
  const { version, assignedTo, hold, review, openQueries, reopened, confirmed } = work;
  return {
    ...{ encounterId, version, encounterVersion, state: state.kind, list: listOf(work, today), kind, patientId },
    ...{ billingProviderId, since, dueOn, cents, isPriced, tags: [...tags], openQueries },
    ...present({ externalId, facilityId, assignedTo, hold, review, reopened, confirmed }),
  };
}
