import type { Account } from '../domain/account/account.ts';
import type { BookedClaim } from '../domain/account/account-balance.ts';
import type { SmallBalanceSettings } from '../domain/billing-settings/small-balances.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { owedOf, standingOf } from '../domain/payment-plan/plan.ts';
import type { Result } from '../domain/result.ts';
import { type SmallBalance, type SmallBalanceSkip, smallBalanceOf } from '../domain/small-balance/small-balance.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { type OwingAccount, readAccounts } from '../store/accounts.ts';
import { readBalances } from '../store/claims.ts';
import { readDocuments } from '../store/entity-items.ts';
import { readBooked } from '../store/patient-claims.ts';
import type { StoredPatient } from '../store/patients.ts';
import { readPayerTerms } from '../store/payer-terms.ts';
import { latestPlanOf } from '../store/payment-plans.ts';
import type { Table } from '../store/table.ts';

/** A claim that a small-balance rule covers, with the rule's decision. */
export interface FoundBalance {
  readonly accountId: string;
  readonly claim: BookedClaim;
  readonly found: Result<SmallBalance, SmallBalanceSkip>;
}

/** Finds, in some accounts with balances, the claims that the rule covers. */
export async function findSmallBalances(
  table: Table,
  tenant: TenantId,
  owing: readonly OwingAccount[],
  { settings, today }: { readonly settings: SmallBalanceSettings; readonly today: LocalDate },
): Promise<FoundBalance[]> {
  const most = Math.max(settings.owed.mostCents, settings.credits.mostCents);
  const near = owing
    .map((each) => ({ ...each, claims: each.claims.filter(({ patientCents }) => Math.abs(patientCents) <= most) }))
    .filter(({ claims }) => claims.length > 0);
  if (near.length === 0) return [];
  const claims = near.flatMap((each) => each.claims);
  const payerIds = [...new Set(claims.flatMap(({ payers }) => payers.map(({ payerId }) => payerId)))];
  const [accounts, booked, terms] = await Promise.all([
    readAccounts(
      table,
      tenant,
      near.map(({ accountId }) => accountId),
    ),
    readBooked(table, tenant, claims),
    readPayerTerms(table, tenant, payerIds),
  ]);
  const states = await statesOf(table, tenant, [...accounts.values()]);
  const found: FoundBalance[] = [];
  for (const { accountId, claims: own } of near) {
    const account = accounts.get(accountId);
    if (account === undefined) continue;
    const planned = await plannedClaims(table, tenant, accountId, today);
    for (const { claimId, payers } of own) {
      const claim = booked.find(({ balance }) => balance.claimId === claimId);
      if (claim === undefined) continue;
      const facts = {
        ...{ account, state: states.get(accountId), planned },
        payers: payers.flatMap(({ payerId }) => terms.get(payerId) ?? []),
      };
      const decided = smallBalanceOf(claim, settings, facts, today);
      if (decided !== undefined) found.push({ accountId, claim, found: decided });
    }
  }
  return found;
}

/** The claims that an account's running plan pays. */
async function plannedClaims(
  table: Table,
  tenant: TenantId,
  accountId: string,
  today: LocalDate,
): Promise<ReadonlySet<string>> {
  const plan = await latestPlanOf(table, tenant, accountId);
  if (plan === undefined || plan.ended !== undefined) return new Set();
  const balances = (await readBalances(table, tenant, plan.claimIds)).filter((balance) => balance !== undefined);
  return standingOf(plan, owedOf(balances), today).state === 'completed' ? new Set() : new Set(plan.claimIds);
}

/** The guarantors' states, by account. */
async function statesOf(
  table: Table,
  tenant: TenantId,
  accounts: readonly Account[],
): Promise<ReadonlyMap<string, string>> {
  const ids = accounts.flatMap(({ guarantor }) => (guarantor.kind === 'patient' ? [guarantor.patientId] : []));
  const patients = await readDocuments<StoredPatient>(table, tenant, 'PATIENT', ids);
  return new Map(
    accounts.flatMap(({ id, guarantor }): [string, string][] => {
      const address = guarantor.kind === 'patient' ? patients.get(guarantor.patientId)?.address : guarantor.address;
      return address?.state === undefined ? [] : [[id, address.state]];
    }),
  );
}
