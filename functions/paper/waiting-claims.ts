import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { currentFiling } from '../../shared/domain/claim/filing.ts';
import type { FilingDocument } from '../../shared/domain/claim/filing-document.ts';
import { isPaperLane, paperLaneOf } from '../../shared/domain/claim/paper-batch.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { isCurrent, readRecords, recordsOf } from '../../shared/filing/freshness.ts';
import { answersNow } from '../../shared/filing/prior-answers.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { readFilingDocuments } from '../../shared/store/filings.ts';
import { readyPartition } from '../../shared/store/keys/claim.ts';
import { shards } from '../../shared/store/keys/table.ts';
import type { Table } from '../../shared/store/table.ts';

/** At most this many claims in one request. */
const claimsPerBatch = 20;

/** How many actions of one transaction are for claims and the records that they were assembled from. */
const actionsForClaims = 80;

/** A claim that waits to be printed, with its content. */
export interface WaitingClaim {
  readonly balance: ClaimBalance;
  readonly document: FilingDocument;
}

export interface WaitingClaims {
  /** Claims that match the current records. */
  readonly current: readonly WaitingClaim[];
  /** Claims whose sources have changed since they were assembled, and named ones that were assembled for a file. */
  readonly stale: readonly ClaimBalance[];
  readonly more: boolean;
}

interface Asked {
  readonly tenantId: TenantId;
  readonly payerId: string;
  /** All waiting claims when absent. */
  readonly claimIds?: readonly string[];
}

/**
 * Reads the claims that wait to be printed for a payer, as many as one request prints. Every named claim must be ready.
 */
export async function waitingClaims(asked: Asked, table: Table): Promise<Result<WaitingClaims, Failure>> {
  const { tenantId, payerId, claimIds } = asked;
  const lane = paperLaneOf(payerId);
  const named = claimIds ?? (await listed(tenantId, lane, table));
  const balances = await readBalances(table, tenantId, [...new Set(named)].slice(0, claimsPerBatch));
  const known = balances.filter((balance) => balance !== undefined);
  const ready = known.filter((balance) => isReady(balance, lane));
  const forFiles = claimIds === undefined ? [] : known.filter((balance) => isReadyForFile(balance, payerId));
  if (claimIds !== undefined) {
    const ids = new Set<string>([...ready, ...forFiles].map(({ claimId }) => claimId));
    const errors = claimIds.flatMap((claimId, index) =>
      ids.has(claimId) ? [] : [{ pointer: `/claimIds/${index}`, detail: 'no claim with this id waits for this payer' }],
    );
    if (errors.length > 0) return fail({ kind: 'claims-not-ready', errors });
  }
  const sorted = await byFreshness(tenantId, ready, table);
  const current = inOneTransaction(sorted.current);
  const more = named.length > claimsPerBatch || current.length < sorted.current.length;
  return ok({ current, stale: [...sorted.stale, ...forFiles], more });
}

function isReady({ filings }: ClaimBalance, lane: string): boolean {
  const state = currentFiling(filings)?.state;
  return state?.kind === 'ready' && state.lane === lane;
}

/** Whether a claim of the payer was assembled for a file, before the payer came to take paper. */
function isReadyForFile({ filings, payers }: ClaimBalance, payerId: string): boolean {
  const filing = currentFiling(filings);
  if (filing?.state.kind !== 'ready' || isPaperLane(filing.state.lane)) return false;
  return payers[filing.share]?.payerId === payerId;
}

async function listed(tenantId: TenantId, lane: string, table: Table): Promise<string[]> {
  const ids: string[] = [];
  for (let shard = 0; shard < shards.ready && ids.length <= claimsPerBatch; shard += 1) {
    const partition = readyPartition(tenantId, lane, shard);
    const page = await table.query({ partition, index: true, limit: claimsPerBatch + 1 });
    ids.push(...page.items.map((item) => item.g1sk as string));
  }
  return ids;
}

async function byFreshness(tenantId: TenantId, ready: readonly ClaimBalance[], table: Table) {
  const names = ready.map(({ claimId, filings }) => ({ claimId, number: currentFiling(filings)?.number ?? 1 }));
  const documents = await readFilingDocuments(table, tenantId, names);
  const records = await readRecords(
    table,
    tenantId,
    documents.filter((document) => document !== undefined),
  );
  const answers = await answersNow(tenantId, ready, table);
  const current: WaitingClaim[] = [];
  const stale: ClaimBalance[] = [];
  for (const [index, balance] of ready.entries()) {
    const document = documents[index];
    const now = { records, answers: answers.get(balance.claimId) };
    if (isCurrent(balance, document, now)) current.push({ balance, document });
    else stale.push(balance);
  }
  return { current, stale };
}

/**
 * As many claims as fit into one transaction: each writes its balance and a line of history, and checks its records.
 */
function inOneTransaction(claims: readonly WaitingClaim[]): readonly WaitingClaim[] {
  const actions = (size: number) => 2 * size + recordsOf(claims.slice(0, size).map(({ document }) => document)).length;
  let count = claims.length;
  while (count > 1 && actions(count) > actionsForClaims) count -= 1;
  return claims.slice(0, count);
}
