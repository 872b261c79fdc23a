import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { ShareFacts } from '../domain/claim/propose-filing.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Payer } from '../domain/practice/practice.ts';
import { present } from '../domain/present.ts';
import { readClaimAcknowledgements } from '../store/acknowledgements.ts';
import { denialOfItem } from '../store/denials.ts';
import { documentOfItem } from '../store/entity-items.ts';
import { claimBalanceKey } from '../store/keys/claim.ts';
import { entityKey } from '../store/keys/entity.ts';
import { ledgerEntryPrefix } from '../store/keys/ledger.ts';
import { entryOfItem } from '../store/ledger.ts';
import type { Table } from '../store/table.ts';

/** The remark by which a payer says that a claim could not be processed: there is no appeal, and a new claim is due. */
const unprocessable = 'MA130';

/** What is known of each share of a claim beside its balance: how its payer takes corrections, and what it said of the claim. */
export async function readShareFacts(
  table: Table,
  tenant: TenantId,
  balance: ClaimBalance,
): Promise<readonly ShareFacts[]> {
  const { claimId, payers } = balance;
  const denials = (balance.openWork ?? []).filter(({ kind }) => kind === 'denial');
  const [items, denied, numbers] = await Promise.all([
    table.batchGet(payers.map(({ payerId }) => entityKey(tenant, 'PAYER', payerId))),
    table.batchGet(denials.map(({ id }) => entityKey(tenant, 'DENIAL', id))),
    readPayerClaimNumbers(table, tenant, { claimId, filings: balance.filings }),
  ]);
  const isUnprocessable = (share: number) =>
    denied.some((item) => {
      const denial = item === undefined ? undefined : denialOfItem(item);
      return denial?.share === share && denial.remarkCodes.includes(unprocessable);
    });
  return payers.map((_, share) => {
    const item = items[share];
    const corrections = item === undefined ? undefined : documentOfItem<Payer>(item).corrections;
    return {
      ...present({ corrections, payerClaimNumber: numbers.get(share) }),
      isUnprocessable: isUnprocessable(share),
    };
  });
}

/** By share: the payer's own number of the claim, from the newest answer that was posted, or else from its acknowledgement. */
async function readPayerClaimNumbers(
  table: Table,
  tenant: TenantId,
  { claimId, filings }: Pick<ClaimBalance, 'claimId' | 'filings'>,
): Promise<ReadonlyMap<number, string>> {
  const [entries, said] = await Promise.all([
    table.queryAll({ partition: claimBalanceKey(tenant, claimId).pk, prefix: ledgerEntryPrefix }),
    readClaimAcknowledgements(table, tenant, claimId),
  ]);
  const numbers = new Map<number, string>();
  for (const { filing, payerClaimNumber } of said) {
    const share = filings.find(({ number }) => number === filing)?.share;
    if (share !== undefined && payerClaimNumber !== undefined) numbers.set(share, payerClaimNumber);
  }
  const oldestFirst = entries.sort((left, right) => Number(left.claimVersion ?? 0) - Number(right.claimVersion ?? 0));
  for (const { adjudication } of oldestFirst.map(entryOfItem)) {
    if (adjudication !== undefined && adjudication.payerClaimNumber !== '') {
      numbers.set(adjudication.share, adjudication.payerClaimNumber);
    }
  }
  return numbers;
}
