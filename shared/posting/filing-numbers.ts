import { type FilingNumbers, filingNumbersOf, isAskedAgain } from '../domain/claim/answered-filing.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { LedgerEntry } from '../domain/ledger/entry.ts';
import { readFilingNumbers } from '../store/acknowledgements.ts';
import type { Table } from '../store/table.ts';

/** The payers' own numbers of a claim's filings. Acknowledgements are read only where a payer was asked more than once. */
export async function readNumbersOfFilings(
  table: Table,
  tenant: TenantId,
  { claimId, filings }: Pick<ClaimBalance, 'claimId' | 'filings'>,
  entries: readonly LedgerEntry[],
): Promise<FilingNumbers> {
  const acknowledged = isAskedAgain(filings) ? await readFilingNumbers(table, tenant, claimId) : undefined;
  return filingNumbersOf(filings, entries, acknowledged);
}
