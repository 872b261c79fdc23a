import type { TenantId } from '../domain/identity/ids.ts';
import { invariant } from '../domain/result.ts';
import { entityKey, externalIdKey } from './keys/entity.ts';
import type { IndexKey, Key } from './keys/table.ts';
import type { Item, Table, Write } from './table.ts';

/** Documents with an id and a version (payers, patients, encounters, ...) in the table. */

export type Entity = Parameters<typeof entityKey>[1];

/**
 * The version of the form in which entities are stored. If the form changes, items in the older form must be converted
 * here when they are read.
 */
const schemaVersion = 1;

/** An item with the document's fields as its attributes. */
export function entityItem(key: Key, type: string, document: object, index?: IndexKey): Item {
  return { ...key, ...index, type, schemaVersion, ...document };
}

/** Attributes that belong to the store and not to the document. */
const storeAttributes = new Set(['pk', 'sk', 'g1pk', 'g1sk', 'g2pk', 'g2sk', 'type', 'schemaVersion']);

/** Reads the document back. @throws when the item has a form that this version does not know. */
export function documentOfItem<Document>(item: Item): Document {
  invariant(item.schemaVersion === schemaVersion, 'the item has a form that this version knows');
  return withoutStoreAttributes(item) as Document;
}

/** An item without the attributes that only the table needs. */
export function withoutStoreAttributes(item: Item): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !storeAttributes.has(name)));
}

/** Reads documents by their ids; those that do not exist (in this tenant) are not in the map. */
export async function readDocuments<Document>(
  table: Table,
  tenant: TenantId,
  entity: Entity,
  ids: readonly string[],
): Promise<Map<string, Document>> {
  const distinct = [...new Set(ids)];
  const items = await table.batchGet(distinct.map((id) => entityKey(tenant, entity, id)));
  const found = new Map<string, Document>();
  for (const [index, item] of items.entries()) {
    if (item !== undefined) found.set(distinct[index] as string, documentOfItem<Document>(item));
  }
  return found;
}

/** Reads documents of several kinds in one request; the result is queried by kind and id. */
export async function readDocumentsTogether(
  table: Table,
  tenant: TenantId,
  named: readonly (readonly [entity: Entity, id: string])[],
): Promise<(entity: Entity) => ReadonlyMap<string, unknown>> {
  const keys = new Map(named.map(([entity, id]) => [`${entity} ${id}`, { entity, id }]));
  const wanted = [...keys.values()];
  const items = await table.batchGet(wanted.map(({ entity, id }) => entityKey(tenant, entity, id)));
  const found = wanted.flatMap(({ entity, id }, index) => {
    const item = items[index];
    return item === undefined ? [] : [{ entity, id, document: documentOfItem<unknown>(item) }];
  });
  return (entity) => new Map(found.filter((each) => each.entity === entity).map(({ id, document }) => [id, document]));
}

/** Finds an entity by the caller's own id for it. */
export async function idOfExternalId(
  table: Table,
  tenant: TenantId,
  entity: Entity,
  externalId: string,
): Promise<string | undefined> {
  const row = await table.get(externalIdKey(tenant, entity, externalId));
  return row === undefined ? undefined : (row.entityId as string);
}

/** A row that points from a name to the entity that has it. Only one entity can have the name. */
export interface PointerRow {
  readonly key: Key;
  readonly type: string;
  /** The attribute that holds the entity's id. */
  readonly attribute: 'entityId' | 'payerId' | 'providerId';
}

/**
 * The writes that reserve a new entity's names, or replace its former names with the current ones. `taken` is the failure when another
 * entity has one of the names.
 */
export function pointerWrites<Failure>(
  id: string,
  before: readonly PointerRow[],
  after: readonly PointerRow[],
  taken: Failure,
): Write<Failure>[] {
  const had = new Map(before.map((row) => [rowName(row), row]));
  const has = new Map(after.map((row) => [rowName(row), row]));
  const freed = [...had].filter(([name]) => !has.has(name)).map(([, row]) => row);
  const added = [...has].filter(([name]) => !had.has(name)).map(([, row]) => row);
  return [
    ...freed.map((row): Write<Failure> => ({ delete: row.key, condition: { equals: { [row.attribute]: id } } })),
    ...added.map(
      (row): Write<Failure> => ({
        put: { ...row.key, type: row.type, schemaVersion, [row.attribute]: id },
        condition: { absent: true },
        orElse: taken,
      }),
    ),
  ];
}

function rowName(row: PointerRow): string {
  return `${row.key.pk}\n${row.key.sk}`;
}

/** The row by which an entity is found under the caller's own id, if it has one. */
export function externalIdRows(tenant: TenantId, entity: Entity, externalId: string | undefined): PointerRow[] {
  if (externalId === undefined) return [];
  return [{ key: externalIdKey(tenant, entity, externalId), type: 'external-id', attribute: 'entityId' }];
}
