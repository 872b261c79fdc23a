import type { TenantId } from '../../domain/identity/ids.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import { collection, type IndexKey, type Key, type SecondIndexKey } from './table.ts';

/** Estimates for patients. */

export const estimateEditionPrefix = 'EDITION#';

/** An earlier edition of an estimate; numbered from 1. */
export function estimateEditionKey(tenant: TenantId, estimateId: string, edition: number): Key {
  const sk = `${estimateEditionPrefix}${String(edition).padStart(4, '0')}`;
  return { pk: collection(tenant, 'ESTIMATE', estimateId), sk };
}

/** The estimates of a patient, by when they were made. */
export function patientEstimatesIndex(tenant: TenantId, patientId: string, at: string, id: string): IndexKey {
  return { g1pk: patientEstimatesPartition(tenant, patientId), g1sk: `${at}#${id}` };
}

export function patientEstimatesPartition(tenant: TenantId, patientId: string): string {
  return collection(tenant, 'PATIENT-ESTIMATES', patientId);
}

/** Estimates that have not been given to the patient, by deadline. Those without a deadline come last. */
export function estimatesToGiveIndex(tenant: TenantId, dueOn: LocalDate | undefined, id: string): SecondIndexKey {
  return { g2pk: estimatesToGivePartition(tenant), g2sk: `${dueOn ?? '9999-99-99'}#${id}` };
}

export function estimatesToGivePartition(tenant: TenantId): string {
  return `${tenant}#ESTIMATES-TO-GIVE`;
}
