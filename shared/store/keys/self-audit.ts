import type { TenantId } from '../../domain/identity/ids.ts';
import { collection, type IndexKey, type Key } from './table.ts';

/** The self-audit: the encounters read, the findings, and the office's decisions. */

const auditPartition = (tenant: TenantId, auditId: string): string => collection(tenant, 'SELF-AUDIT', auditId);

export const auditSlicePrefix = 'SLICE#';
export const auditFlagPrefix = 'FLAG#';

/** A slice of the encounters read; numbered from 1. */
export function auditSliceKey(tenant: TenantId, auditId: string, number: number): Key {
  return { pk: auditPartition(tenant, auditId), sk: `${auditSlicePrefix}${String(number).padStart(5, '0')}` };
}

/** A flag of a self-audit; numbered from 1. */
export function auditFlagKey(tenant: TenantId, auditId: string, number: number): Key {
  return { pk: auditPartition(tenant, auditId), sk: `${auditFlagPrefix}${String(number).padStart(5, '0')}` };
}

/** The office's self-audit settings: one item. */
export function auditSettingsKey(tenant: TenantId): Key {
  return { pk: `${tenant}#OFFICE`, sk: 'SELF-AUDIT' };
}

/** The distribution of visit levels by specialty: one item. */
export function specialtyLevelsKey(tenant: TenantId): Key {
  return { pk: `${tenant}#OFFICE`, sk: 'SPECIALTY-LEVELS' };
}

/** The gaps of a year, grouped by patient. */
export function conditionGapIndex(tenant: TenantId, year: number, patientId: string, gapId: string): IndexKey {
  return { g1pk: conditionGapsPartition(tenant, year), g1sk: `${patientId}#${gapId}` };
}

export function conditionGapsPartition(tenant: TenantId, year: number): string {
  return `${tenant}#CONDITION-GAPS#${year}`;
}
