import type { AssemblyInput, Named } from '../../shared/domain/claim/assemble.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { Encounter } from '../../shared/domain/encounter/encounter.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Coverage, Facility, Patient, Payer, Provider } from '../../shared/domain/practice/practice.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { coverageKey } from '../../shared/store/keys/practice.ts';
import type { Key } from '../../shared/store/keys/table.ts';
import type { Item, Table } from '../../shared/store/table.ts';

type Parties = Omit<
  AssemblyInput,
  'claimId' | 'entityId' | 'chargeCents' | 'serviceFrom' | 'payerPosition' | 'encounter' | 'lines'
>;

const optional = <Document>(item: Item | undefined): Document | undefined =>
  item === undefined ? undefined : documentOfItem<Document>(item);

const named = <Document>(id: string | undefined, item: Item | undefined): Named<Document> =>
  id === undefined ? 'not-named' : item === undefined ? 'missing' : documentOfItem<Document>(item);

/** Reads who takes part in a claim, for the payer at a position. One round trip. */
export async function readParties(
  table: Table,
  tenant: TenantId,
  encounter: Encounter,
  balance: ClaimBalance,
  payerPosition: number,
): Promise<Parties> {
  const { patientId, billingProviderId, renderingProviderId, referringProviderId, facilityId } = encounter;
  const share = balance.payers[payerPosition];
  const provider = (id: string | undefined): Key | undefined =>
    id === undefined ? undefined : entityKey(tenant, 'PROVIDER', id);
  const keys = {
    patient: entityKey(tenant, 'PATIENT', patientId),
    coverage: share && coverageKey(tenant, patientId, share.coverageId),
    payer: share && entityKey(tenant, 'PAYER', share.payerId),
    billing: provider(billingProviderId),
    rendering: provider(renderingProviderId),
    referring: provider(referringProviderId),
    facility: facilityId === undefined ? undefined : entityKey(tenant, 'FACILITY', facilityId),
  };
  const wanted = Object.entries(keys).filter((entry): entry is [string, Key] => entry[1] !== undefined);
  const items = await table.batchGet(wanted.map(([, key]) => key));
  const found = new Map(wanted.map(([name], index) => [name, items[index]]));
  return {
    patient: optional<Patient>(found.get('patient')),
    coverage: optional<Coverage>(found.get('coverage')),
    payer: optional<Payer>(found.get('payer')),
    billingProvider: optional<Provider>(found.get('billing')),
    renderingProvider: named<Provider>(renderingProviderId, found.get('rendering')),
    referringProvider: named<Provider>(referringProviderId, found.get('referring')),
    facility: named<Facility>(facilityId, found.get('facility')),
  };
}
