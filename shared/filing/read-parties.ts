import type { AssemblyInput, BilledCoverage } from '../domain/claim/assemble/input.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { AssembledFrom } from '../domain/claim/filing-document.ts';
import type { Encounter } from '../domain/encounter/encounter.ts';
import { namedFacilities, namedProviders } from '../domain/encounter/named-providers.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Coverage, Facility, Patient, Payer, Provider } from '../domain/practice/practice.ts';
import { present } from '../domain/present.ts';
import { documentOfItem } from '../store/entity-items.ts';
import { entityKey } from '../store/keys/entity.ts';
import { coverageKey } from '../store/keys/practice.ts';
import type { Item, Table } from '../store/table.ts';

/** The parties of a claim. */
export type Parties = Pick<
  AssemblyInput,
  'patient' | 'coverages' | 'billingProvider' | 'providers' | 'facility' | 'lineFacilities'
>;

const optional = <Document>(item: Item | undefined): Document | undefined =>
  item === undefined ? undefined : documentOfItem<Document>(item);

/** Reads the parties of all of a claim's shares, with their versions, in one round trip. */
export async function readParties(
  table: Table,
  tenant: TenantId,
  encounter: Encounter,
  shares: ClaimBalance['payers'],
): Promise<{ readonly parties: Parties; readonly assembledFrom: readonly AssembledFrom[] }> {
  const { patientId, facilityId } = encounter;
  const records = distinct([
    { entity: 'PATIENT', id: patientId },
    ...shares.map(({ payerId: id }) => ({ entity: 'PAYER', id }) as const),
    ...namedProviders(encounter).map(({ id }) => ({ entity: 'PROVIDER', id }) as const),
    ...namedFacilities(encounter).map(({ id }) => ({ entity: 'FACILITY', id }) as const),
  ]);
  const items = await table.batchGet([
    ...records.map(({ entity, id }) => entityKey(tenant, entity, id)),
    ...shares.map(({ coverageId }) => coverageKey(tenant, patientId, coverageId)),
  ]);
  const found = new Map(records.map((record, index) => [nameOf(record), items[index]]));
  const read = <Document>(entity: AssembledFrom['entity'], id: string): Document | undefined =>
    optional<Document>(found.get(nameOf({ entity, id })));
  const coverages = shares.map(
    ({ payerId, isPassedOver }, index): BilledCoverage => ({
      ...present({ isPassedOver }),
      coverage: optional<Coverage>(items[records.length + index]),
      payer: read<Payer>('PAYER', payerId),
    }),
  );
  const all = <Document>(wanted: AssembledFrom['entity']): ReadonlyMap<string, Document> =>
    new Map(
      records.flatMap(({ entity, id }) => {
        const document = entity === wanted ? read<Document>(entity, id) : undefined;
        return document === undefined ? [] : [[id, document] as const];
      }),
    );
  return {
    parties: {
      patient: read<Patient>('PATIENT', patientId),
      coverages,
      billingProvider: read<Provider>('PROVIDER', encounter.billingProviderId),
      providers: all<Provider>('PROVIDER'),
      lineFacilities: all<Facility>('FACILITY'),
      facility: facilityId === undefined ? 'not-named' : (read<Facility>('FACILITY', facilityId) ?? 'missing'),
    },
    assembledFrom: records.flatMap(({ entity }, index) => {
      const item = items[index];
      return item === undefined ? [] : [versionOf(entity, item)];
    }),
  };
}

type RecordName = Pick<AssembledFrom, 'entity' | 'id'>;

const nameOf = ({ entity, id }: RecordName): string => `${entity} ${id}`;

/** Each record once, because the billing provider may also be the treating provider. */
function distinct(records: readonly RecordName[]): readonly RecordName[] {
  return [...new Map(records.map((record) => [nameOf(record), record])).values()];
}

/** The current version of a record. */
export function versionOf(entity: AssembledFrom['entity'], item: Item): AssembledFrom {
  const { id, version, coverageRevision, authorizationRevision } = item as Item & Omit<AssembledFrom, 'entity'>;
  return { entity, id, version, ...present({ coverageRevision, authorizationRevision }) };
}
