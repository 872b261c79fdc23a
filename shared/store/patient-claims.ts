import type { BookedClaim } from '../domain/account/account-balance.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { balanceOfItem } from './claims.ts';
import { readEncounters, type StoredEncounter } from './encounters.ts';
import { foreignClaimsPartition, owedRange } from './keys/account.ts';
import { claimBalanceKey } from './keys/claim.ts';
import { entityKey } from './keys/entity.ts';
import { ledgerEntryPrefix } from './keys/ledger.ts';
import { billedServicesPrefix } from './keys/practice.ts';
import { entryOfItem } from './ledger.ts';
import type { Table } from './table.ts';

/**
 * The balances of a patient's claims, settled ones too: those of the final encounters of the last five years, those of
 * other systems, and all open ones. Unordered.
 */
export async function patientClaims(table: Table, tenant: TenantId, patientId: string): Promise<ClaimBalance[]> {
  const [owed, foreign, services] = await Promise.all([
    table.queryAll({ ...owedRange(tenant, patientId), index: 'second' }),
    table.queryAll({ partition: foreignClaimsPartition(tenant, patientId), index: 'second' }),
    table.queryAll({ partition: entityKey(tenant, 'PATIENT', patientId).pk, prefix: billedServicesPrefix }),
  ]);
  const encounters = await readEncounters(
    table,
    tenant,
    services.map(({ sk }) => sk.slice(billedServicesPrefix.length)),
  );
  const ids = new Set([...encounters.values()].flatMap(({ state }) => claimIdsOf(state)));
  const own = [...ids].map((claimId) => claimBalanceKey(tenant, claimId));
  const keys = new Map(
    [...owed, ...foreign.map(({ pk }) => ({ pk, sk: 'BALANCE' })), ...own].map(({ pk, sk }) => [pk, { pk, sk }]),
  );
  const items = await table.batchGet([...keys.values()]);
  return items.flatMap((item) => (item === undefined ? [] : [balanceOfItem(item)]));
}

/** The claims of an encounter; for a reopened one, its former claims. */
export function claimIdsOf(state: StoredEncounter['state']): readonly string[] {
  if (state.kind === 'final') return state.claimIds;
  return state.kind === 'draft' ? (state.reopened?.claimIds ?? []) : [];
}

/** All entries of claims, with the balances that they add up to. */
export async function readBooked(
  table: Table,
  tenant: TenantId,
  balances: readonly ClaimBalance[],
): Promise<BookedClaim[]> {
  const booked: BookedClaim[] = [];
  for (let start = 0; start < balances.length; start += claimsAtOnce) {
    const portion = balances.slice(start, start + claimsAtOnce);
    booked.push(...(await Promise.all(portion.map((balance) => readBookedClaim(table, tenant, balance)))));
  }
  return booked;
}

const claimsAtOnce = 20;

async function readBookedClaim(table: Table, tenant: TenantId, balance: ClaimBalance): Promise<BookedClaim> {
  const { pk } = claimBalanceKey(tenant, balance.claimId);
  const items = await table.queryAll({ partition: pk, prefix: ledgerEntryPrefix });
  return { balance, entries: items.map(entryOfItem) };
}
