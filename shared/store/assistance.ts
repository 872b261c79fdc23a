import type { AssistanceApplication } from '../domain/assistance/assistance.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { accountAssistanceIndex, assistanceIndex } from './keys/assistance.ts';
import { entityKey } from './keys/entity.ts';
import type { Item, Table, Write } from './table.ts';

export function assistanceOfItem(item: Item): AssistanceApplication {
  return documentOfItem<AssistanceApplication>(item);
}

export async function readAssistance(
  table: Table,
  tenant: TenantId,
  id: string,
): Promise<AssistanceApplication | undefined> {
  const item = await table.get(entityKey(tenant, 'ASSISTANCE', id));
  return item === undefined ? undefined : assistanceOfItem(item);
}

/** Writes an application, or its next version, if it is unchanged since it was read. */
export function assistanceWrite(
  tenant: TenantId,
  application: AssistanceApplication,
): Write<{ readonly kind: 'version-changed' }> {
  const { id, version } = application;
  const document = { ...application, ...accountAssistanceIndex(tenant, application) };
  return {
    put: entityItem(entityKey(tenant, 'ASSISTANCE', id), 'assistance', document, assistanceIndex(tenant, application)),
    condition: version === 1 ? { absent: true } : { equals: { version: version - 1 } },
    orElse: { kind: 'version-changed' },
  };
}
