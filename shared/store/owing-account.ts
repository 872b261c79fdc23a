import { clientCents } from '../domain/account/client-balance.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { type OwingAccount, patientOwed, readAccount, readClientBalance } from './accounts.ts';
import type { Table } from './table.ts';

/** A patients' account with all of its balances and credits; undefined when the account does not exist. */
export async function owingAccount(
  table: Table,
  tenant: TenantId,
  accountId: string,
): Promise<OwingAccount | undefined> {
  const account = await readAccount(table, tenant, accountId);
  if (account === undefined) return undefined;
  const claims = await Promise.all(account.memberIds.map((patientId) => patientOwed(table, tenant, patientId)));
  const balance = await readClientBalance(table, tenant, accountId);
  return { accountId, claims: claims.flat(), clientCents: clientCents(balance) };
}
