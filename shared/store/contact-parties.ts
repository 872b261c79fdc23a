import type { Account } from '../domain/account/account.ts';
import type { ContactParty } from '../domain/contact/may-contact.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Address } from '../domain/practice/address.ts';
import { personText } from '../domain/practice/name-text.ts';
import { present } from '../domain/present.ts';
import { entityKey } from './keys/entity.ts';
import { readOffice } from './office.ts';
import type { StoredPatient } from './patients.ts';
import type { Table } from './table.ts';

/** A guarantor: the facts for contacts, the name and the mailing address. */
export interface ReachedGuarantor extends ContactParty {
  readonly name: string;
  readonly address?: Address;
}

/**
 * Reads the facts for contacting an account's guarantor: the home address decides the time zone, even if mail goes to
 * another address.
 */
export async function readContactParty(table: Table, tenant: TenantId, account: Account): Promise<ReachedGuarantor> {
  const { guarantor, preferences } = account;
  const [{ timeZone: officeZone }, home] = await Promise.all([
    readOffice(table, tenant),
    homeOf(table, tenant, guarantor),
  ]);
  const address = preferences.confidentialAddress ?? home.address;
  return {
    ...{ account, officeZone, name: home.name, hasAddress: address !== undefined },
    ...present({ address, state: home.address?.state }),
  };
}

async function homeOf(
  table: Table,
  tenant: TenantId,
  guarantor: Account['guarantor'],
): Promise<{ readonly name: string; readonly address: Address | undefined }> {
  if (guarantor.kind === 'person') return { name: personText(guarantor.name), address: guarantor.address };
  if (guarantor.kind !== 'patient') return { name: guarantor.organizationName, address: guarantor.address };
  const patient = (await table.get(entityKey(tenant, 'PATIENT', guarantor.patientId))) as StoredPatient | undefined;
  return { name: personText(patient?.name), address: patient?.address };
}
