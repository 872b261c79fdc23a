import type { Account } from '../../shared/domain/account/account.ts';
import { accountBalance } from '../../shared/domain/account/account-balance.ts';
import { clientCents } from '../../shared/domain/account/client-balance.ts';
import { openCharges } from '../../shared/domain/account/client-charge.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { zeroCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import { readPromptPayOffers } from '../../shared/posting/prompt-pay.ts';
import { readAccount, readClientBalance, readUnappliedCents } from '../../shared/store/accounts.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { readClientCharges } from '../../shared/store/client-charges.ts';
import { patientClaims, readBooked } from '../../shared/store/patient-claims.ts';
import type { Table } from '../../shared/store/table.ts';
import type { accountsApi } from './api.ts';
import type { AccountsOperations } from './context.ts';

type BalanceView = AnswerOf<(typeof accountsApi)['getAccountBalance']>;

export const balanceOperations: AccountsOperations<'getAccountBalance'> = {
  getAccountBalance: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { accountId } = request.params;
    const account = await readAccount(table, tenantId, accountId);
    if (account === undefined) return fail({ kind: 'not-found' });
    const today = await request.today();
    const [claims, unappliedCents, client] = await Promise.all([
      openClaims(table, tenantId, account),
      readUnappliedCents(table, tenantId, accountId),
      owedByClient(table, tenantId, account),
    ]);
    const booked = await readBooked(table, tenantId, claims);
    const { discounts } = await readBillingSettings(table, tenantId);
    const offers = await readPromptPayOffers(table, tenantId, claims, { settings: discounts, today });
    const balance = accountBalance(account, booked, { unappliedCents, ...client }, today);
    // The stored value is shown as it is; the cast only drops `readonly`.
    const standing = balance.claims.map((claim) => ({
      ...claim,
      ...present({ promptPay: offers.get(claim.claimId) }),
    }));
    const body = { accountId, asOf: today, ...balance, claims: standing } as unknown as BalanceView;
    return ok({ body, writes: [], audit: { action: 'account-read', entityId: accountId } });
  },
};

/** The claims of an account's patients with a balance at a patient or a payer. */
async function openClaims(table: Table, tenant: TenantId, { memberIds }: Account): Promise<ClaimBalance[]> {
  const claims = await Promise.all(memberIds.map((patientId) => patientClaims(table, tenant, patientId)));
  return claims
    .flat()
    .filter(({ patientCents, payers }) => patientCents !== 0 || payers.some((share) => share.receivableCents !== 0));
}

/** Charges on the account that belong to no claim: those to an employer or a facility, and fees for returned checks. */
async function owedByClient(table: Table, tenant: TenantId, account: Account) {
  const balance = await readClientBalance(table, tenant, account.id);
  if (balance.version === 0) return { clientCents: zeroCents, open: [] };
  const charges = await readClientCharges(table, tenant, account.id);
  const owed = clientCents(balance);
  const open = openCharges(charges, owed).map(({ charge, cents }) => ({ since: charge.postedOn, cents }));
  return { clientCents: owed, open };
}
