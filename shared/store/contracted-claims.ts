import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { Claim } from '../domain/claim/claim.ts';
import type { Filing } from '../domain/claim/filing.ts';
import { contractedClaim } from '../domain/contract/claim-lines.ts';
import type { ContractedClaim } from '../domain/contract/contracted-claim.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { readFilingDocuments } from './filings.ts';
import type { Table } from './table.ts';

/** Whether a filing counts towards what the first payer was billed. */
function counts({ share, frequency, state }: Filing): boolean {
  const isNothing = state.kind === 'rejected' || state.kind === 'withdrawn' || state.kind === 'cancelled';
  return share === 0 && frequency !== 'void' && !isNothing;
}

/**
 * Claims with the facts for contracts, in the given order; undefined for a claim that is billed to no payer, or whose
 * services are not on file.
 */
export async function readContractedClaims(
  table: Table,
  tenant: TenantId,
  balances: readonly ClaimBalance[],
): Promise<(ContractedClaim | undefined)[]> {
  const named = balances.map(({ claimId, filings }) => filings.filter(counts).map((filing) => ({ claimId, filing })));
  const names = named.flat().map(({ claimId, filing }) => ({ claimId, number: filing.number }));
  const documents = await readFilingDocuments(table, tenant, names);
  let at = 0;
  return balances.map((balance, index) => {
    const own = (named[index] ?? []).map(({ filing }) => {
      const claim = documents[at]?.claim;
      at += 1;
      return { filing, claim };
    });
    return together(balance, own);
  });
}

/** The lines that the payer has after all filings: a replacement replaces all lines, late charges add lines. */
function together(
  balance: ClaimBalance,
  filings: readonly { readonly filing: Filing; readonly claim: Claim | undefined }[],
): ContractedClaim | undefined {
  let all: ContractedClaim | undefined;
  for (const { filing, claim } of filings) {
    const said = claim === undefined ? undefined : contractedClaim(balance, claim);
    if (said === undefined) continue;
    all =
      filing.frequency === 'late-charges' && all !== undefined
        ? { ...all, lines: [...all.lines, ...said.lines] }
        : said;
  }
  return all;
}
