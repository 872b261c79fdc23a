import type { TenantId } from '../domain/identity/ids.ts';
import type { Cents } from '../domain/money/cents.ts';
import { owedOf, type PaymentPlan } from '../domain/payment-plan/plan.ts';
import { readBalances } from './claims.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { accountPlanKey, paymentPlanIndex } from './keys/account.ts';
import { entityKey } from './keys/entity.ts';
import type { Item, Table, Write } from './table.ts';

/** Payment plans, and which one is an account's latest. An account has only one running plan at a time. */

export async function readPaymentPlan(
  table: Table,
  tenant: TenantId,
  planId: string,
): Promise<PaymentPlan | undefined> {
  const item = await table.get(entityKey(tenant, 'PAYMENT-PLAN', planId));
  return item === undefined ? undefined : paymentPlanOfItem(item);
}

export function paymentPlanOfItem(item: Item): PaymentPlan {
  return documentOfItem<PaymentPlan>(item);
}

/** The latest plan of an account, whether running or over. */
export async function latestPlanOf(
  table: Table,
  tenant: TenantId,
  accountId: string,
): Promise<PaymentPlan | undefined> {
  const row = await table.get(accountPlanKey(tenant, accountId));
  return row === undefined ? undefined : readPaymentPlan(table, tenant, String(row.planId));
}

/** The latest plans of accounts, by account; none for an account that never had one. */
export async function latestPlansOf(
  table: Table,
  tenant: TenantId,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, PaymentPlan>> {
  const rows = await table.batchGet(accountIds.map((id) => accountPlanKey(tenant, id)));
  const planIds = rows.flatMap((row) => (row === undefined ? [] : [String(row.planId)]));
  const items = await table.batchGet(planIds.map((id) => entityKey(tenant, 'PAYMENT-PLAN', id)));
  const plans = items.flatMap((item) => (item === undefined ? [] : [paymentPlanOfItem(item)]));
  return new Map(plans.map((plan) => [plan.accountId, plan]));
}

/** Writes a new version of a plan, if nobody has written it since it was read. */
export function paymentPlanWrite(tenant: TenantId, plan: PaymentPlan): Write<{ readonly kind: 'version-changed' }> {
  const { id, version } = plan;
  return {
    put: entityItem(entityKey(tenant, 'PAYMENT-PLAN', id), 'payment-plan', plan, paymentPlanIndex(tenant, plan)),
    condition: version === 1 ? { absent: true } : { equals: { version: version - 1 } },
    orElse: { kind: 'version-changed' },
  };
}

/**
 * Makes a plan its account's latest, if the account's latest plan is still the one that was read. So two people cannot
 * agree two plans at the same time.
 */
export function accountPlanWrite(
  tenant: TenantId,
  { id, accountId }: PaymentPlan,
  before: PaymentPlan | undefined,
): Write<{ readonly kind: 'write-conflict' }> {
  return {
    put: { ...accountPlanKey(tenant, accountId), type: 'account-plan', schemaVersion: 1, planId: id },
    condition: before === undefined ? { absent: true } : { equals: { planId: before.id } },
    orElse: { kind: 'write-conflict' },
  };
}

/** Reads the current balance of a plan's claims. */
export async function owedOfPlan(
  table: Table,
  tenant: TenantId,
  { claimIds }: Pick<PaymentPlan, 'claimIds'>,
): Promise<Cents> {
  const balances = await readBalances(table, tenant, claimIds);
  return owedOf(balances.filter((balance) => balance !== undefined));
}
