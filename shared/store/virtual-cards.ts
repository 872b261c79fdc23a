import type { InTransit } from '../domain/deposit/deposit.ts';
import type { VirtualCardCharge } from '../domain/deposit/virtual-card.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { subtractCents } from '../domain/money/cents.ts';
import { present } from '../domain/present.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { entityKey, monthIndex } from './keys/entity.ts';
import type { Item, Table, Write } from './table.ts';

export function virtualCardOfItem(item: Item): VirtualCardCharge {
  return documentOfItem<VirtualCardCharge>(item);
}

export async function readVirtualCard(
  table: Table,
  tenant: TenantId,
  id: string,
): Promise<VirtualCardCharge | undefined> {
  const item = await table.get(entityKey(tenant, 'VIRTUAL-CARD-CHARGE', id));
  return item === undefined ? undefined : virtualCardOfItem(item);
}

/** Writes a charge, or its next version, if nobody has written it since it was read. */
export function virtualCardWrite(
  tenant: TenantId,
  charge: VirtualCardCharge,
): Write<{ readonly kind: 'version-changed' }> {
  const { id, version, at } = charge;
  const index = monthIndex(tenant, 'VIRTUAL-CARD-CHARGE', at, id);
  return {
    put: entityItem(entityKey(tenant, 'VIRTUAL-CARD-CHARGE', id), 'virtual-card-charge', charge, index),
    condition: version === 1 ? { absent: true } : { equals: { version: version - 1 } },
    orElse: { kind: 'version-changed' },
  };
}

/** The terminal's payout in transit to the bank; undefined when the fee takes all of it. */
export function inTransitOfCard(charge: VirtualCardCharge): InTransit | undefined {
  const { id, entityId, payerId, payerName, reference, chargedOn, cents, feeCents } = charge;
  const payout = subtractCents(cents, feeCents);
  if (payout === 0) return undefined;
  return {
    ...{ remittanceId: id, entityId, ...present({ payerId }), payerName, traceNumber: reference },
    ...{ method: 'CARD', paidOn: chargedOn, cents: payout },
  };
}
