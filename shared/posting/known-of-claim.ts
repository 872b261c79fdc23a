import { type FilingNumbers, filingNumbersOf, isAskedAgain } from '../domain/claim/answered-filing.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { LedgerEntry } from '../domain/ledger/entry.ts';
import type { RemittanceClaim } from '../domain/remittance/remittance.ts';
import { readFilingNumbers } from '../store/acknowledgements.ts';
import { claimBalanceKey } from '../store/keys/claim.ts';
import { ledgerEntryPrefix } from '../store/keys/ledger.ts';
import { entryOfItem } from '../store/ledger.ts';
import type { Table } from '../store/table.ts';

/**
 * The payers' own numbers of a claim's filings. Acknowledgements are read only where a payer was billed more than once.
 */
export async function readNumbersOfFilings(
  table: Table,
  tenant: TenantId,
  { claimId, filings }: Pick<ClaimBalance, 'claimId' | 'filings'>,
  entries: readonly LedgerEntry[],
): Promise<FilingNumbers> {
  const acknowledged = isAskedAgain(filings) ? await readFilingNumbers(table, tenant, claimId) : undefined;
  return filingNumbersOf(filings, entries, acknowledged);
}

/** What the books and the acknowledgements say about a claim. */
export interface KnownOfClaim {
  readonly entries: readonly LedgerEntry[];
  readonly filingNumbers: FilingNumbers;
}

export const nothingKnown: KnownOfClaim = { entries: [], filingNumbers: new Map() };

/**
 * The claim's entries, for answers that may be reversed and for the charges of its lines, and the payers' numbers of
 * its filings; read only when needed.
 */
export async function readKnownOfClaim(
  tenant: TenantId,
  balance: ClaimBalance,
  open: readonly { readonly claim: Pick<RemittanceClaim, 'statusCode' | 'chargeCents'> }[],
  table: Table,
): Promise<KnownOfClaim> {
  const isAgain = isAskedAgain(balance.filings);
  const isAnswered = balance.payers.some((payer) => payer.status === 'answered') || balance.waiting !== undefined;
  const isSpecial = open.some(({ claim }) => claim.statusCode === '22' || claim.chargeCents !== balance.chargeCents);
  if (!isAnswered && !isSpecial && !isAgain) return nothingKnown;
  const partition = claimBalanceKey(tenant, balance.claimId).pk;
  const items = await table.queryAll({ partition, prefix: ledgerEntryPrefix });
  const entries = items.map(entryOfItem);
  return { entries, filingNumbers: await readNumbersOfFilings(table, tenant, balance, entries) };
}
