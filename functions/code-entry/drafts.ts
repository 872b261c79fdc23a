import { firstServiceDay } from '../../shared/domain/encounter/service-days.ts';
import { sumCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { daysBetween, type LocalDate } from '../../shared/domain/time/local-date.ts';
import { dayIn, type TimeZone } from '../../shared/domain/time/time-zone.ts';
import { asAnswer, listMonth } from '../../shared/runtime/api/list-page.ts';
import { checkNamedRecords } from '../../shared/runtime/api/named-records.ts';
import { externalIdWrites, newEncounter } from '../../shared/runtime/api/new-encounter.ts';
import { encounterItem, encounterOfItem, readEncounter, type StoredEncounter } from '../../shared/store/encounters.ts';
import { idOfExternalId } from '../../shared/store/entity-items.ts';
import { billedServicesKey } from '../../shared/store/keys/practice.ts';
import { readOffice } from '../../shared/store/office.ts';
import type { Item } from '../../shared/store/table.ts';
import type { EncounterSummary, EncounterView } from './api.ts';
import type { CodeEntryOperations, CodeEntryRequest } from './context.ts';

/** The API shows what is stored. The types differ only in brands and in `readonly`. */
export function viewOf(encounter: StoredEncounter): EncounterView {
  return encounter as unknown as EncounterView;
}

function summaryOf(encounter: StoredEncounter): EncounterSummary {
  const { id, version, createdAt, state, kind = 'professional', externalId, patientId } = viewOf(encounter);
  const { serviceFrom, chargeCents } = figuresOf(encounter);
  return { id, version, createdAt, state, kind, patientId, ...present({ externalId, serviceFrom, chargeCents }) };
}

/** An encounter's first day of service, and its charges once every line has one. */
function figuresOf({ lines }: StoredEncounter) {
  const charges = lines.map(({ chargeCents }) => chargeCents).filter((cents) => cents !== undefined);
  const isCharged = lines.length > 0 && charges.length === lines.length;
  return { serviceFrom: firstServiceDay(lines), chargeCents: isCharged ? sumCents(charges) : undefined };
}

type ListQuery = CodeEntryRequest<'listEncounters'>['query'];

/** Whether an encounter passes the filters. One without an amount passes no filter by amount. */
function isAsked(
  encounter: StoredEncounter,
  query: ListQuery,
  { today, timeZone }: { readonly today: LocalDate; readonly timeZone: TimeZone },
): boolean {
  const { kind, state, patientId, providerId } = query;
  const { minCents = -Infinity, maxCents = Infinity, minAgeDays = -Infinity, maxAgeDays = Infinity } = query;
  const { serviceFrom = dayIn(timeZone, encounter.createdAt), chargeCents } = figuresOf(encounter);
  const asksAmount = query.minCents !== undefined || query.maxCents !== undefined;
  const age = daysBetween(serviceFrom, today);
  return (
    (kind === undefined || encounter.kind === kind) &&
    (state === undefined || encounter.state.kind === state) &&
    (patientId === undefined || encounter.patientId === patientId) &&
    (providerId === undefined || encounter.billingProviderId === providerId) &&
    (!asksAmount || (chargeCents !== undefined && chargeCents >= minCents && chargeCents <= maxCents)) &&
    age >= minAgeDays &&
    age <= maxAgeDays
  );
}

export const draftOperations: CodeEntryOperations<
  'createEncounter' | 'listEncounters' | 'searchEncounters' | 'getEncounter' | 'replaceEncounter'
> = {
  createEncounter: async (request, { table }) => {
    const created = await newEncounter(request.body, request, table);
    if (!created.ok) return created;
    const { encounter, writes, audit } = created.value;
    return ok({ body: viewOf(encounter), version: 1, writes, audit });
  },

  listEncounters: async (request, { table }) => {
    const { timeZone } = await readOffice(table, request.principal.tenantId);
    const day = { today: await request.today(), timeZone };
    const view = (item: Item) => {
      const encounter = encounterOfItem(item);
      return isAsked(encounter, request.query, day) ? summaryOf(encounter) : undefined;
    };
    return asAnswer(await listMonth(request, table, { entity: 'ENCOUNTER' }, view));
  },

  searchEncounters: async (request, { table }) => {
    const { tenantId } = request.principal;
    const id = await idOfExternalId(table, tenantId, 'ENCOUNTER', request.body.externalId);
    const encounter = id === undefined ? undefined : await readEncounter(table, tenantId, id);
    return ok({ body: { items: encounter === undefined ? [] : [summaryOf(encounter)] } });
  },

  getEncounter: async (request, { table }) => {
    const id = request.params.encounterId;
    const encounter = await readEncounter(table, request.principal.tenantId, id);
    if (encounter === undefined) return fail({ kind: 'not-found' });
    // An encounter is part of the patient's record, so the patient's audit trail records who read it.
    const audit = { action: 'encounter-read', entityId: encounter.patientId, facts: { encounterId: id } } as const;
    return ok({ body: viewOf(encounter), version: encounter.version, writes: [], audit });
  },

  replaceEncounter: async (request, { table }) => {
    const { tenantId } = request.principal;
    const id = request.params.encounterId;
    const before = await readEncounter(table, tenantId, id);
    if (before === undefined) return fail({ kind: 'not-found' });
    if (before.state.kind !== 'draft') return fail({ kind: `encounter-${before.state.kind}` });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const references = await checkNamedRecords({ table, tenant: tenantId, id }, request.body);
    if (!references.ok) return references;
    const version = before.version + 1;
    const { createdAt, state, overrides, codingRules } = before;
    const kept = present({ overrides, codingRules });
    const encounter = { ...request.body, id, version, createdAt, state, ...kept } as StoredEncounter;
    return ok({
      body: viewOf(encounter),
      version,
      writes: [
        {
          put: encounterItem(tenantId, encounter),
          condition: { equals: { version: before.version } },
          orElse: { kind: 'version-changed' },
        },
        ...externalIdWrites(tenantId, id, before.externalId, request.body.externalId),
        // A failed finalisation may have recorded billed services under the former patient.
        ...(before.patientId === encounter.patientId
          ? []
          : [{ delete: billedServicesKey(tenantId, before.patientId, id) }]),
      ],
      audit: { action: 'encounter-replaced', entityId: id, facts: { version, patientId: encounter.patientId } },
    });
  },
};
