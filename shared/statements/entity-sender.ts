import type { StatementSettings } from '../domain/billing-settings/statements.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { LegalEntity, Provider } from '../domain/practice/practice.ts';
import { senderOfProvider } from '../domain/statement/sender.ts';
import type { StatementContent } from '../domain/statement/statement.ts';
import { readDocuments } from '../store/entity-items.ts';
import type { Table } from '../store/table.ts';

/**
 * The sender of letters to patients for a legal entity: as the office set it, or its first billing provider under the
 * entity's name.
 */
export async function senderOfEntity(
  table: Table,
  tenant: TenantId,
  { sender }: StatementSettings,
  entityId: string,
): Promise<StatementContent['sender']> {
  if (sender !== undefined) return sender;
  const entity = (await readDocuments<LegalEntity>(table, tenant, 'LEGAL-ENTITY', [entityId])).get(entityId);
  const [providerId] = entity?.billingProviderIds ?? [];
  if (entity === undefined || providerId === undefined) return { name: entity?.name ?? '' };
  const providers = await readDocuments<Provider>(table, tenant, 'PROVIDER', [providerId]);
  return { ...senderOfProvider(providers.get(providerId)), name: entity.name };
}
