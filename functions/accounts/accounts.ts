import {
  type Account,
  type Guarantor,
  isClient,
  patientOfOwnAccount,
  usualPreferences,
} from '../../shared/domain/account/account.ts';
import type { FieldError } from '../../shared/domain/result.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { accountWrite, readAccount } from '../../shared/store/accounts.ts';
import type { AccountsOperations } from './context.ts';
import { accountView } from './views.ts';

export const accountOperations: AccountsOperations<'createAccount' | 'getAccount' | 'replaceAccount'> = {
  createAccount: async (request) => {
    const { guarantor, preferences = usualPreferences } = request.body;
    const account: Account = {
      ...{ id: request.newId('account'), version: 1, guarantor, preferences },
      ...{ memberIds: [], holds: [] },
    };
    return ok({
      body: accountView(account, await request.today()),
      version: 1,
      writes: [accountWrite(request.principal.tenantId, account)],
      audit: { action: 'account-created', entityId: account.id, facts: { guarantor: guarantor.kind } },
    });
  },

  getAccount: async (request, { table }) => {
    const { accountId } = request.params;
    const account = await readAccount(table, request.principal.tenantId, accountId);
    if (account === undefined) return fail({ kind: 'not-found' });
    const body = accountView(account, await request.today());
    return ok({ body, version: account.version, writes: [], audit: { action: 'account-read', entityId: accountId } });
  },

  replaceAccount: async (request, { table }) => {
    const { tenantId } = request.principal;
    const before = await readAccount(table, tenantId, request.params.accountId);
    if (before === undefined) return fail({ kind: 'not-found' });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const { guarantor, preferences } = request.body;
    const errors = guarantorFaults(before, guarantor);
    if (errors.length > 0) return fail({ kind: 'request-invalid', errors });
    const version = before.version + 1;
    const after: Account = { ...before, version, guarantor, preferences };
    // A hold that follows from the guarantor's record moves with the guarantor.
    const holds = isSameGuarantor(before.guarantor, guarantor)
      ? before.holds
      : before.holds.filter(({ number }) => number > 0);
    return ok({
      body: accountView({ ...after, holds }, await request.today()),
      version,
      writes: [accountWrite(tenantId, after)],
      audit: { action: 'account-replaced', entityId: before.id, facts: { version, guarantor: guarantor.kind } },
    });
  },
};

/**
 * Who may be an account's guarantor: a person, or one of its patients. An employer's or facility's account is answered
 * for only by itself, because its money is booked separately.
 */
function guarantorFaults(account: Account, guarantor: Guarantor): FieldError[] {
  if (isClient(account) !== (guarantor.kind === 'employer' || guarantor.kind === 'facility')) {
    const detail =
      'the account of an employer or a facility cannot become a person’s, nor a person’s account theirs: create another account';
    return [{ pointer: '/guarantor/kind', detail }];
  }
  if (guarantor.kind !== 'patient') return [];
  const { patientId } = guarantor;
  const isOfAccount = account.memberIds.includes(patientId) || patientOfOwnAccount(account.id) === patientId;
  return isOfAccount
    ? []
    : [{ pointer: '/guarantor/patientId', detail: 'is not a patient of this account: move the patient here first' }];
}

function isSameGuarantor(left: Guarantor, right: Guarantor): boolean {
  return left.kind === 'patient' && right.kind === 'patient' && left.patientId === right.patientId;
}
