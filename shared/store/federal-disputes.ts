import { type FederalDispute, standingOf } from '../domain/federal-dispute/dispute.ts';
import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import { addDays, type LocalDate, monthsBetween } from '../domain/time/local-date.ts';
import { digestOf } from './digest.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { entityKey } from './keys/entity.ts';
import {
  disputesOfClaimIndex,
  disputesOfClaimPartition,
  endedDisputesPartition,
  federalDisputeIndex,
  openDisputesPartition,
} from './keys/federal-dispute.ts';
import { type Item, standsAt, type Table, type Write } from './table.ts';

export function federalDisputeOfItem(item: Item): FederalDispute {
  return documentOfItem<FederalDispute>(item);
}

/** The id of the next dispute about a payer's answer. Two people who begin it at the same time write the same item. */
export function federalDisputeId(tenant: TenantId, claimId: string, payerPosition: number, before: number): string {
  return idFromDigest(
    'federalDispute',
    digestOf('federal-dispute', tenant, claimId, String(payerPosition), String(before)),
  );
}

export async function readFederalDispute(
  table: Table,
  tenant: TenantId,
  id: string,
): Promise<FederalDispute | undefined> {
  const item = await table.get(entityKey(tenant, 'FEDERAL-DISPUTE', id));
  return item === undefined ? undefined : federalDisputeOfItem(item);
}

/** All disputes about a claim, also those that are over. */
export async function disputesOfClaim(table: Table, tenant: TenantId, claimId: string): Promise<FederalDispute[]> {
  const rows = await table.queryAll({ partition: disputesOfClaimPartition(tenant, claimId), index: 'second' });
  const items = await table.batchGet(rows.map(({ pk, sk }) => ({ pk, sk })));
  return items.flatMap((item) => (item === undefined ? [] : [federalDisputeOfItem(item)]));
}

/**
 * A decision of at most this many days ago may still delay another dispute: by 90 days of cooling off and the 30
 * business days after them.
 */
const decidedSince = 150;

/**
 * The open disputes, and those that ended recently. They include every decision that may still delay another dispute.
 */
export async function disputesLately(table: Table, tenant: TenantId, today: LocalDate): Promise<FederalDispute[]> {
  const months = monthsBetween(addDays(today, -decidedSince), today);
  const partitions = [openDisputesPartition(tenant), ...months.map((month) => endedDisputesPartition(tenant, month))];
  const rows = await Promise.all(partitions.map((partition) => table.queryAll({ partition, index: true })));
  const items = await table.batchGet(rows.flat().map(({ pk, sk }) => ({ pk, sk })));
  return items.flatMap((item) => (item === undefined ? [] : [federalDisputeOfItem(item)]));
}

/** Writes a dispute, or its next version, if nobody has written it since it was read. */
export function federalDisputeWrite(
  tenant: TenantId,
  dispute: FederalDispute,
): Write<{ readonly kind: 'version-changed' }> {
  const { id, version, claimId } = dispute;
  const index = {
    ...federalDisputeIndex(tenant, { ...dispute, isOver: standingOf(dispute) === 'over' }),
    ...disputesOfClaimIndex(tenant, claimId, id),
  };
  return {
    put: entityItem(entityKey(tenant, 'FEDERAL-DISPUTE', id), 'federal-dispute', dispute, index),
    condition: standsAt(version - 1),
    orElse: { kind: 'version-changed' },
  };
}
