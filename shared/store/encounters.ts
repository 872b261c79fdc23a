import type { DraftEncounter, Encounter, FinalState } from '../domain/encounter/encounter.ts';
import type { ClaimId, TenantId } from '../domain/identity/ids.ts';
import { claimIdFromDigest, idFromDigest } from '../domain/identity/ids.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { digestOf } from './digest.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { entityKey, monthIndex } from './keys/entity.ts';
import type { Item, Table } from './table.ts';

export type FinalEncounter = Encounter & { readonly state: FinalState };

/** A stored encounter: the document, and when it was entered, which decides in which month it is listed. */
export type StoredEncounter = (DraftEncounter | FinalEncounter) & { readonly createdAt: Instant };

export function encounterItem(tenant: TenantId, encounter: StoredEncounter): Item {
  return entityItem(
    entityKey(tenant, 'ENCOUNTER', encounter.id),
    'encounter',
    encounter,
    monthIndex(tenant, 'ENCOUNTER', encounter.createdAt, encounter.id),
  );
}

export function encounterOfItem(item: Item): StoredEncounter {
  return documentOfItem<StoredEncounter>(item);
}

export async function readEncounter(
  table: Table,
  tenant: TenantId,
  encounterId: string,
): Promise<StoredEncounter | undefined> {
  const item = await table.get(entityKey(tenant, 'ENCOUNTER', encounterId));
  return item === undefined ? undefined : encounterOfItem(item);
}

/** The id of an encounter's claim. It derives from the encounter, its final version and the claim's place in the split. */
export function claimIdOf(tenant: TenantId, encounterId: string, version: number, split: number): ClaimId {
  return claimIdFromDigest(digestOf('claim', tenant, encounterId, String(version), String(split)));
}

/** The id of the entry that posts a claim's charges. */
export function chargeEntryId(tenant: TenantId, claimId: ClaimId): string {
  return idFromDigest('ledgerEntry', digestOf('charge', tenant, claimId));
}
