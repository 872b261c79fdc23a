import type { TenantId } from '../../domain/identity/ids.ts';

/** The table itself: the form of keys, its two indexes, and the number of shards of busy lists. */

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** The position of an item in the first index (`gsi1`, keys only), which serves lists and work lists. */
export interface IndexKey {
  readonly g1pk: string;
  readonly g1sk: string;
}

/**
 * The position of an item in the second index (`gsi2`, keys only): a list of people or accounts, in addition to its
 * work list.
 */
export interface SecondIndexKey {
  readonly g2pk: string;
  readonly g2sk: string;
}

/** A partition of the table or an index, or the part of it whose sort keys begin with `prefix`. */
export interface Range {
  readonly partition: string;
  readonly prefix?: string;
}

export const tableDefinition = {
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: {
    first: { name: 'gsi1', partitionKey: 'g1pk', sortKey: 'g1sk', projection: 'KEYS_ONLY' },
    second: { name: 'gsi2', partitionKey: 'g2pk', sortKey: 'g2sk', projection: 'KEYS_ONLY' },
  },
  timeToLiveAttribute: 'expiresAt',
} as const;

/** The numbers of shards of busy lists. Changing one needs a migration. */
export const shards = {
  due: 4,
  ledgerDay: 8,
  totals: 8,
  exceptions: 4,
  denials: 4,
  variances: 4,
  ready: 4,
  nextPayer: 4,
  deeds: 4,
  bank: 4,
  codingWork: 4,
  owed: 8,
} as const;

export const collection = (tenant: TenantId, name: string, id: string): string => `${tenant}#${name}#${id}`;
