import type { TenantId } from '../domain/identity/ids.ts';
import { type Cents, zeroCents } from '../domain/money/cents.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { readBillingSettings } from '../store/billing-settings.ts';
import { owingAccount } from '../store/owing-account.ts';
import type { Table } from '../store/table.ts';
import { askedAccounts } from './asked-accounts.ts';

/**
 * The amount, in cents, that a statement made today would ask an account to pay; zero for an account that does not
 * exist.
 */
export async function dueNow(table: Table, tenant: TenantId, accountId: string, today: LocalDate): Promise<Cents> {
  const [{ statements: settings }, owing] = await Promise.all([
    readBillingSettings(table, tenant),
    owingAccount(table, tenant, accountId),
  ]);
  const asked = owing && (await askedAccounts({ table, tenant, settings, today }, [owing]));
  return asked?.get(accountId)?.balance.dueCents ?? zeroCents;
}
