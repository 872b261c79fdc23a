import { type Correspondence, underwayStates } from '../domain/correspondence/correspondence.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Instant } from '../domain/time/local-date.ts';
import type { DueMessage } from './change.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { correspondenceIndex, correspondenceListIndex, correspondencePartition } from './keys/correspondence.ts';
import { entityKey } from './keys/entity.ts';
import { type Item, standsAt, type Table, type Write } from './table.ts';

export function correspondenceOfItem(item: Item): Correspondence {
  return documentOfItem<Correspondence>(item);
}

export async function readCorrespondence(
  table: Table,
  tenant: TenantId,
  id: string,
): Promise<Correspondence | undefined> {
  const item = await table.get(entityKey(tenant, 'CORRESPONDENCE', id));
  return item === undefined ? undefined : correspondenceOfItem(item);
}

/** All correspondence about a patient, or about an account without patients; the oldest first. */
export async function correspondenceAbout(table: Table, tenant: TenantId, ownerId: string): Promise<Correspondence[]> {
  const rows = await table.queryAll({ partition: correspondencePartition(tenant, ownerId), index: true });
  const items = await table.batchGet(rows.map(({ pk, sk }) => ({ pk, sk })));
  return items.flatMap((item) => (item === undefined ? [] : [correspondenceOfItem(item)]));
}

/** Writes a record, or its next version, if nobody has written it since it was read. */
export function correspondenceWrite(
  tenant: TenantId,
  record: Correspondence,
): Write<{ readonly kind: 'version-changed' }> {
  const { id, version, at, about, sending } = record;
  const list = record.struck === undefined ? underwayStates.find((each) => each === sending?.state) : undefined;
  const index = {
    ...correspondenceIndex(tenant, about.patientId ?? about.accountId, at, id),
    ...correspondenceListIndex(tenant, { id, at, list }),
  };
  return {
    put: entityItem(entityKey(tenant, 'CORRESPONDENCE', id), 'correspondence', record, index),
    condition: standsAt(version - 1),
    orElse: { kind: 'version-changed' },
  };
}

/** The message that sends an e-mail or a text. */
export function sendMessage(tenantId: TenantId, correspondenceId: string, dueAt: Instant): DueMessage {
  return {
    queue: 'run-correspondence',
    id: `send-${correspondenceId}`,
    body: { schemaVersion: 1, tenantId, work: 'send', correspondenceId },
    dueAt,
  };
}
