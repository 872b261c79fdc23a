import type { TenantId } from '../domain/identity/ids.ts';
import type { PartnerTerms, TradingPartner } from '../domain/trading-partner/trading-partner.ts';
import { documentOfItem, type PointerRow } from './entity-items.ts';
import { entityKey } from './keys/entity.ts';
import { partnerOfReceiverKey } from './keys/practice.ts';
import type { Table } from './table.ts';

/** The row that finds a receiver's partner: an office has at most one per receiver. */
export function partnerRows(tenant: TenantId, { receiverId }: Pick<TradingPartner, 'receiverId'>): PointerRow[] {
  return [{ key: partnerOfReceiverKey(tenant, receiverId), type: 'partner-of-receiver', attribute: 'entityId' }];
}

/** The terms agreed with a receiver; undefined without a partner record. */
export async function readPartnerTerms(
  table: Table,
  tenant: TenantId,
  receiverId: string,
): Promise<PartnerTerms | undefined> {
  const row = await table.get(partnerOfReceiverKey(tenant, receiverId));
  const item = row && (await table.get(entityKey(tenant, 'TRADING-PARTNER', row.entityId as string)));
  return item === undefined ? undefined : termsOf(documentOfItem<TradingPartner>(item));
}

function termsOf(partner: TradingPartner & { readonly externalId?: string }): PartnerTerms {
  const { id: _id, version: _version, name: _name, receiverId: _receiver, externalId: _external, ...terms } = partner;
  return terms;
}
