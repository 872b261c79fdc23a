import type { TenantId } from '../../domain/identity/ids.ts';
import { collection, type IndexKey, type Key } from './table.ts';

/** Failures of an intake and waiting claims, each under its number, and the mappings of an office. */

export const intakeFailurePrefix = 'FAILURE#';

export function intakeFailureKey(tenant: TenantId, intakeId: string, record: number): Key {
  return {
    pk: collection(tenant, 'INTAKE', intakeId),
    sk: `${intakeFailurePrefix}${String(record).padStart(9, '0')}`,
  };
}

export const waitingClaimPrefix = 'CLAIM#';

/** A waiting claim of another system's file, under its number in the file. */
export function waitingClaimKey(tenant: TenantId, intakeId: string, record: number): Key {
  return {
    pk: collection(tenant, 'CLAIM-INTAKE', intakeId),
    sk: `${waitingClaimPrefix}${String(record).padStart(9, '0')}`,
  };
}

/** Open failures of all files, the oldest first. */
export function intakeQueueIndex(
  tenant: TenantId,
  { since, intakeId, record }: { readonly since: string; readonly intakeId: string; readonly record: number },
): IndexKey {
  return { g1pk: intakeQueuePartition(tenant), g1sk: `${since}#${intakeId}#${String(record).padStart(9, '0')}` };
}

export function intakeQueuePartition(tenant: TenantId): string {
  return `${tenant}#INTAKE-FAILURES`;
}

export function intakeMappingKey(tenant: TenantId, name: string): Key {
  return { pk: collection(tenant, 'INTAKE-MAPPINGS', 'all'), sk: `MAPPING#${name}` };
}
