import type { TenantId } from '../domain/identity/ids.ts';
import { zeroCents } from '../domain/money/cents.ts';
import { type OwingAccount, patientOwed, readAccount } from './accounts.ts';
import type { Table } from './table.ts';

/** One account of patients with all that is owed of it, or is a credit; undefined when it is not on record. */
export async function owingAccount(
  table: Table,
  tenant: TenantId,
  accountId: string,
): Promise<OwingAccount | undefined> {
  const account = await readAccount(table, tenant, accountId);
  if (account === undefined) return undefined;
  const claims = await Promise.all(account.memberIds.map((patientId) => patientOwed(table, tenant, patientId)));
  return { accountId, claims: claims.flat(), clientCents: zeroCents };
}
