import type { TenantId } from '../domain/identity/ids.ts';
import { type Cents, subtractCents, zeroCents } from '../domain/money/cents.ts';
import { documentOfItem } from './entity-items.ts';
import { agencyFeesKey, agencyFeesPrefix } from './keys/collection.ts';
import type { Table, Write } from './table.ts';

/*
 * The office's debt to each agency that remits the full amount. The ledger has this debt by legal entity. Here it is by
 * agency as well, in one number that every booking changes. So two simultaneous checks cannot pay more than is owed,
 * and a check to one agency cannot pay another agency's fees.
 */

/** A legal entity's debt to an agency; negative when more fees were returned than claimed. */
export interface AgencyFees {
  readonly agencyId: string;
  readonly entityId: string;
  readonly owedCents: Cents;
}

type Parties = Pick<AgencyFees, 'agencyId' | 'entityId'>;

export async function readFeesOwed(table: Table, tenant: TenantId, { agencyId, entityId }: Parties): Promise<Cents> {
  const item = await table.get(agencyFeesKey(tenant, agencyId, entityId));
  return item === undefined ? zeroCents : documentOfItem<AgencyFees>(item).owedCents;
}

/** Each legal entity's debt to an agency. */
export async function readFeesOfAgency(table: Table, tenant: TenantId, agencyId: string): Promise<AgencyFees[]> {
  const { pk: partition } = agencyFeesKey(tenant, agencyId, '');
  const items = await table.queryAll({ partition, prefix: agencyFeesPrefix });
  return items.map((item) => documentOfItem<AgencyFees>(item));
}

/** An agency claims a fee, or (negative) returns one. */
export function feeClaimedWrite(tenant: TenantId, { agencyId, entityId }: Parties, owedCents: Cents): Write<never> {
  const set = { type: 'agency-fees', schemaVersion: 1, agencyId, entityId };
  return { update: agencyFeesKey(tenant, agencyId, entityId), set, add: { owedCents } };
}

/** Pays fees, if the debt is unchanged since it was read. */
export function feesPaidWrite(
  tenant: TenantId,
  { agencyId, entityId, owedCents }: AgencyFees,
  paid: Cents,
): Write<{ readonly kind: 'write-conflict' }> {
  return {
    update: agencyFeesKey(tenant, agencyId, entityId),
    set: { owedCents: subtractCents(owedCents, paid) },
    condition: { equals: { owedCents: owedCents } },
    orElse: { kind: 'write-conflict' },
  };
}
