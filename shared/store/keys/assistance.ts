import type { TenantId } from '../../domain/identity/ids.ts';
import { monthPartition } from './entity.ts';
import { collection, type IndexKey, type SecondIndexKey } from './table.ts';

interface Placed {
  readonly id: string;
  readonly accountId: string;
  readonly state: string;
  readonly entered: { readonly at: string };
}

/** Applications for financial assistance that nobody has decided, and the others by the month in which they were entered. */
export function assistanceIndex(tenant: TenantId, { id, state, entered }: Omit<Placed, 'accountId'>): IndexKey {
  const g1pk =
    state === 'open' ? openAssistancePartition(tenant) : monthPartition(tenant, 'ASSISTANCE', entered.at.slice(0, 7));
  return { g1pk, g1sk: `${entered.at}#${id}` };
}

export function openAssistancePartition(tenant: TenantId): string {
  return `${tenant}#OPEN-ASSISTANCE`;
}

/** The applications of an account, in the second index, in the order in which they were entered. */
export function accountAssistanceIndex(
  tenant: TenantId,
  { id, accountId, entered }: Omit<Placed, 'state'>,
): SecondIndexKey {
  return { g2pk: accountAssistancePartition(tenant, accountId), g2sk: `${entered.at}#${id}` };
}

export function accountAssistancePartition(tenant: TenantId, accountId: string): string {
  return collection(tenant, 'ACCOUNT-ASSISTANCE', accountId);
}
