import type { TenantId } from '../../domain/identity/ids.ts';
import { collection, type Key } from './table.ts';

/** Failures of an intake and claims that wait, each under its number, and the mappings of an office. */

export const intakeFailurePrefix = 'FAILURE#';

export function intakeFailureKey(tenant: TenantId, intakeId: string, record: number): Key {
  return {
    pk: collection(tenant, 'INTAKE', intakeId),
    sk: `${intakeFailurePrefix}${String(record).padStart(9, '0')}`,
  };
}

export const waitingClaimPrefix = 'CLAIM#';

/** A claim of another system's file that waits, under its number in the file. */
export function waitingClaimKey(tenant: TenantId, intakeId: string, record: number): Key {
  return {
    pk: collection(tenant, 'CLAIM-INTAKE', intakeId),
    sk: `${waitingClaimPrefix}${String(record).padStart(9, '0')}`,
  };
}

export function intakeMappingKey(tenant: TenantId, name: string): Key {
  return { pk: collection(tenant, 'INTAKE-MAPPINGS', 'all'), sk: `MAPPING#${name}` };
}
