import type { Account } from '../../shared/domain/account/account.ts';
import type { AgencyNotice, AgencyRecord } from '../../shared/domain/collections/agency-file.ts';
import type { CollectionCase } from '../../shared/domain/collections/case.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import type { Addressee } from '../../shared/domain/statement/statement.ts';
import { addresseeOf } from '../../shared/statements/asked-accounts.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import type { StoredPatient } from '../../shared/store/patients.ts';
import type { Table } from '../../shared/store/table.ts';

/** The names of the legal entities that are owed, by id. */
export type Creditors = ReadonlyMap<string, string>;

export async function readCreditors(
  table: Table,
  tenant: TenantId,
  cases: readonly Pick<CollectionCase, 'entityId'>[],
): Promise<Creditors> {
  const ids = cases.map(({ entityId }) => entityId);
  const entities = await readDocuments<{ readonly name: string }>(table, tenant, 'LEGAL-ENTITY', ids);
  return new Map([...entities].map(([id, { name }]) => [id, name]));
}

/** The guarantor of each account with contact details; by account. */
export async function readAddressees(
  table: Table,
  tenant: TenantId,
  accounts: readonly Account[],
): Promise<ReadonlyMap<string, Addressee>> {
  const ids = accounts.flatMap(({ guarantor }) => (guarantor.kind === 'patient' ? [guarantor.patientId] : []));
  const patients = await readDocuments<StoredPatient>(table, tenant, 'PATIENT', ids);
  return new Map(accounts.map((account) => [account.id, addresseeOf(account, patients)]));
}

interface NoticeParties {
  readonly account: Account;
  readonly addressee: Addressee;
  readonly creditors: Creditors;
}

/** The notice that tells an agency the current state of a placement. */
export function noticeOf(
  record: AgencyRecord,
  placement: CollectionCase,
  { account, addressee, creditors }: NoticeParties,
  reason?: string,
): AgencyNotice {
  const { id, accountId, entityId, claims, told, creditReporting, firstStatementOn, limitationOn } = placement;
  const days = claims.map(({ serviceFrom }) => serviceFrom).sort();
  const first = days[0] ?? placement.placedOn;
  const { language, phone, mobile, contactRules } = account.preferences;
  return {
    ...{ record, caseId: id, accountId, creditor: creditors.get(entityId) ?? entityId, consumer: addressee },
    ...{ language, itemization: told, firstServiceOn: first, lastServiceOn: days.at(-1) ?? first, creditReporting },
    ...present({
      phone: contactRules.mayCall ? (phone ?? mobile) : undefined,
      ...{ firstStatementOn, limitationOn, reason },
    }),
  };
}
