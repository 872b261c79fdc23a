import type { TenantId } from '../../domain/identity/ids.ts';
import { collection, type Key } from './table.ts';

/** Aids for coders: worksheets of visits, the office's visit codes, favourites. */

export const evaluationPrefix = 'EVALUATION#';

/** A worksheet of the level of a visit, in the partition of its encounter. */
export function evaluationKey(tenant: TenantId, encounterId: string, evaluationId: string): Key {
  return { pk: collection(tenant, 'ENCOUNTER', encounterId), sk: `${evaluationPrefix}${evaluationId}` };
}

export function evaluationCodesKey(tenant: TenantId): Key {
  return { pk: `${tenant}#EVALUATION-CODES`, sk: 'EVALUATION-CODES' };
}

/** The favourite codes of a provider, in groups. */
export function favoritesKey(tenant: TenantId, providerId: string): Key {
  return { pk: collection(tenant, 'FAVORITES', providerId), sk: 'FAVORITES' };
}

/**
 * How often each favourite was used: stored apart from the favourites, so that counting does not change their version.
 */
export function favoriteUsesKey(tenant: TenantId, providerId: string): Key {
  return { pk: collection(tenant, 'FAVORITES', providerId), sk: 'USES' };
}
