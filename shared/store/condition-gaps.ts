import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import { type ConditionGap, conditionOf, type FoundGap } from '../domain/self-audit/condition-gaps.ts';
import { digestOf } from './digest.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { entityKey } from './keys/entity.ts';
import { conditionGapIndex, conditionGapsPartition } from './keys/self-audit.ts';
import type { Item, Table, Write } from './table.ts';

/** A gap of a year has one id, however often the audit runs: decisions about it stay. */
export function conditionGapId(tenant: TenantId, year: number, gap: FoundGap): string {
  return idFromDigest('conditionGap', digestOf('condition-gap', tenant, String(year), conditionOf(gap)));
}

export function conditionGapOfItem(item: Item): ConditionGap {
  return documentOfItem<ConditionGap>(item);
}

export async function readConditionGap(table: Table, tenant: TenantId, id: string): Promise<ConditionGap | undefined> {
  const item = await table.get(entityKey(tenant, 'CONDITION-GAP', id));
  return item === undefined ? undefined : conditionGapOfItem(item);
}

/** All gaps of a year, whatever their state. */
export async function readConditionGaps(table: Table, tenant: TenantId, year: number): Promise<ConditionGap[]> {
  const rows = await table.queryAll({ partition: conditionGapsPartition(tenant, year), index: true });
  const items = await table.batchGet(rows.map(({ pk, sk }) => ({ pk, sk })));
  return items.flatMap((item) => (item === undefined ? [] : [conditionGapOfItem(item)]));
}

/** Writes a new gap, or the next version of one, if nobody has written it since it was read. */
export function conditionGapWrite(tenant: TenantId, after: ConditionGap): Write<{ readonly kind: 'version-changed' }> {
  const { id, version, year, patientId } = after;
  const index = conditionGapIndex(tenant, year, patientId, id);
  return {
    put: entityItem(entityKey(tenant, 'CONDITION-GAP', id), 'condition-gap', after, index),
    condition: version === 1 ? { absent: true } : { equals: { version: version - 1 } },
    orElse: { kind: 'version-changed' },
  };
}
