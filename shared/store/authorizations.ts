import { type Authorization, isWaiting } from '../domain/authorization/authorization.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { present } from '../domain/present.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { entityKey } from './keys/entity.ts';
import {
  authorizationIndex,
  authorizationKey,
  authorizationPrefix,
  waitingAuthorizationIndex,
} from './keys/practice.ts';
import type { Key } from './keys/table.ts';
import type { Item, Table, Write } from './table.ts';

export function authorizationOfItem(item: Item): Authorization {
  return documentOfItem<Authorization>(item);
}

/** The authorisations of a patient. */
export async function readPatientAuthorizations(
  table: Table,
  tenant: TenantId,
  patientId: string,
): Promise<readonly Authorization[]> {
  const { pk } = authorizationKey(tenant, patientId, '');
  return (await table.queryAll({ partition: pk, prefix: authorizationPrefix })).map(authorizationOfItem);
}

/** Prior authorisations are stored with their patient, so that the query that reads the patient reads them, too. */
function authorizationItem(tenant: TenantId, authorization: Authorization): Item {
  const { id, patientId, from } = authorization;
  const waiting = isWaiting(authorization) ? waitingAuthorizationIndex(tenant, from, id) : {};
  const index = { ...waiting, ...authorizationIndex(tenant, id) };
  return entityItem(authorizationKey(tenant, patientId, id), 'authorization', { ...authorization, ...index });
}

export async function readAuthorization(
  table: Table,
  tenant: TenantId,
  patientId: string,
  id: string,
): Promise<Authorization | undefined> {
  const item = await table.get(authorizationKey(tenant, patientId, id));
  return item === undefined ? undefined : authorizationOfItem(item);
}

/** The key of an authorisation by its id alone; undefined when there is none. */
export async function findAuthorizationKey(table: Table, tenant: TenantId, id: string): Promise<Key | undefined> {
  const { g2pk: partition } = authorizationIndex(tenant, id);
  const { items } = await table.query({ partition, index: 'second', limit: 1 });
  const [row] = items;
  return row === undefined ? undefined : { pk: row.pk, sk: row.sk };
}

/** Records an authorisation. */
export function newAuthorizationWrites(tenant: TenantId, authorization: Authorization): readonly Write<never>[] {
  const put = { put: authorizationItem(tenant, authorization), condition: { absent: true } } as const;
  return [put, ...raisedWrites(tenant, authorization)];
}

/** Replaces an authorisation, if it is unchanged since it was read. */
export function authorizationWrites<Failure>(
  tenant: TenantId,
  before: Authorization,
  after: Authorization,
  orElse?: Failure,
): readonly Write<Failure>[] {
  const put = {
    put: authorizationItem(tenant, { ...after, version: before.version + 1 }),
    condition: { equals: { version: before.version } },
    ...present({ orElse }),
  };
  return [put, ...raisedWrites(tenant, after, before)];
}

/**
 * Counts a change to the authorisations that claims may name: claims that wait to be sent are assembled again. One
 * without a number is in no claim.
 */
function raisedWrites(tenant: TenantId, after: Authorization, before = after): Write<never>[] {
  if (before.number === undefined && after.number === undefined) return [];
  const patient = entityKey(tenant, 'PATIENT', after.patientId);
  return [{ update: patient, add: { authorizationRevision: 1 }, condition: { exists: true } }];
}
