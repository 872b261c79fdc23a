import type { ClaimBalance } from '../../domain/claim/balance.ts';
import { chargeReversal, standingCharge } from '../../domain/encounter/charges.ts';
import type { TenantId } from '../../domain/identity/ids.ts';
import type { LedgerEntry } from '../../domain/ledger/entry.ts';
import { invariant } from '../../domain/result.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import { readBalances } from '../../store/claims.ts';
import { chargeReversalId } from '../../store/encounters.ts';
import { claimBalanceKey } from '../../store/keys/claim.ts';
import { ledgerEntryPrefix } from '../../store/keys/ledger.ts';
import { entryOfItem } from '../../store/ledger.ts';
import type { Table } from '../../store/table.ts';

/** A claim of a final encounter: its balance, and the entry of its charges in force. */
export interface ChargedClaim {
  readonly before: ClaimBalance;
  readonly charge: LedgerEntry;
}

export async function readChargedClaims(
  table: Table,
  tenant: TenantId,
  claimIds: readonly string[],
): Promise<readonly ChargedClaim[]> {
  const balances = await readBalances(table, tenant, claimIds);
  return Promise.all(
    balances.map(async (before) => {
      invariant(before !== undefined, 'a claim of a final encounter has a balance');
      const partition = claimBalanceKey(tenant, before.claimId).pk;
      const entries = await table.queryAll({ partition, prefix: ledgerEntryPrefix });
      const charge = standingCharge(entries.map(entryOfItem));
      invariant(charge !== undefined, 'the charges of a claim are booked');
      return { before, charge };
    }),
  );
}

/** The entry that reverses a claim's charges. */
export function reversalOf(tenant: TenantId, charge: LedgerEntry, on: LocalDate): LedgerEntry {
  return chargeReversal(chargeReversalId(tenant, charge.id), charge, on);
}
