import type { AgencyRemit, PostedLine } from '../domain/collections/remit.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { DueMessage } from './change.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { remitLineIndex, remitLineKey, waitingLineIndex } from './keys/collection.ts';
import { entityKey, monthIndex } from './keys/entity.ts';
import { type Item, standsAt, type Table, type Write } from './table.ts';

/** Agencies' remittances: files, and their processed lines. */

export function agencyRemitOfItem(item: Item): AgencyRemit {
  return documentOfItem<AgencyRemit>(item);
}

export async function readAgencyRemit(table: Table, tenant: TenantId, id: string): Promise<AgencyRemit | undefined> {
  const item = await table.get(entityKey(tenant, 'AGENCY-REMIT', id));
  return item === undefined ? undefined : agencyRemitOfItem(item);
}

/** Writes an agency's remittance, or its progress, if it is unchanged since it was read. */
export function agencyRemitWrite(tenant: TenantId, remit: AgencyRemit): Write<{ readonly kind: 'write-conflict' }> {
  const { id, version, takenAt } = remit;
  const index = monthIndex(tenant, 'AGENCY-REMIT', takenAt, id);
  return {
    put: entityItem(entityKey(tenant, 'AGENCY-REMIT', id), 'agency-remit', remit, index),
    condition: standsAt(version - 1),
    orElse: { kind: 'write-conflict' },
  };
}

/** The message that has its lines booked. */
export function agencyRemitMessage(tenant: TenantId, remitId: string): DueMessage {
  return { queue: 'post-agency-remit', id: remitId, body: { schemaVersion: 1, tenantId: tenant, remitId } };
}

export function postedLineOfItem(item: Item): PostedLine {
  return documentOfItem<PostedLine>(item);
}

/** The lines with an agency's own numbers, in the given order. */
export async function readLines(
  table: Table,
  tenant: TenantId,
  agencyId: string,
  named: readonly Pick<PostedLine, 'record' | 'reference'>[],
): Promise<(PostedLine | undefined)[]> {
  const items = await table.batchGet(
    named.map(({ record, reference }) => remitLineKey(tenant, agencyId, record, reference)),
  );
  return items.map((item) => (item === undefined ? undefined : postedLineOfItem(item)));
}

/** Writes a line, or its next version. A line with a repeated number is stored next to the first. */
export function postedLineWrite(tenant: TenantId, line: PostedLine): Write<{ readonly kind: 'version-changed' }> {
  const { agencyId, remitId, record, reference, version, state, isRepeated } = line;
  const own = isRepeated === true ? `${reference}#${remitId}` : reference;
  const key = remitLineKey(tenant, agencyId, record, own);
  const waiting = state === 'waiting' ? waitingLineIndex(tenant, remitId, line.line) : {};
  return {
    put: entityItem(key, 'agency-remit-line', { ...line, ...waiting }, remitLineIndex(tenant, remitId, line.line)),
    condition: standsAt(version - 1),
    orElse: { kind: 'version-changed' },
  };
}
