import type { DraftEncounter, Encounter, FinalState, VoidEncounter } from '../domain/encounter/encounter.ts';
import { isNotice } from '../domain/encounter/kinds.ts';
import type { ClaimId, TenantId } from '../domain/identity/ids.ts';
import { claimIdFromDigest, idFromDigest } from '../domain/identity/ids.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { digestOf } from './digest.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { noticeDraftIndex } from './keys/coding-work.ts';
import { entityKey, monthIndex } from './keys/entity.ts';
import { packedForm } from './packed-json.ts';
import type { Condition, Item, Table, Write } from './table.ts';

export type FinalEncounter = Encounter & { readonly state: FinalState };

/** A stored encounter: the document, and the time of entry, which decides its month list. */
export type StoredEncounter = (DraftEncounter | FinalEncounter | VoidEncounter) & { readonly createdAt: Instant };

/**
 * Fields that are stored as attributes, because conditions or people who look at the table need them. Everything else
 * is packed.
 */
const plain = ['id', 'version', 'kind', 'createdAt', 'state', 'patientId', 'billingProviderId', 'externalId'] as const;

/** Texts that every encounter repeats; part of the stored form. */
const form = packedForm([
  '"codingRules":{"version":"c","acts":[{"rule":"","does":"add-modifier","pointer":"/lines/0/modifiers","before":"","after":"25"}]}',
  '"accident":{"causes":["AA"],"date":"20","state":""},"drug":{"ndc":"","quantity":"","unit":"ML"},"description":"","claimNote":"',
  '"typeOfBill":"0131","revenueCode":"0","admissionDate":"20","presentOnAdmission":"Y","dischargeStatus":"01","unit":"MJ",',
  '"prices":[{"feeScheduleId":"fee_0","version":1,"name":"","passedOver":[],"lines":[{"pointer":"/lines/0","row":1,"',
  '"referringProviderId":"prv_0","priorAuthorizationNumber":"","coverageIds":["cov_0"],"facilityId":"fac_0","placeOfService":"11",',
  '"diagnoses":["","Z00"],"renderingProviderId":"prv_01","lines":[{"procedure":"9","modifiers":[],"diagnosisPointers":[1],"units":"1",',
  '"chargeCents":0,"serviceOn":"2026-"},{"procedure":"J","modifiers":["25"],"diagnosisPointers":[1,2],"units":"1","serviceOn":"2027-"}]}',
]);

export function encounterItem(tenant: TenantId, encounter: StoredEncounter): Item {
  const names = new Set<string>(plain);
  const [own, packed] = [true, false].map((isPlain) =>
    Object.fromEntries(Object.entries(encounter).filter(([name]) => names.has(name) === isPlain)),
  );
  const isNoticeDraft = encounter.state.kind === 'draft' && 'typeOfBill' in encounter && isNotice(encounter.typeOfBill);
  return entityItem(
    entityKey(tenant, 'ENCOUNTER', encounter.id),
    'encounter',
    {
      ...own,
      packed: form.pack(packed ?? {}),
      ...(isNoticeDraft ? noticeDraftIndex(tenant, encounter.id) : {}),
    },
    monthIndex(tenant, 'ENCOUNTER', encounter.createdAt, encounter.id),
  );
}

/** The encounter's counter of writes to the items next to it: work, notes, documents. */
const beside = 'beside';

/**
 * Counts a write to an item next to an encounter, if the encounter is unchanged since it was read. If the encounter is
 * finalised or voided without having seen this write, that fails by {@link asItStands}. If this write comes after the
 * encounter was finalised or voided, it fails here. So neither misses the other, and finalising costs no extra write.
 */
export function besideWrite<Failure>(
  tenant: TenantId,
  { id, version }: Pick<StoredEncounter, 'id' | 'version'>,
  orElse: Failure,
): Write<Failure> {
  return {
    update: entityKey(tenant, 'ENCOUNTER', id),
    add: { [beside]: 1 },
    condition: { equals: { version } },
    orElse,
  };
}

/** The condition that an encounter, and everything next to it, is unchanged since it was read. */
function asItStands(item: Item): Condition {
  const { version, [beside]: count } = item;
  return count === undefined ? { equals: { version }, without: [beside] } : { equals: { version, [beside]: count } };
}

export function encounterOfItem(item: Item): StoredEncounter {
  type Stored = StoredEncounter & { readonly packed: Uint8Array; readonly [beside]?: number };
  const { packed, [beside]: _count, ...own } = documentOfItem<Stored>(item);
  return { ...own, ...form.unpack<object>(packed) } as StoredEncounter;
}

export async function readEncounter(
  table: Table,
  tenant: TenantId,
  encounterId: string,
): Promise<StoredEncounter | undefined> {
  return (await readStandingEncounter(table, tenant, encounterId))?.encounter;
}

/** An encounter, with the condition that it is unchanged since it was read. */
export interface StandingEncounter {
  readonly encounter: StoredEncounter;
  readonly standing: Condition;
}

export async function readStandingEncounter(
  table: Pick<Table, 'get'>,
  tenant: TenantId,
  encounterId: string,
): Promise<StandingEncounter | undefined> {
  const item = await table.get(entityKey(tenant, 'ENCOUNTER', encounterId));
  return item === undefined ? undefined : { encounter: encounterOfItem(item), standing: asItStands(item) };
}

/** Encounters by their ids; those that do not exist are not in the map. */
export async function readEncounters(
  table: Table,
  tenant: TenantId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredEncounter>> {
  const items = await table.batchGet([...new Set(ids)].map((id) => entityKey(tenant, 'ENCOUNTER', id)));
  const found = items.flatMap((item) => (item === undefined ? [] : [encounterOfItem(item)]));
  return new Map(found.map((encounter) => [encounter.id, encounter]));
}

/** Whether an item is a draft. The item need not be unpacked for this. */
export function isDraftItem(item: Item): boolean {
  return (item.state as StoredEncounter['state']).kind === 'draft';
}

/** The id of an encounter's claim. It derives from the encounter, its final version and the claim's place in the split. */
export function claimIdOf(tenant: TenantId, encounterId: string, version: number, split: number): ClaimId {
  return claimIdFromDigest(digestOf('claim', tenant, encounterId, String(version), String(split)));
}

/** The id of the reversal of a claim's charges, which happens once. */
export function chargeReversalId(tenant: TenantId, chargeId: string): string {
  return idFromDigest('ledgerEntry', digestOf('charge-reversal', tenant, chargeId));
}

/**
 * The id of the entry that posts a claim's charges. It derives from the claim; for the charges of a corrected
 * encounter, from the encounter's version as well.
 */
export function chargeEntryId(tenant: TenantId, claimId: ClaimId, corrected?: number): string {
  const which = corrected === undefined ? [] : [String(corrected)];
  return idFromDigest('ledgerEntry', digestOf('charge', tenant, claimId, ...which));
}

/**
 * The id of a bill of a predetermination's encounter. The services of one plan may be given on several days, so there
 * may be several bills, one after the other; their ids follow from the predetermination's.
 * @param number from 1
 */
export function billEncounterId(tenant: TenantId, askedId: string, number: number): string {
  return idFromDigest('encounter', digestOf('bill', tenant, askedId, String(number)));
}

/** Those of some predeterminations' encounters that were billed since: a bill of them is final. */
export async function readBilled(
  table: Table,
  tenant: TenantId,
  askedIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const billed = new Set<string>();
  let left = askedIds;
  for (let number = 1; left.length > 0; number += 1) {
    const items = await table.batchGet(
      left.map((id) => entityKey(tenant, 'ENCOUNTER', billEncounterId(tenant, id, number))),
    );
    const states = items.map((item) => item && encounterOfItem(item).state.kind);
    for (const [index, id] of left.entries()) if (states[index] === 'final') billed.add(id);
    // A bill that was voided is followed by another one.
    left = left.filter((_, index) => states[index] === 'void');
  }
  return billed;
}
