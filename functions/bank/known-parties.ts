import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { unassignedEntity } from '../../shared/domain/ledger/entry.ts';
import type { FieldError } from '../../shared/domain/result.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import type { Table } from '../../shared/store/table.ts';

/** An entity or payer that a request names, with its place in the request. */
interface Named {
  readonly pointer: string;
  readonly kind: 'LEGAL-ENTITY' | 'PAYER';
  readonly id: string | undefined;
}

const words = {
  'LEGAL-ENTITY': 'no such legal entity here',
  PAYER: 'no such payer here',
} as const;

/** Reports legal entities and payers that the office does not have. Receipts for an unknown entity are `unassigned`. */
export async function partyFaults(table: Table, tenant: TenantId, named: readonly Named[]): Promise<FieldError[]> {
  const asked = named.flatMap(({ id, ...rest }) =>
    id === undefined || id === unassignedEntity ? [] : [{ id, ...rest }],
  );
  const found = await table.batchGet(asked.map(({ kind, id }) => entityKey(tenant, kind, id)));
  return asked.flatMap(({ pointer, kind }, index) =>
    found[index] === undefined ? [{ pointer, detail: words[kind] }] : [],
  );
}
