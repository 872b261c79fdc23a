import type { CodeSetKind } from '../../domain/code-set/kinds.ts';
import type { TenantId } from '../../domain/identity/ids.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type { Key } from './table.ts';

/** The releases of code sets. Their owner is an office, or the installation, whose id no office can have. */

/** All releases of an owner, the loaded and the withdrawn ones. */
export function codeSetPartition(owner: TenantId): string {
  return `${owner}#CODE-SETS`;
}

export const loadedPrefix = 'LOADED#';

/** A loaded release. A set has one release per start day, so a day's release is never in doubt. */
export function loadedReleaseKey(owner: TenantId, kind: CodeSetKind, effectiveFrom: LocalDate): Key {
  return { pk: codeSetPartition(owner), sk: `${loadedPrefix}${kind}#${effectiveFrom}` };
}

/** A release that was withdrawn. */
export function withdrawnReleaseKey(owner: TenantId, kind: CodeSetKind, effectiveFrom: LocalDate, at: string): Key {
  return { pk: codeSetPartition(owner), sk: `WITHDRAWN#${kind}#${effectiveFrom}#${at}` };
}
