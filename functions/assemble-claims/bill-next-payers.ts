import { type ClaimBalance, isOnFile } from '../../shared/domain/claim/balance.ts';
import { afterFilingOpened } from '../../shared/domain/claim/claim-events.ts';
import { billingChoice } from '../../shared/domain/claim/next-payer/billing-choice.ts';
import { dueShare } from '../../shared/domain/claim/next-payer/due-share.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Office, Payer } from '../../shared/domain/practice/practice.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import { nextFullHour, nextPayerRound } from '../../shared/filing/next-payer-round.ts';
import { assemblyDue, openedFilingWrites } from '../../shared/filing/open-filing.ts';
import { dueWrite } from '../../shared/store/change.ts';
import { balanceOfItem } from '../../shared/store/claims.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { nextPayerPartition } from '../../shared/store/keys/claim.ts';
import { listPartition } from '../../shared/store/keys/entity.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { readOffice } from '../../shared/store/office.ts';
import type { Table } from '../../shared/store/table.ts';
import type { AssembleDeps } from './context.ts';

/**
 * How many filings a round opens: each takes a transaction, and a message’s time is limited. Another round follows soon
 * for the rest.
 */
const filingsPerRound = 200;
const soon = 60_000;

/**
 * Opens the filings of claims that are due to a next payer, when the office or the payer allows this automatically. A
 * round first plans the next one, for the next full hour, while any is needed; so a failed round, or an index that lags
 * behind, delays a claim by an hour at most. A claim that is written by others at the same moment is left to the next
 * round.
 */
export async function billNextPayers(
  tenantId: TenantId,
  { table, now }: Pick<AssembleDeps, 'table' | 'now'>,
): Promise<void> {
  const at = now().toISOString();
  const [office, payers] = await Promise.all([readOffice(table, tenantId), readPayers(table, tenantId)]);
  const isWanted = [undefined, ...payers.values()].some((payer) => billingChoice(office, payer) === 'automatic');
  if (!isWanted) return;
  await table.transact([dueWrite(at, nextPayerRound(tenantId, nextFullHour(at)))]);
  let opened = 0;
  for await (const claims of listedClaims(table, tenantId)) {
    for (const before of claims) {
      const share = automaticShare(before, office, payers);
      if (share === undefined) continue;
      if (opened === filingsPerRound) return goOnSoon(tenantId, at, table);
      await open(before, share, { tenantId, at, table });
      opened += 1;
    }
  }
}

async function goOnSoon(tenantId: TenantId, at: Instant, table: Table): Promise<void> {
  const later = new Date(Date.parse(at) + soon).toISOString();
  await table.transact([dueWrite(at, nextPayerRound(tenantId, later))]);
}

/** The office and time of a round. */
interface Round {
  readonly tenantId: TenantId;
  readonly at: Instant;
  readonly table: Table;
}

async function open(before: ClaimBalance, share: number, { tenantId, at, table }: Round): Promise<void> {
  const next = afterFilingOpened(before, { kind: 'filing-opened', share, frequency: 'original' });
  if (!next.ok) return;
  const after = { ...next.value, version: before.version + 1 };
  const step = { tenant: tenantId, actor: 'assemble-claims', at, before, after, because: 'next-payer' } as const;
  const writes = openedFilingWrites(step, 'overtaken');
  await table.transact([...writes, dueWrite(at, assemblyDue(tenantId, after))]);
}

/**
 * The share that is due and can be billed without a person. A claim that was taken over without its content has no
 * service lines here, so a person bills it.
 */
function automaticShare(claim: ClaimBalance, office: Office, payers: ReadonlyMap<string, Payer>): number | undefined {
  const due = dueShare(claim);
  if (due?.reason !== 'next-payer' || !isOnFile(claim)) return undefined;
  const payer = payers.get(claim.payers[due.share]?.payerId ?? '');
  return billingChoice(office, payer) === 'automatic' ? due.share : undefined;
}

async function readPayers(table: Table, tenantId: TenantId): Promise<ReadonlyMap<string, Payer>> {
  const rows = await table.queryAll({ partition: listPartition(tenantId, 'PAYER'), index: true });
  const items = await table.batchGet(rows.map(({ pk, sk }) => ({ pk, sk })));
  const payers = items.flatMap((item) => (item === undefined ? [] : [documentOfItem<Payer>(item)]));
  return new Map(payers.map((payer) => [payer.id, payer]));
}

/** The claims on the list of next payers, page by page, read fresh because the index lags behind. */
async function* listedClaims(table: Table, tenantId: TenantId): AsyncGenerator<readonly ClaimBalance[]> {
  for (let shard = 0; shard < shards.nextPayer; shard += 1) {
    let after: Readonly<Record<string, string>> | undefined;
    do {
      const page = await table.query({
        partition: nextPayerPartition(tenantId, shard),
        index: true,
        limit: 100,
        after,
      });
      const items = await table.batchGet(page.items.map(({ pk, sk }) => ({ pk, sk })));
      yield items.flatMap((item) => (item === undefined ? [] : [balanceOfItem(item)]));
      after = page.next;
    } while (after !== undefined);
  }
}
