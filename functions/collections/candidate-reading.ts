import { type Account, isClient } from '../../shared/domain/account/account.ts';
import type { BookedClaim } from '../../shared/domain/account/account-balance.ts';
import { owedSince } from '../../shared/domain/account/ageing.ts';
import { beyondLawCents } from '../../shared/domain/account/beyond-law.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { CandidateAccount, CandidateClaim } from '../../shared/domain/collections/conditions.ts';
import { itemize } from '../../shared/domain/collections/itemization.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { negateCents, sumCents } from '../../shared/domain/money/cents.ts';
import { standingOf } from '../../shared/domain/payment-plan/plan.ts';
import type { Addressee } from '../../shared/domain/statement/statement.ts';
import { firstSent } from '../../shared/domain/statement/statement.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { type OwingAccount, readAccounts, readUnappliedCents } from '../../shared/store/accounts.ts';
import { accountStatementsPartition } from '../../shared/store/keys/statement.ts';
import { readBooked } from '../../shared/store/patient-claims.ts';
import { latestPlanOf, owedOfPlan } from '../../shared/store/payment-plans.ts';
import { statementOfItem } from '../../shared/store/statements.ts';
import type { Table } from '../../shared/store/table.ts';
import { readAddressees } from './notices.ts';

/** An account with every fact that decides whether it may be placed. */
export interface ReadCandidate {
  readonly account: Account;
  readonly facts: CandidateAccount;
  readonly addressee: Addressee;
  /** The day of the last statement that was sent. */
  readonly lastStatementOn?: LocalDate | undefined;
  readonly claims: readonly (CandidateClaim & { readonly booked: BookedClaim })[];
}

/** Reads accounts with a balance. Ids without a stored account are left out. */
export async function readCandidates(
  table: Table,
  tenant: TenantId,
  owing: readonly OwingAccount[],
  today: LocalDate,
): Promise<ReadCandidate[]> {
  const accounts = await readAccounts(
    table,
    tenant,
    owing.map(({ accountId }) => accountId),
  );
  const addressees = await readAddressees(table, tenant, [...accounts.values()]);
  const read = owing.map(async ({ accountId, claims }) => {
    const account = accounts.get(accountId);
    const addressee = addressees.get(accountId);
    if (account === undefined || addressee === undefined) return [];
    return [await readOne({ table, tenant, today }, account, claims, addressee)];
  });
  return (await Promise.all(read)).flat();
}

interface Reading {
  readonly table: Table;
  readonly tenant: TenantId;
  readonly today: LocalDate;
}

async function readOne(
  reading: Reading,
  account: Account,
  balances: readonly ClaimBalance[],
  addressee: Addressee,
): Promise<ReadCandidate> {
  const { table, tenant } = reading;
  const [booked, statements, planned, unappliedCents] = await Promise.all([
    readBooked(
      table,
      tenant,
      balances.filter(({ patientCents }) => patientCents > 0),
    ),
    statementDays(table, tenant, account.id),
    plannedClaims(reading, account.id),
    readUnappliedCents(table, tenant, account.id),
  ]);
  const credits = balances.map(({ patientCents }) => patientCents).filter((share) => share < 0);
  const lastStatementOn = statements.at(-1);
  const claims = booked.map((claim) => {
    const since = owedSince(claim.entries, ({ account: of }) => of === 'patient-receivable');
    const own = statements.filter((on) => since !== undefined && on >= since);
    const isRaised = lastStatementOn !== undefined && itemize(claim.entries, lastStatementOn).raisedCents > 0;
    return {
      ...{ balance: claim.balance, booked: claim, owedSince: since, statements: own, isRaised },
      ...{ isPlanned: planned.has(claim.balance.claimId), isBeyondLaw: beyondLawCents(claim) > 0 },
    };
  });
  return {
    ...{ account, addressee, lastStatementOn, claims },
    facts: {
      ...{ account, isClient: isClient(account), hasAddress: addressee.address !== undefined },
      ...{ state: addressee.address?.state, unappliedCents, creditCents: negateCents(sumCents(credits)) },
    },
  };
}

/** The days of statements that were sent and not returned, the earliest first. */
async function statementDays(table: Table, tenant: TenantId, accountId: string): Promise<LocalDate[]> {
  const rows = await table.queryAll({ partition: accountStatementsPartition(tenant, accountId), index: true });
  const items = await table.batchGet(rows.map(({ pk, sk }) => ({ pk, sk })));
  const statements = items.flatMap((item) => (item === undefined ? [] : [statementOfItem(item)]));
  const sent = statements.filter(
    ({ returned, notice }) => returned === undefined && (notice === undefined || firstSent(notice) !== undefined),
  );
  return sent.map(({ statementOn }) => statementOn).sort();
}

/** The claims of the account's payment plan. A plan that is behind is in force until a person ends it. */
async function plannedClaims({ table, tenant, today }: Reading, accountId: string): Promise<ReadonlySet<string>> {
  const plan = await latestPlanOf(table, tenant, accountId);
  if (plan === undefined || plan.ended !== undefined) return new Set();
  const { state } = standingOf(plan, await owedOfPlan(table, tenant, plan), today);
  return new Set(state === 'completed' ? [] : plan.claimIds);
}
