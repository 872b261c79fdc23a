import { type Account, accountIdOf } from '../../shared/domain/account/account.ts';
import { isId, parseClaimId, type TenantId } from '../../shared/domain/identity/ids.ts';
import { readAccount } from '../../shared/store/accounts.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { idOfExternalId, readDocuments } from '../../shared/store/entity-items.ts';
import { readInvoice } from '../../shared/store/invoices.ts';
import type { StoredPatient } from '../../shared/store/patients.ts';
import { readStatement } from '../../shared/store/statements.ts';
import type { Table } from '../../shared/store/table.ts';

/** The account to which the coupon assigns a check, and the claims that the coupon names, which are paid first. */
export interface Whose {
  readonly account: Account;
  readonly first: readonly string[];
}

/**
 * Finds the account that a check pays, by the id of an account, a statement, an invoice (or its number), a claim or a
 * patient, in upper or lower case. If the coupon names two accounts, the check is unidentified, for a person to look
 * at.
 */
export async function whoseCheck(
  table: Table,
  tenant: TenantId,
  references: readonly string[],
): Promise<Whose | undefined> {
  const named = await Promise.all(references.map((text) => accountIdOfReference(table, tenant, text)));
  const accountIds = new Set(named.flatMap((each) => each?.accountId ?? []));
  const [accountId, another] = accountIds;
  if (accountId === undefined || another !== undefined) return undefined;
  const account = await readAccount(table, tenant, accountId);
  return account && { account, first: named.flatMap((each) => each?.claimId ?? []) };
}

async function accountIdOfReference(
  table: Table,
  tenant: TenantId,
  text: string,
): Promise<{ readonly accountId: string; readonly claimId?: string } | undefined> {
  const number = text.toUpperCase();
  const id = number.replace(/^([A-Z]{3})_/, (prefix) => prefix.toLowerCase());
  const of = (accountId: string | undefined) => (accountId === undefined ? undefined : { accountId });
  if (isId('account', id)) return of((await readAccount(table, tenant, id))?.id);
  if (isId('statement', id)) return of((await readStatement(table, tenant, id))?.statement.accountId);
  if (isId('invoice', id)) return of((await readInvoice(table, tenant, id))?.accountId);
  if (isId('patient', id)) return of(await accountIdOfPatient(table, tenant, id));
  if (/^INV-\d+$/.test(number)) {
    const invoiceId = await idOfExternalId(table, tenant, 'INVOICE', number);
    return of(invoiceId === undefined ? undefined : (await readInvoice(table, tenant, invoiceId))?.accountId);
  }
  if (!parseClaimId(number).ok) return undefined;
  const [claim] = await readBalances(table, tenant, [number]);
  const accountId = claim && (await accountIdOfPatient(table, tenant, claim.patientId));
  return claim && accountId !== undefined ? { accountId, claimId: claim.claimId } : undefined;
}

async function accountIdOfPatient(table: Table, tenant: TenantId, patientId: string): Promise<string | undefined> {
  const patient = (await readDocuments<StoredPatient>(table, tenant, 'PATIENT', [patientId])).get(patientId);
  return patient && accountIdOf(patient);
}
