import type { AssemblyInput, Named } from '../domain/claim/assemble.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { AssembledFrom } from '../domain/claim/filing-document.ts';
import type { Encounter } from '../domain/encounter/encounter.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Coverage, Facility, Patient, Payer, Provider } from '../domain/practice/practice.ts';
import { documentOfItem } from '../store/entity-items.ts';
import { entityKey } from '../store/keys/entity.ts';
import { coverageKey } from '../store/keys/practice.ts';
import type { Key } from '../store/keys/table.ts';
import type { Item, Table } from '../store/table.ts';

/** Who takes part in a claim. */
export type Parties = Pick<
  AssemblyInput,
  'patient' | 'coverage' | 'payer' | 'billingProvider' | 'renderingProvider' | 'referringProvider' | 'facility'
>;

const optional = <Document>(item: Item | undefined): Document | undefined =>
  item === undefined ? undefined : documentOfItem<Document>(item);

const named = <Document>(id: string | undefined, item: Item | undefined): Named<Document> =>
  id === undefined ? 'not-named' : item === undefined ? 'missing' : documentOfItem<Document>(item);

/** Reads who takes part in a claim, for one of its shares, and the versions that they have. One round trip. */
export async function readParties(
  table: Table,
  tenant: TenantId,
  encounter: Encounter,
  share: ClaimBalance['payers'][number] | undefined,
): Promise<{ readonly parties: Parties; readonly assembledFrom: readonly AssembledFrom[] }> {
  const { patientId, billingProviderId, renderingProviderId, referringProviderId, facilityId } = encounter;
  const records: Readonly<Record<string, readonly [AssembledFrom['entity'], string | undefined]>> = {
    patient: ['PATIENT', patientId],
    payer: ['PAYER', share?.payerId],
    billing: ['PROVIDER', billingProviderId],
    rendering: ['PROVIDER', renderingProviderId],
    referring: ['PROVIDER', referringProviderId],
    facility: ['FACILITY', facilityId],
  };
  const keys = new Map<string, Key>(
    Object.entries(records).flatMap(([role, [entity, id]]) =>
      id === undefined ? [] : [[role, entityKey(tenant, entity, id)]],
    ),
  );
  if (share !== undefined) keys.set('coverage', coverageKey(tenant, patientId, share.coverageId));
  const items = await table.batchGet([...keys.values()]);
  const found = new Map([...keys.keys()].map((role, index) => [role, items[index]]));
  return {
    parties: {
      patient: optional<Patient>(found.get('patient')),
      coverage: optional<Coverage>(found.get('coverage')),
      payer: optional<Payer>(found.get('payer')),
      billingProvider: optional<Provider>(found.get('billing')),
      renderingProvider: named<Provider>(renderingProviderId, found.get('rendering')),
      referringProvider: named<Provider>(referringProviderId, found.get('referring')),
      facility: named<Facility>(facilityId, found.get('facility')),
    },
    assembledFrom: distinct(
      Object.entries(records).flatMap(([role, [entity]]) => {
        const item = found.get(role);
        return item === undefined ? [] : [versionOf(entity, item)];
      }),
    ),
  };
}

/** A record as it stands. */
export function versionOf(entity: AssembledFrom['entity'], item: Item): AssembledFrom {
  const { id, version, coverageRevision } = item as Item & Omit<AssembledFrom, 'entity'>;
  return { entity, id, version, ...(coverageRevision === undefined ? {} : { coverageRevision }) };
}

/** Each record once: a provider who bills may treat, too. */
function distinct(records: readonly AssembledFrom[]): readonly AssembledFrom[] {
  return [...new Map(records.map((record) => [`${record.entity} ${record.id}`, record])).values()];
}
