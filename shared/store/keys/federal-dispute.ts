import type { TenantId } from '../../domain/identity/ids.ts';
import { collection, type IndexKey, type SecondIndexKey } from './table.ts';

/** Disputes with a health plan: open ones by the day of their notice, ended ones by the month in which they ended. */
export function federalDisputeIndex(tenant: TenantId, { id, noticeOn, end, closed, isOver }: DisputeRow): IndexKey {
  const on = end?.on ?? closed?.on ?? noticeOn;
  const g1pk = isOver ? endedDisputesPartition(tenant, on.slice(0, 7)) : openDisputesPartition(tenant);
  return { g1pk, g1sk: `${isOver ? on : noticeOn}#${id}` };
}

interface DisputeRow {
  readonly id: string;
  readonly noticeOn: string;
  readonly end?: { readonly on: string };
  readonly closed?: { readonly on: string };
  readonly isOver: boolean;
}

export function openDisputesPartition(tenant: TenantId): string {
  return `${tenant}#FEDERAL-DISPUTES#OPEN`;
}

/** `month` is `YYYY-MM`. */
export function endedDisputesPartition(tenant: TenantId, month: string): string {
  return `${tenant}#FEDERAL-DISPUTES#${month}`;
}

export function disputesOfClaimIndex(tenant: TenantId, claimId: string, id: string): SecondIndexKey {
  return { g2pk: disputesOfClaimPartition(tenant, claimId), g2sk: id };
}

export function disputesOfClaimPartition(tenant: TenantId, claimId: string): string {
  return collection(tenant, 'DISPUTES-OF-CLAIM', claimId);
}
