import type { TenantId } from '../../domain/identity/ids.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import { entityKey, listIndex, type MasterEntity, monthIndex } from '../keys/entity.ts';
import type { IndexKey, Key, SecondIndexKey } from '../keys/table.ts';

/** An item of the table, as data, with keys made by the real builders. */
export interface EntityDescription {
  /** The `type` attribute of the item. */
  readonly type: string;
  readonly purpose: string;
  readonly key: Key;
  readonly index?: IndexKey;
  readonly second?: SecondIndexKey;
  /** How it is read. */
  readonly access: readonly string[];
  /** Its attributes besides the key, in short. */
  readonly attributes: string;
}

/* What the examples share. */

export const tenant = 'example-office' as TenantId;
const ulid = '01JD0EXAMP1E00000000000000';
export const claimId = 'S0123456789ABCD9';
export const at = '2026-11-23T14:05:06.789Z';
export const day = '2026-11-23' as LocalDate;
export const id = (prefix: string): string => `${prefix}_${ulid}`;

export const byId = 'one, by its id';
export const listedByMonth = 'those of a month, by the index, newest first';

type Place = Pick<EntityDescription, 'key' | 'index' | 'access'>;

/** The keys of an entity that is read by id, and listed for the whole office. */
export const inList = (entity: MasterEntity, prefix: string): Place => ({
  key: entityKey(tenant, entity, id(prefix)),
  index: listIndex(tenant, entity, id(prefix)),
  access: [byId, 'all of the office, by the index'],
});

/** The keys of an entity that is read by id, and listed by month. */
export const byMonth = (entity: MasterEntity & Parameters<typeof monthIndex>[1], prefix: string): Place => ({
  key: entityKey(tenant, entity, id(prefix)),
  index: monthIndex(tenant, entity, at, id(prefix)),
  access: [byId, listedByMonth],
});
