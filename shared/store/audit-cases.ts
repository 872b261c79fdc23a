import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import type { AuditCase } from '../domain/self-audit/audit-case.ts';
import type { AuditPeriod } from '../domain/self-audit/facts.ts';
import type { AuditFlag } from '../domain/self-audit/flag.ts';
import { digestOf } from './digest.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { entityKey, listIndex } from './keys/entity.ts';
import type { Item, Table, Write } from './table.ts';

/** The id of a flag's case. The same finding for the same period is one case, however often the self-audit runs. */
export function caseIdOf(
  tenant: TenantId,
  { rule, providerId, subject }: Pick<AuditFlag, 'rule' | 'providerId' | 'subject'>,
  { from, to }: AuditPeriod,
): string {
  return idFromDigest('auditCase', digestOf('audit-case', tenant, rule, providerId, subject, from, to));
}

export function caseOfItem(item: Item): AuditCase {
  return documentOfItem<AuditCase>(item);
}

export async function readAuditCases(
  table: Table,
  tenant: TenantId,
  ids: readonly string[],
): Promise<readonly (AuditCase | undefined)[]> {
  const items = await table.batchGet(ids.map((id) => entityKey(tenant, 'AUDIT-CASE', id)));
  return items.map((item) => (item === undefined ? undefined : caseOfItem(item)));
}

/** Writes a new case, or the next version of one, if it is unchanged since it was read. */
export function auditCaseWrite(tenant: TenantId, after: AuditCase): Write<{ readonly kind: 'version-changed' }> {
  const { id, version } = after;
  const index = listIndex(tenant, 'AUDIT-CASE', id);
  return {
    put: entityItem(entityKey(tenant, 'AUDIT-CASE', id), 'audit-case', after, index),
    condition: version === 1 ? { absent: true } : { equals: { version: version - 1 } },
    orElse: { kind: 'version-changed' },
  };
}
