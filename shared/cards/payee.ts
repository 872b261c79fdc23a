import type { BillingSettings } from '../domain/billing-settings/billing-settings.ts';
import type { CardConnection } from '../domain/card/connection.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { readDocuments } from '../store/entity-items.ts';
import type { Table } from '../store/table.ts';

/** The payee's name on pages and notices: the sender of statements, or else the legal entity. */
export async function readPayee(
  table: Table,
  tenant: TenantId,
  { settings, connection }: { readonly settings: BillingSettings; readonly connection: CardConnection },
): Promise<string> {
  const { sender } = settings.statements;
  if (sender !== undefined) return sender.name;
  const { entityId } = connection;
  const entity = (await readDocuments<{ readonly name: string }>(table, tenant, 'LEGAL-ENTITY', [entityId])).get(
    entityId,
  );
  return entity?.name ?? connection.name;
}
