import type { Account } from '../../shared/domain/account/account.ts';
import { type EstateFacts, holdMeaning, withEstate, withHold, withoutHold } from '../../shared/domain/account/hold.ts';
import type { ClaimId, TenantId } from '../../shared/domain/identity/ids.ts';
import { type FieldError, fail, invalid, ok } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { accountWrite, readAccount } from '../../shared/store/accounts.ts';
import type { AuditFact } from '../../shared/store/change.ts';
import { readBalancesById } from '../../shared/store/claims.ts';
import { deadlinesEnded } from '../../shared/store/deadline-alarms.ts';
import type { Table } from '../../shared/store/table.ts';
import type { AccountsOperations, AccountsRequest } from './context.ts';
import { accountView } from './views.ts';

export const holdOperations: AccountsOperations<'holdAccount' | 'endAccountHold' | 'describeEstate'> = {
  holdAccount: async (request, { table }) => {
    const before = await readAccount(table, request.principal.tenantId, request.params.accountId);
    if (before === undefined) return fail({ kind: 'not-found' });
    const { reason, ...hold } = request.body;
    const today = await request.today();
    if (hold.until !== undefined && hold.until < today) {
      return invalid('/until', 'has passed');
    }
    if (hold.bankruptcy !== undefined && hold.bankruptcy.filedOn > today) {
      const errors = [{ pointer: '/bankruptcy/filedOn', detail: 'is in the future' }];
      return fail({ kind: 'request-invalid', errors });
    }
    const wrong = wrongEstate(hold.estate, today);
    if (wrong !== undefined) return wrong;
    if (holdMeaning(hold.kind).isOfPlacement) return fail({ kind: 'hold-of-placement' });
    const foreign = await foreignClaims(table, request.principal.tenantId, before, hold.claimIds ?? []);
    if (foreign.length > 0) return fail({ kind: 'request-invalid', errors: foreign });
    const holds = withHold(before.holds, hold, { reason, by: request.principal.subject, at: request.at, today });
    if (!holds.ok) return fail({ kind: holds.failure });
    const facts = { number: holds.value.at(-1)?.number ?? 0, kind: hold.kind };
    return held(
      request,
      { ...before, holds: holds.value },
      { action: 'account-hold-opened', entityId: before.id, facts },
    );
  },

  endAccountHold: async (request, { table }) => {
    const before = await readAccount(table, request.principal.tenantId, request.params.accountId);
    if (before === undefined) return fail({ kind: 'not-found' });
    const { reason } = request.body;
    const number = Number(request.params.number);
    const hold = before.holds.find((each) => each.number === number);
    const kind = hold?.kind;
    if (hold?.estimateId !== undefined && hold.ended === undefined) return fail({ kind: 'hold-of-estimate' });
    if (kind === 'agency') return fail({ kind: 'hold-of-placement' });
    const isManager = request.principal.roles.includes('manager');
    if (kind !== undefined && holdMeaning(kind).isEndedByManager && !isManager) {
      return fail({ kind: 'hold-needs-manager' });
    }
    const act = { reason, by: request.principal.subject, at: request.at, today: await request.today() };
    const holds = number > 0 ? withoutHold(before.holds, number, act) : fail('hold-not-open' as const);
    if (!holds.ok) return fail({ kind: holds.failure });
    const audit = { action: 'account-hold-ended', entityId: before.id, facts: { number } } as const;
    return held(request, { ...before, holds: holds.value }, audit);
  },

  describeEstate: async (request, { table }) => {
    const before = await readAccount(table, request.principal.tenantId, request.params.accountId);
    if (before === undefined) return fail({ kind: 'not-found' });
    const { estate } = request.body;
    const today = await request.today();
    const wrong = wrongEstate(estate, today);
    if (wrong !== undefined) return wrong;
    const number = Number(request.params.number);
    const holds = withEstate(before.holds, number, estate, today);
    if (!holds.ok) return fail({ kind: holds.failure });
    const audit = { action: 'account-estate-described', entityId: before.id, facts: { number } } as const;
    return held(request, { ...before, holds: holds.value }, audit);
  },
};

/** The named claims that are not of the account's patients: a hold would not hold them. */
async function foreignClaims(
  table: Table,
  tenant: TenantId,
  { memberIds }: Account,
  claimIds: readonly string[],
): Promise<readonly FieldError[]> {
  const balances = await readBalancesById(table, tenant, claimIds);
  const isOwn = (claimId: string) => memberIds.includes(balances.get(claimId as ClaimId)?.patientId ?? '');
  return claimIds.flatMap((claimId, place) =>
    isOwn(claimId) ? [] : [{ pointer: `/claimIds/${place}`, detail: 'no claim of a patient of this account' }],
  );
}

/** A claim against an estate cannot have been filed in the future. */
function wrongEstate(estate: EstateFacts | undefined, today: LocalDate) {
  if (estate?.filedOn === undefined || estate.filedOn <= today) return undefined;
  const errors = [{ pointer: '/estate/filedOn', detail: 'is in the future' }];
  return fail({ kind: 'request-invalid' as const, errors });
}

async function held(
  request: Pick<AccountsRequest<'holdAccount'>, 'principal' | 'today' | 'at'>,
  account: Account,
  audit: AuditFact,
) {
  const after = { ...account, version: account.version + 1 };
  return ok({
    body: accountView(after, await request.today()),
    version: after.version,
    writes: [accountWrite(request.principal.tenantId, after)],
    // A deadline of the estate may have passed by now.
    due: after.holds.some(({ estate }) => estate !== undefined)
      ? [deadlinesEnded(request.principal.tenantId, request.at)]
      : [],
    audit,
  });
}
