import type { TenantId } from '../../domain/identity/ids.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
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

/* What the examples have in common. */

export const tenant = 'example-office' as TenantId;
const ulid = '01JD0EXAMP1E00000000000000';
export const claimId = 'S0123456789ABCD9';
export const at = '2026-11-23T14:05:06.789Z';
export const day = '2026-11-23' as LocalDate;
export const id = (prefix: string): string => `${prefix}_${ulid}`;

export const byId = 'one, by its id';
export const listed = 'all of the office, by the index';
export const listedByMonth = 'those of a month, by the index, newest first';
