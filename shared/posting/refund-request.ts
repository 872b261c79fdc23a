import { type Account, ownAccountId } from '../domain/account/account.ts';
import { limitFor } from '../domain/billing-settings/limits.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Principal } from '../domain/identity/principal.ts';
import { type Cents, cents } from '../domain/money/cents.ts';
import { personText } from '../domain/practice/name-text.ts';
import type { Payer } from '../domain/practice/practice.ts';
import { present } from '../domain/present.ts';
import { type OwnCredit, ownCredit } from '../domain/refund/own-credit.ts';
import type { Payee, Refund, RefundedCredit } from '../domain/refund/refund.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { accountIdsOfPatients, readAccounts } from '../store/accounts.ts';
import { readBillingSettings } from '../store/billing-settings.ts';
import { readDocuments } from '../store/entity-items.ts';
import { readBooked } from '../store/patient-claims.ts';
import type { StoredPatient } from '../store/patients.ts';
import type { Table } from '../store/table.ts';

/** A refund request. */
export interface AskedRefund {
  readonly id: string;
  readonly of: RefundedCredit;
  readonly accountId?: string | undefined;
  readonly entityId: string;
  readonly cents: Cents;
  readonly reason: string;
  readonly creditSince?: LocalDate | undefined;
}

/** A new refund. Up to the requester's limit it may be sent; above the limit a second person must approve it. */
export async function newRefund(
  table: Table,
  { tenantId, subject, roles }: Principal,
  at: string,
  { id, of, accountId, entityId, cents, reason, creditSince }: AskedRefund,
): Promise<Omit<Refund, 'ledgerEntryId'>> {
  const { limits } = await readBillingSettings(table, tenantId);
  return {
    ...{ id, version: 1, of, entityId, cents },
    ...present({ accountId, creditSince }),
    state: cents <= limitFor(limits.refund, roles) ? 'approved' : 'requested',
    payee: await payeeOf(table, tenantId, of, accountId),
    requested: { by: subject, at, reason },
  };
}

/** The payee of a refund is the owner of the money: the payer, or the account's guarantor. */
async function payeeOf(
  table: Table,
  tenant: TenantId,
  of: RefundedCredit,
  accountId: string | undefined,
): Promise<Payee> {
  if (of.kind === 'payer') return payer(table, tenant, of.payerId);
  if (of.kind === 'cash')
    return of.payerId === undefined ? { name: '', isBusiness: true } : payer(table, tenant, of.payerId);
  return accountPayee(table, tenant, accountId);
}

/** The account to which a claim's patient belongs. */
export async function accountOfClaim(table: Table, tenant: TenantId, { patientId }: ClaimBalance): Promise<string> {
  return (await accountIdsOfPatients(table, tenant, [patientId])).get(patientId) ?? ownAccountId(patientId);
}

/** The account that a claim's credit belongs to, and how much of the credit that account has paid. */
export async function creditOfClaim(table: Table, tenant: TenantId, claim: ClaimBalance): Promise<OwnCredit> {
  const credit = cents(Math.max(0, -claim.patientCents));
  const [booked] = await readBooked(table, tenant, [claim]);
  return ownCredit(booked?.entries ?? [], credit, await accountOfClaim(table, tenant, claim));
}

async function payer(table: Table, tenant: TenantId, payerId: string): Promise<Payee> {
  const found = (await readDocuments<Payer>(table, tenant, 'PAYER', [payerId])).get(payerId);
  return { name: found?.name ?? payerId, isBusiness: true, ...present({ address: found?.address }) };
}

/** The payee for an account's money: its guarantor, at the confidential address where there is one. */
export async function accountPayee(table: Table, tenant: TenantId, accountId: string | undefined): Promise<Payee> {
  // An account without a record gets no check, because the record has the address.
  const payees = await accountPayees(table, tenant, accountId === undefined ? [] : [accountId]);
  return payees.get(accountId ?? '') ?? { name: accountId ?? '' };
}

/** The payees for the money of accounts, by the ids of the accounts. Accounts without a record are left out. */
export async function accountPayees(
  table: Table,
  tenant: TenantId,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, Payee>> {
  const accounts = await readAccounts(table, tenant, accountIds);
  const guarantors = [...accounts.values()].flatMap(({ guarantor: who }) =>
    who.kind === 'patient' ? [who.patientId] : [],
  );
  const patients = await readDocuments<StoredPatient>(table, tenant, 'PATIENT', guarantors);
  return new Map([...accounts].map(([id, account]) => [id, accountsPayee(account, patients)]));
}

function accountsPayee(account: Account, patients: ReadonlyMap<string, StoredPatient>): Payee {
  const { guarantor: who, preferences } = account;
  const confidential = preferences.confidentialAddress;
  if (who.kind === 'person') return { name: personText(who.name), address: confidential ?? who.address };
  if (who.kind !== 'patient') {
    return { name: who.organizationName, address: confidential ?? who.address, isBusiness: true };
  }
  const patient = patients.get(who.patientId);
  if (patient === undefined) return { name: account.id };
  return { name: personText(patient.name), ...present({ address: confidential ?? patient.address }) };
}
