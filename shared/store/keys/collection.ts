import type { TenantId } from '../../domain/identity/ids.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import { collection, type IndexKey, type Key, type SecondIndexKey } from './table.ts';

/** Placements with collection agencies, notices to them, and their remittances. */

/** Placements by state, in the first index, by the day on which they were placed. */
export function caseIndex(
  tenant: TenantId,
  { id, state, placedOn }: { readonly id: string; readonly state: string; readonly placedOn: LocalDate },
): IndexKey {
  return { g1pk: casesPartition(tenant, state), g1sk: `${placedOn}#${id}` };
}

export function casesPartition(tenant: TenantId, state: string): string {
  return `${tenant}#COLLECTION-CASES#${state}`;
}

/** All placements of an agency, in the second index, by the day on which they were placed. */
export function agencyCaseIndex(
  tenant: TenantId,
  { id, agencyId, placedOn }: { readonly id: string; readonly agencyId: string; readonly placedOn: LocalDate },
): SecondIndexKey {
  return { g2pk: agencyCasesPartition(tenant, agencyId), g2sk: `${placedOn}#${id}` };
}

export function agencyCasesPartition(tenant: TenantId, agencyId: string): string {
  return collection(tenant, 'AGENCY-CASES', agencyId);
}

/** Up to which notice an agency has been informed: one item. */
export function agencyOutboxKey(tenant: TenantId, agencyId: string): Key {
  return { pk: collection(tenant, 'COLLECTION-AGENCY', agencyId), sk: 'OUTBOX' };
}

/** A legal entity's debt to an agency for fees: one item per entity. */
export function agencyFeesKey(tenant: TenantId, agencyId: string, entityId: string): Key {
  return { pk: collection(tenant, 'COLLECTION-AGENCY', agencyId), sk: `${agencyFeesPrefix}${entityId}` };
}

export const agencyFeesPrefix = 'FEES#';

const agencyNoticePrefix = 'NOTICE#';

/** Notices to an agency, numbered from 1 without a gap. */
export function agencyNoticeKey(tenant: TenantId, agencyId: string, number: number): Key {
  return {
    pk: collection(tenant, 'COLLECTION-AGENCY', agencyId),
    sk: `${agencyNoticePrefix}${String(number).padStart(9, '0')}`,
  };
}

/** The files to an agency, in the first index, by number. */
export function agencyFileIndex(tenant: TenantId, agencyId: string, number: number): IndexKey {
  return { g1pk: agencyFilesPartition(tenant, agencyId), g1sk: String(number).padStart(9, '0') };
}

export function agencyFilesPartition(tenant: TenantId, agencyId: string): string {
  return collection(tenant, 'AGENCY-FILES', agencyId);
}

/** A payment or its reversal from an agency, by the agency's own number: one of each. */
export function remitLineKey(tenant: TenantId, agencyId: string, record: string, reference: string): Key {
  return { pk: collection(tenant, 'AGENCY-LINES', agencyId), sk: `${record}#${reference}` };
}

/** The lines of an agency's remittance, in the first index. */
export function remitLineIndex(tenant: TenantId, remitId: string, line: number): IndexKey {
  return { g1pk: remitLinesPartition(tenant, remitId), g1sk: String(line).padStart(6, '0') };
}

export function remitLinesPartition(tenant: TenantId, remitId: string): string {
  return collection(tenant, 'REMIT-LINES', remitId);
}

/** Unidentified lines, in the second index. */
export function waitingLineIndex(tenant: TenantId, remitId: string, line: number): SecondIndexKey {
  return { g2pk: waitingLinesPartition(tenant), g2sk: `${remitId}#${String(line).padStart(6, '0')}` };
}

export function waitingLinesPartition(tenant: TenantId): string {
  return `${tenant}#WAITING-REMIT-LINES`;
}

/** The interest of a claim, in the first index, by when it was charged. */
export function claimInterestIndex(tenant: TenantId, claimId: string, at: string, id: string): IndexKey {
  return { g1pk: claimInterestPartition(tenant, claimId), g1sk: `${at}#${id}` };
}

export function claimInterestPartition(tenant: TenantId, claimId: string): string {
  return collection(tenant, 'CLAIM-INTEREST', claimId);
}
