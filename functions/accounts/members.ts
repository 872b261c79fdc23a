import { type Account, accountIdOf, isClient, mostMembers, ownAccountId } from '../../shared/domain/account/account.ts';
import { openHolds } from '../../shared/domain/account/hold.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { fail, invalid, ok } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { accountWrite, readAccount } from '../../shared/store/accounts.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import type { StoredPatient } from '../../shared/store/patients.ts';
import type { Write } from '../../shared/store/table.ts';
import type { AccountsOperations } from './context.ts';
import { accountView } from './views.ts';

export const memberOperations: AccountsOperations<'moveToAccount'> = {
  moveToAccount: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { accountId } = request.params;
    const { patientId } = request.body;
    const to = await readAccount(table, tenantId, accountId);
    if (to === undefined) return fail({ kind: 'not-found' });
    const patient = (await readDocuments<StoredPatient>(table, tenantId, 'PATIENT', [patientId])).get(patientId);
    if (patient === undefined) {
      return invalid('/patientId', 'no such patient');
    }
    const fromId = accountIdOf(patient);
    const today = await request.today();
    if (fromId === accountId) return ok({ body: accountView(to, today), version: to.version });
    if (isClient(to)) return fail({ kind: 'account-of-a-client' });
    if (to.memberIds.length >= mostMembers) return fail({ kind: 'account-full' });
    const after = { ...to, version: to.version + 1, memberIds: [...to.memberIds, patientId] };
    const from = await readAccount(table, tenantId, fromId);
    // The agency has the account's claims, and was told who the guarantor is.
    if (openHolds(from?.holds ?? [], today).some(({ kind }) => kind === 'agency')) {
      return fail({ kind: 'account-with-agency' });
    }
    return ok({
      body: accountView(after, today),
      version: after.version,
      writes: [
        patientWrite(tenantId, patient, accountId),
        accountWrite(tenantId, after),
        ...(from === undefined ? [] : leftWrites(tenantId, from, patientId)),
      ],
      audit: { action: 'account-patient-moved', entityId: accountId, facts: { patientId, from: fromId } },
    });
  },
};

/**
 * The patient names the account, unless it is the patient's own. The write is conditional: nobody else has moved the
 * patient meanwhile.
 */
function patientWrite(tenant: TenantId, patient: StoredPatient, accountId: string): Write<Failure> {
  const update = entityKey(tenant, 'PATIENT', patient.id);
  const before = patient.accountId;
  const condition =
    before === undefined ? { exists: true as const, without: ['accountId'] } : { equals: { accountId: before } };
  const orElse = { kind: 'write-conflict' } as const;
  return accountId === ownAccountId(patient.id)
    ? { update, remove: ['accountId'], condition, orElse }
    : { update, set: { accountId }, condition, orElse };
}

/**
 * The account that the patient leaves is stored, also the patient's own. Otherwise, whoever holds or describes that
 * account at the same time would keep the patient as a member.
 */
function leftWrites(tenant: TenantId, account: Account, patientId: string): Write<Failure>[] {
  const memberIds = account.memberIds.filter((id) => id !== patientId);
  return [accountWrite(tenant, { ...account, version: account.version + 1, memberIds })];
}
