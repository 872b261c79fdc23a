import type { TenantId } from '../domain/identity/ids.ts';
import type { Payer } from '../domain/practice/practice.ts';
import type { PointerRow } from './entity-items.ts';
import { payerIdentityKey, providerIdentityKey } from './keys/practice.ts';

/** The rows that find a payer for a remittance: one for each identity. */
export function payerIdentityRows(tenant: TenantId, payer: Pick<Payer, 'remittanceIdentities'>): PointerRow[] {
  return payer.remittanceIdentities.map(({ kind, value }) => ({
    key: payerIdentityKey(tenant, kind, value),
    type: 'payer-identity',
    attribute: 'payerId',
  }));
}

/** The row that makes a provider unique in the office; a provider without an NPI has none. */
export function providerRows(
  tenant: TenantId,
  { npi, taxonomyCode }: { readonly npi?: string; readonly taxonomyCode?: string },
): PointerRow[] {
  if (npi === undefined) return [];
  return [{ key: providerIdentityKey(tenant, npi, taxonomyCode), type: 'provider-identity', attribute: 'providerId' }];
}
