import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { LegalEntity, Provider, TaxId } from '../../shared/domain/practice/practice.ts';
import { fail, invariant, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { listPage } from '../../shared/runtime/api/list-page.ts';
import { documentOfItem, entityItem, pointerWrites, readDocuments } from '../../shared/store/entity-items.ts';
import { entityKey, listIndex, listPartition } from '../../shared/store/keys/entity.ts';
import { payeeIdentityKey } from '../../shared/store/keys/practice.ts';
import type { Item, Table, Write } from '../../shared/store/table.ts';
import type { LegalEntityView } from './api.ts';
import type { PracticeOperations } from './context.ts';

export type StoredLegalEntity = LegalEntity & { readonly version: number };

/** At most this many providers fit into the one transaction of a correction. */
const correctedProviders = 90;

export const legalEntityOperations: PracticeOperations<'listLegalEntities' | 'getLegalEntity' | 'correctLegalEntity'> =
  {
    listLegalEntities: async (request, { table }) => {
      const partitions = [listPartition(request.principal.tenantId, 'LEGAL-ENTITY')];
      const query = { partitions, index: true, limit: request.query.limit } as const;
      const page = await listPage(request, table, query, (item) => viewOf(documentOfItem<StoredLegalEntity>(item)));
      return page.ok ? ok({ body: page.value }) : page;
    },

    getLegalEntity: async (request, { table }) => {
      const found = await readLegalEntity(table, request.principal.tenantId, request.params.legalEntityId);
      return found === undefined ? fail({ kind: 'not-found' }) : ok({ body: viewOf(found), version: found.version });
    },

    correctLegalEntity: async (request, { table }) => {
      const { tenantId } = request.principal;
      const before = await readLegalEntity(table, tenantId, request.params.legalEntityId);
      if (before === undefined) return fail({ kind: 'not-found' });
      if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
      const after = { ...before, ...request.body, version: before.version + 1 };
      const followed = await providersFollow(table, tenantId, before, after.taxId);
      if (!followed.ok) return followed;
      return ok({
        body: viewOf(after),
        version: after.version,
        writes: [
          { ...legalEntityWrite(tenantId, after), orElse: { kind: 'version-changed' } },
          ...pointerWrites<Failure>(before.id, [taxIdRow(tenantId, before.taxId)], [taxIdRow(tenantId, after.taxId)], {
            kind: 'tax-id-taken',
          }),
          ...followed.value,
        ],
        audit: { action: 'legal-entity-corrected', entityId: before.id, facts: { version: after.version } },
      });
    },
  };

/** The API's view, with its own order of fields. */
function viewOf({ id, version, name, taxId, billingProviderIds }: StoredLegalEntity): LegalEntityView {
  return { id, version, name, taxId, billingProviderIds: [...billingProviderIds] };
}

/** The row by which remittances, and other providers with the same tax id, find the legal entity. */
export function taxIdRow(tenantId: TenantId, { value }: TaxId) {
  return { key: payeeIdentityKey(tenantId, 'tax-id', value), type: 'payee-identity', attribute: 'entityId' } as const;
}

export async function readLegalEntity(
  table: Table,
  tenantId: TenantId,
  id: string,
): Promise<StoredLegalEntity | undefined> {
  const item = await table.get(entityKey(tenantId, 'LEGAL-ENTITY', id));
  return item === undefined ? undefined : documentOfItem<StoredLegalEntity>(item);
}

/** Writes a legal entity: the first version if there is none, otherwise in place of the version before. */
export function legalEntityWrite(tenantId: TenantId, entity: StoredLegalEntity): Write<never> {
  const { id, version } = entity;
  const key = entityKey(tenantId, 'LEGAL-ENTITY', id);
  return {
    put: entityItem(key, 'legal-entity', entity, listIndex(tenantId, 'LEGAL-ENTITY', id)),
    condition: version === 1 ? { absent: true } : { equals: { version: version - 1 } },
  };
}

/** Updates the billing providers of a legal entity to its corrected tax id. */
async function providersFollow(
  table: Table,
  tenantId: TenantId,
  { taxId: before, billingProviderIds }: LegalEntity,
  taxId: TaxId,
): Promise<Result<Write<Failure>[], Failure>> {
  if (before.value === taxId.value && before.kind === taxId.kind) return ok([]);
  if (billingProviderIds.length > correctedProviders) return fail({ kind: 'billing-providers-too-many' });
  const providers = await readDocuments<Provider & { readonly version: number }>(
    table,
    tenantId,
    'PROVIDER',
    billingProviderIds,
  );
  return ok(
    [...providers.values()].map((provider): Write<Failure> => {
      const { id, version, billing } = provider;
      invariant(billing !== undefined, 'a legal entity lists those who bill');
      const next = { ...provider, billing: { ...billing, taxId }, version: version + 1 };
      const put: Item = entityItem(
        entityKey(tenantId, 'PROVIDER', id),
        'provider',
        next,
        listIndex(tenantId, 'PROVIDER', id),
      );
      return { put, condition: { equals: { version } }, orElse: { kind: 'write-conflict' } };
    }),
  );
}
