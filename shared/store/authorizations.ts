import type { Authorization } from '../domain/authorization/authorization.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { authorizationKey } from './keys/practice.ts';
import type { Item, Table, Write } from './table.ts';

export function authorizationOfItem(item: Item): Authorization {
  return documentOfItem<Authorization>(item);
}

/** Prior authorisations are stored with their patient, so that the query that reads the patient reads them, too. */
function authorizationItem(tenant: TenantId, authorization: Authorization): Item {
  return entityItem(
    authorizationKey(tenant, authorization.patientId, authorization.id),
    'authorization',
    authorization,
  );
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

export function newAuthorizationWrite(tenant: TenantId, authorization: Authorization): Write<never> {
  return { put: authorizationItem(tenant, authorization), condition: { absent: true } };
}

/** Replaces an authorisation, if it is unchanged since it was read. */
export function authorizationWrite<Failure>(
  tenant: TenantId,
  before: Authorization,
  after: Authorization,
  orElse?: Failure,
): Write<Failure> {
  return {
    put: authorizationItem(tenant, { ...after, version: before.version + 1 }),
    condition: { equals: { version: before.version } },
    ...(orElse === undefined ? {} : { orElse }),
  };
}
