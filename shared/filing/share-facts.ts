import { filingOfEntry } from '../domain/claim/answered-filing.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import { type Filing, hasLeft, sinceFiledAnew } from '../domain/claim/filing.ts';
import type { Predetermination } from '../domain/claim/predetermination.ts';
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

/**
 * The remark with which a payer says that a claim could not be processed: there is no appeal, and a new claim is due.
 */
const unprocessable = 'MA130';

/**
 * The facts of each share of a claim besides its balance: how its payer takes corrections, and its statements about the
 * claim.
 */
export async function readShareFacts(
  table: Table,
  tenant: TenantId,
  balance: ClaimBalance,
): Promise<readonly ShareFacts[]> {
  const { payers } = balance;
  const denials = (balance.openWork ?? []).filter(({ kind }) => kind === 'denial');
  const [items, denied, numbers] = await Promise.all([
    table.batchGet(payers.map(({ payerId }) => entityKey(tenant, 'PAYER', payerId))),
    table.batchGet(denials.map(({ id }) => entityKey(tenant, 'DENIAL', id))),
    readPayerClaimNumbers(table, tenant, balance),
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

/**
 * By share: the payer's own number for the newest filing that has such a number, from the last posted answer to the
 * filing, or else from its acknowledgement. A late answer to an earlier filing does not bring back that filing's
 * number. A notice that was cancelled and filed anew has only the number of the new one.
 */
async function readPayerClaimNumbers(
  table: Table,
  tenant: TenantId,
  { claimId, filings, notice, predetermination }: ClaimBalance,
): Promise<ReadonlyMap<number, string>> {
  const [entries, said] = await Promise.all([
    table.queryAll({ partition: claimBalanceKey(tenant, claimId).pk, prefix: ledgerEntryPrefix }),
    readClaimAcknowledgements(table, tenant, claimId),
  ]);
  const oldestFirst = entries.sort((left, right) => Number(left.claimVersion ?? 0) - Number(right.claimVersion ?? 0));
  const answers = oldestFirst.flatMap((item) => entryOfItem(item).adjudication ?? []);
  const stated = [
    ...said.flatMap(({ filing, payerClaimNumber = '' }) => {
      const own = filings.find(({ number }) => number === filing);
      return own === undefined ? [] : [{ share: own.share, filing: own.number, payerClaimNumber }];
    }),
    ...answers.map((answer) => ({ ...answer, filing: filingOfEntry(filings, answer)?.number ?? 0 })),
    ...predeterminedNumber(predetermination, filings),
  ];
  const newest = new Map<number, { readonly filing: number; readonly payerClaimNumber: string }>();
  for (const { share, filing, payerClaimNumber } of stated) {
    const own = filings.filter((each) => each.share === share && hasLeft(each.state));
    const first = notice === undefined ? 0 : (sinceFiledAnew(own)[0]?.number ?? 0);
    const isOlder = filing < Math.max(first, newest.get(share)?.filing ?? 0);
    if (payerClaimNumber !== '' && !isOlder) newest.set(share, { filing, payerClaimNumber });
  }
  return new Map([...newest].map(([share, { payerClaimNumber }]) => [share, payerClaimNumber]));
}

/** The number with which a payer answered a predetermination: that answer is no entry. */
function predeterminedNumber(asked: Predetermination | undefined, filings: readonly Filing[]) {
  const answered = filings.findLast(({ state }) => hasLeft(state));
  const { payerClaimNumber } = asked?.answer ?? {};
  return answered === undefined || payerClaimNumber === undefined
    ? []
    : [{ share: answered.share, filing: answered.number, payerClaimNumber }];
}
