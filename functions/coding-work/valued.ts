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

/** A list opens no official file: prices that rest on one are left out of its values. */
const noFiles = createReferences(() => undefined);

/** An encounter with what people said of it as work. */
export interface EncounterWork {
  readonly encounter: StoredEncounter;
  readonly work: CodingWork;
}

/** The same, with what a list sorts and sums it by. */
export interface ValuedWork extends Work, EncounterWork {
  readonly dueOn: LocalDate;
  readonly isPriced: boolean;
  readonly tags: readonly string[];
}

/** What values and days go by. */
interface Yardstick {
  readonly settings: CodingSettings;
  readonly timeZone: TimeZone;
  readonly today: LocalDate;
  readonly fees: FeeBook;
}

/** Reads what values and days of some encounters go by: the office's settings, and the prices of their codes. */
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
 * Days and value of a piece of work. The value takes prices of schedules that hold for every payer: a list does not look up the coverages of
 * thousands of patients, and who pays may still change.
 */
export function valued({ encounter, work }: EncounterWork, { settings, timeZone, fees }: Yardstick): ValuedWork {
  const since = firstServiceDay(encounter.lines) ?? dayIn(timeZone, encounter.createdAt);
  const charges = chargesOfLines(encounter as DraftEncounter, { coverages: [], fees }).map(
    ({ chargeCents }) => chargeCents,
  );
  // A charge that no claim can have is a typing error, which the edits tell; a list must not fail for it.
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

/** A piece of work on the wire. */
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
