import type { CollectionAgency } from '../domain/collections/agency.ts';
import type { AgencyNotice } from '../domain/collections/agency-file.ts';
import type { CollectionCase } from '../domain/collections/case.ts';
import type { InterestCharge } from '../domain/collections/interest.ts';
import { type AgencyFile, type AgencyOutbox, emptyOutbox } from '../domain/collections/outbox.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { documentOfItem, entityItem, readDocuments } from './entity-items.ts';
import {
  agencyCaseIndex,
  agencyFileIndex,
  agencyNoticeKey,
  agencyOutboxKey,
  caseIndex,
  claimInterestIndex,
} from './keys/collection.ts';
import { entityKey, listIndex } from './keys/entity.ts';
import { type Item, standsAt, type Table, type Write } from './table.ts';

/** Collection agencies, their placements, and the notices to them. */

type Versioned = { readonly kind: 'version-changed' };

const nextVersion = (version: number): Pick<Write<Versioned>, 'condition' | 'orElse'> => ({
  condition: standsAt(version - 1),
  orElse: { kind: 'version-changed' },
});

export function agencyOfItem(item: Item): CollectionAgency {
  return documentOfItem<CollectionAgency>(item);
}

export async function readAgency(table: Table, tenant: TenantId, id: string): Promise<CollectionAgency | undefined> {
  const item = await table.get(entityKey(tenant, 'COLLECTION-AGENCY', id));
  return item === undefined ? undefined : agencyOfItem(item);
}

/** Writes an agency, or its next version, if nobody has written it since it was read. */
export function agencyWrite(tenant: TenantId, agency: CollectionAgency): Write<Versioned> {
  const { id, version } = agency;
  const index = listIndex(tenant, 'COLLECTION-AGENCY', id);
  const put = entityItem(entityKey(tenant, 'COLLECTION-AGENCY', id), 'collection-agency', agency, index);
  return { put, ...nextVersion(version) };
}

export function caseOfItem(item: Item): CollectionCase {
  return documentOfItem<CollectionCase>(item);
}

export async function readCase(table: Table, tenant: TenantId, id: string): Promise<CollectionCase | undefined> {
  const item = await table.get(entityKey(tenant, 'COLLECTION-CASE', id));
  return item === undefined ? undefined : caseOfItem(item);
}

/** Placements by their ids. */
export function readCases(
  table: Table,
  tenant: TenantId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CollectionCase>> {
  return readDocuments<CollectionCase>(table, tenant, 'COLLECTION-CASE', ids);
}

/** Writes a placement, or its next version, if nobody has written it since it was read. */
export function caseWrite(tenant: TenantId, placement: CollectionCase): Write<Versioned> {
  const { id, version } = placement;
  const document = { ...placement, ...agencyCaseIndex(tenant, placement) };
  const key = entityKey(tenant, 'COLLECTION-CASE', id);
  return { put: entityItem(key, 'collection-case', document, caseIndex(tenant, placement)), ...nextVersion(version) };
}

/** Up to which notice an agency has been informed. */
export async function readOutbox(table: Table, tenant: TenantId, agencyId: string): Promise<AgencyOutbox> {
  const item = await table.get(agencyOutboxKey(tenant, agencyId));
  return item === undefined ? emptyOutbox(agencyId) : documentOfItem<AgencyOutbox>(item);
}

/** Replaces the item, if it is unchanged since it was read, so that no number is used twice. */
export function outboxWrite(
  tenant: TenantId,
  before: AgencyOutbox,
  after: Omit<AgencyOutbox, 'version'>,
): Write<{ readonly kind: 'write-conflict' }> {
  const { agencyId, version } = before;
  return {
    put: entityItem(agencyOutboxKey(tenant, agencyId), 'agency-outbox', { ...after, version: version + 1 }),
    condition: standsAt(version),
    orElse: { kind: 'write-conflict' },
  };
}

/** Writes notices under the next numbers. The outbox, written in the same transaction, then has the last number. */
export function noticeWrites(
  tenant: TenantId,
  { agencyId, notices }: AgencyOutbox,
  told: readonly AgencyNotice[],
): Write<never>[] {
  return told.map((notice, index) => {
    const key = agencyNoticeKey(tenant, agencyId, notices + index + 1);
    return { put: entityItem(key, 'agency-notice', notice), condition: { absent: true } };
  });
}

/** The notices from one number to another. */
export async function readNotices(
  table: Table,
  tenant: TenantId,
  agencyId: string,
  { from, through }: { readonly from: number; readonly through: number },
): Promise<AgencyNotice[]> {
  const numbers = Array.from({ length: Math.max(0, through - from + 1) }, (_, index) => from + index);
  const items = await table.batchGet(numbers.map((number) => agencyNoticeKey(tenant, agencyId, number)));
  return items.flatMap((item) => (item === undefined ? [] : [documentOfItem<AgencyNotice>(item)]));
}

export function agencyFileOfItem(item: Item): AgencyFile {
  return documentOfItem<AgencyFile>(item);
}

export async function readAgencyFile(table: Table, tenant: TenantId, id: string): Promise<AgencyFile | undefined> {
  const item = await table.get(entityKey(tenant, 'AGENCY-FILE', id));
  return item === undefined ? undefined : agencyFileOfItem(item);
}

export function newAgencyFileWrite(tenant: TenantId, file: AgencyFile): Write<never> {
  const { id, agencyId, number } = file;
  const index = agencyFileIndex(tenant, agencyId, number);
  return {
    put: entityItem(entityKey(tenant, 'AGENCY-FILE', id), 'agency-file', file, index),
    condition: { absent: true },
  };
}

export function interestOfItem(item: Item): InterestCharge {
  return documentOfItem<InterestCharge>(item);
}

export async function readInterest(table: Table, tenant: TenantId, id: string): Promise<InterestCharge | undefined> {
  const item = await table.get(entityKey(tenant, 'INTEREST-CHARGE', id));
  return item === undefined ? undefined : interestOfItem(item);
}

/** Writes an interest charge, or its reversal, if it is unchanged since it was read. */
export function interestWrite(tenant: TenantId, charge: InterestCharge): Write<Versioned> {
  const { id, version, claimId, charged } = charge;
  const index = claimInterestIndex(tenant, claimId, charged.at, id);
  const put = entityItem(entityKey(tenant, 'INTEREST-CHARGE', id), 'interest-charge', charge, index);
  return { put, ...nextVersion(version) };
}
