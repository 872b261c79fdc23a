import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import { present } from '../domain/present.ts';
import type { DateTries } from '../domain/statement/date-tries.ts';
import type { Statement } from '../domain/statement/statement.ts';
import type { StatementLink } from '../domain/statement/statement-link.ts';
import type { DueMessage } from './change.ts';
import { digestOf } from './digest.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { entityKey } from './keys/entity.ts';
import { dateTriesKey } from './keys/statement.ts';
import { standsAt, type Table, type Write } from './table.ts';

/** The links that open statements, and the dates of birth that were tried at them. */

/** The id of a statement's link. A statement has one link, however often it is sent. */
export function statementLinkId(tenant: TenantId, statementId: string): string {
  return idFromDigest('statementLink', digestOf('statement-link', tenant, statementId));
}

export async function readStatementLink(
  table: Table,
  tenant: TenantId,
  id: string,
): Promise<StatementLink | undefined> {
  const item = await table.get(entityKey(tenant, 'STATEMENT-LINK', id));
  return item === undefined ? undefined : documentOfItem<StatementLink>(item);
}

/** Writes a new version of a link, if nobody has written it since it was read. */
export function statementLinkWrite(tenant: TenantId, link: StatementLink): Write<{ readonly kind: 'version-changed' }> {
  return {
    put: entityItem(entityKey(tenant, 'STATEMENT-LINK', link.id), 'statement-link', link),
    condition: standsAt(link.version - 1),
    orElse: { kind: 'version-changed' },
  };
}

export async function readDateTries(table: Table, tenant: TenantId, accountId: string): Promise<DateTries> {
  const item = await table.get(dateTriesKey(tenant, accountId));
  return item === undefined ? { accountId, version: 0, wrongAt: [] } : documentOfItem<DateTries>(item);
}

/** Writes the tried dates, if nobody has tried another date since they were read. */
export function dateTriesWrite(tenant: TenantId, tries: DateTries): Write<{ readonly kind: 'write-conflict' }> {
  return {
    put: entityItem(dateTriesKey(tenant, tries.accountId), 'date-tries', tries),
    condition: standsAt(tries.version - 1),
    orElse: { kind: 'write-conflict' },
  };
}

/** The message that sends a statement's notice again. A person asked for it when the statement had this revision. */
export function noticeMessage(
  tenant: TenantId,
  { id, revision }: Pick<Statement, 'id' | 'revision'>,
  dueAt?: string,
): DueMessage {
  return {
    queue: 'run-statements',
    id: `notice-${id}-${revision}`,
    body: { schemaVersion: 1, tenantId: tenant, work: 'notice', statementId: id, revision },
    ...present({ dueAt }),
  };
}
