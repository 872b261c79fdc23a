import { type Account, accountIdOf, patientOfOwnAccount } from '../../shared/domain/account/account.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { CorrespondenceAbout, CorrespondenceParty } from '../../shared/domain/correspondence/correspondence.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Address } from '../../shared/domain/practice/address.ts';
import { providerText } from '../../shared/domain/practice/name-text.ts';
import type { Facility, Payer, Provider } from '../../shared/domain/practice/practice.ts';
import { present } from '../../shared/domain/present.ts';
import { type FieldError, fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { readAccount } from '../../shared/store/accounts.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { readContactParty } from '../../shared/store/contact-parties.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import type { StoredPatient } from '../../shared/store/patients.ts';
import type { Table } from '../../shared/store/table.ts';

/** The subject of correspondence, from the current records. */
export interface Subject {
  readonly about: CorrespondenceAbout;
  readonly account: Account;
  readonly claim?: ClaimBalance;
  readonly patient?: StoredPatient;
}

type AboutBody = { readonly claimId: string } | { readonly accountId: string };

/**
 * Reads the claim or account that a request names; a claim’s account is the one that its patient’s shares are billed
 * to.
 */
export async function readSubject(table: Table, tenant: TenantId, body: AboutBody): Promise<Result<Subject, Failure>> {
  const { claimId, accountId: named } = { claimId: undefined, accountId: undefined, ...body };
  const [claim] = claimId === undefined ? [] : await readBalances(table, tenant, [claimId]);
  if (claimId !== undefined && claim === undefined) return unknown('/about/claimId', 'no such claim');
  const patientId = claim?.patientId ?? patientOfOwnAccount(named ?? '');
  const item = await table.get(entityKey(tenant, 'PATIENT', patientId));
  const patient = item === undefined ? undefined : documentOfItem<StoredPatient>(item);
  const accountId = named ?? (patient === undefined ? '' : accountIdOf(patient));
  const account = await readAccount(table, tenant, accountId);
  if (account === undefined) return unknown('/about/accountId', 'no such account');
  // An account that is not the patient’s own is about none of its patients in particular.
  const isPatients = claim !== undefined || account.memberIds.includes(patientId);
  return ok({
    about: { accountId, ...present({ patientId: isPatients ? patientId : undefined, claimId }) },
    ...{ account, ...present({ claim, patient: isPatients ? patient : undefined }) },
  });
}

/** A person or organisation that the office speaks or writes to. */
export interface KnownParty {
  readonly name: string;
  readonly address?: Address;
}

/** Reads the named party. Fails when there is no record with the id. */
export async function readParty(
  table: Table,
  tenant: TenantId,
  party: CorrespondenceParty,
  account: Account,
): Promise<Result<KnownParty, Failure>> {
  if (party.kind === 'guarantor') {
    const { name, address } = await readContactParty(table, tenant, account);
    return ok({ name, ...present({ address }) });
  }
  const [entity, id, field] = keyOf(party);
  const item = await table.get(entityKey(tenant, entity, id));
  if (item === undefined) return unknown(`/with/${field}`, 'is not on record');
  if (party.kind === 'physician') {
    const provider = documentOfItem<Provider>(item);
    const address = provider.practice?.address ?? provider.billing?.address;
    return ok({ name: providerText(provider), ...present({ address }) });
  }
  const { name, address } = documentOfItem<Payer | Facility>(item);
  return ok({ name, ...present({ address }) });
}

function keyOf(party: Exclude<CorrespondenceParty, { readonly kind: 'guarantor' }>) {
  switch (party.kind) {
    case 'payer':
      return ['PAYER', party.payerId, 'payerId'] as const;
    case 'physician':
      return ['PROVIDER', party.providerId, 'providerId'] as const;
    case 'facility':
      return ['FACILITY', party.facilityId, 'facilityId'] as const;
  }
}

function unknown(pointer: string, detail: string): Result<never, Failure> {
  const errors: FieldError[] = [{ pointer, detail }];
  return fail({ kind: 'request-invalid', errors });
}
