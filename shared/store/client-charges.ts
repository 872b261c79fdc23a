import type { ClientCharge } from '../domain/account/client-charge.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { clientChargeKey, clientChargePrefix } from './keys/account.ts';
import type { Item, Table, Write } from './table.ts';

export function clientChargeOfItem(item: Item): ClientCharge {
  return documentOfItem<ClientCharge>(item);
}

export async function readClientCharge(
  table: Table,
  tenant: TenantId,
  accountId: string,
  chargeId: string,
): Promise<ClientCharge | undefined> {
  const item = await table.get(clientChargeKey(tenant, accountId, chargeId));
  return item === undefined ? undefined : clientChargeOfItem(item);
}

/** All charges of an employer or a facility. */
export async function readClientCharges(table: Table, tenant: TenantId, accountId: string): Promise<ClientCharge[]> {
  const { pk } = clientChargeKey(tenant, accountId, '');
  return (await table.queryAll({ partition: pk, prefix: clientChargePrefix })).map(clientChargeOfItem);
}

/** Writes a charge, or its next version, if nobody has written it since it was read. */
export function clientChargeWrite(
  tenant: TenantId,
  charge: ClientCharge,
): Write<{ readonly kind: 'charge-taken-back' }> {
  const { id, accountId, version } = charge;
  return {
    put: entityItem(clientChargeKey(tenant, accountId, id), 'client-charge', charge),
    condition: version === 1 ? { absent: true } : { equals: { version: version - 1 } },
    orElse: { kind: 'charge-taken-back' },
  };
}
