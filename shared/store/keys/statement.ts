import type { TenantId } from '../../domain/identity/ids.ts';
import type { Instant } from '../../domain/time/local-date.ts';
import { collection, type IndexKey, type Key } from './table.ts';

/** Statements and invoices, and the results of runs. */

/** The statements of an account, in the first index, by the time they were made. */
export function accountStatementsIndex(tenant: TenantId, accountId: string, at: Instant, id: string): IndexKey {
  return { g1pk: accountStatementsPartition(tenant, accountId), g1sk: `${at}#${id}` };
}

export function accountStatementsPartition(tenant: TenantId, accountId: string): string {
  return collection(tenant, 'ACCOUNT-STATEMENTS', accountId);
}

/** The latest statement of an account: one item. */
export function lastStatementKey(tenant: TenantId, accountId: string): Key {
  return { pk: collection(tenant, 'ACCOUNT', accountId), sk: 'LAST-STATEMENT' };
}

/** The dates of birth that were tried to open statements of an account: one item. */
export function dateTriesKey(tenant: TenantId, accountId: string): Key {
  return { pk: collection(tenant, 'ACCOUNT', accountId), sk: 'DATE-TRIES' };
}

export const runSlicePrefix = 'SLICE#';

/** A run's results for some accounts; numbered from 1. */
export function runSliceKey(tenant: TenantId, runId: string, number: number): Key {
  return { pk: collection(tenant, 'STATEMENT-RUN', runId), sk: `${runSlicePrefix}${String(number).padStart(6, '0')}` };
}

/** The invoices of an account, in the first index, by number. */
export function accountInvoicesIndex(tenant: TenantId, accountId: string, number: string): IndexKey {
  return { g1pk: accountInvoicesPartition(tenant, accountId), g1sk: number };
}

export function accountInvoicesPartition(tenant: TenantId, accountId: string): string {
  return collection(tenant, 'ACCOUNT-INVOICES', accountId);
}

/** Records that a charge is on an invoice, which happens once. */
export function invoicedChargeKey(tenant: TenantId, accountId: string, chargeId: string): Key {
  return { pk: collection(tenant, 'ACCOUNT', accountId), sk: `INVOICED#${chargeId}` };
}
