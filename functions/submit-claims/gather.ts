import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { currentFiling } from '../../shared/domain/claim/filing.ts';
import type { FilingDocument } from '../../shared/domain/claim/filing-document.ts';
import type { Submission } from '../../shared/domain/claim/submission.ts';
import { idFromDigest } from '../../shared/domain/identity/ids.ts';
import { zeroCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { assembleFiling, assemblyWrites, readFinalEncounter } from '../../shared/filing/assemble-filing.ts';
import { freshnessChecks, isCurrent, readRecords, recordsOf } from '../../shared/filing/freshness.ts';
import { answersNow } from '../../shared/filing/prior-answers.ts';
import { dueWrite } from '../../shared/store/change.ts';
import { balanceOfItem } from '../../shared/store/claims.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { readFilingDocuments } from '../../shared/store/filings.ts';
import { claimBalanceKey, readyIndex, readyPartition } from '../../shared/store/keys/claim.ts';
import { shards } from '../../shared/store/keys/table.ts';
import {
  gatherWrite,
  joinedClaimsWrite,
  newSubmissionWrite,
  readSubmission,
  stepWrite,
  submissionDue,
} from '../../shared/store/submissions.ts';
import type { Item, Write } from '../../shared/store/table.ts';
import { claimLimit } from '../../shared/x12/837/all-forms/check-claims.ts';
import {
  actionsPerTransaction,
  actor,
  attempts,
  claimsPerTransaction,
  commit,
  eventWrite,
  otherWritersFirst,
  packsOf,
  type SubmitDeps,
  type SubmitTask,
  stepAudit,
} from './context.ts';

/**
 * Adds ready claims to the submission, then closes it. Each claim moves from ready to batched by condition, in the transaction that writes
 * lists it and checks that the submission still gathers. So a claim that another submission took is skipped, and none is added once any
 * worker has closed it. When more claims are ready than fit into one file, closing begins the next submission.
 */
export async function gather(task: SubmitTask, submission: Submission, deps: SubmitDeps): Promise<void> {
  let isFull = false;
  for (let shard = 0; shard < shards.ready && !isFull; shard += 1) {
    isFull = await gatherShard(task, submission, shard, deps);
  }
  await close(task, submission, isFull, deps);
}

/** @returns whether the submission is full or closed */
async function gatherShard(
  task: SubmitTask,
  { lane, claimIds: chosen }: Submission,
  shard: number,
  deps: SubmitDeps,
): Promise<boolean> {
  const partition = readyPartition(task.tenantId, lane, shard);
  if (chosen !== undefined) {
    const own = chosen.filter((claimId) => readyIndex(task.tenantId, lane, claimId).g1pk === partition);
    return own.length > 0 && gatherPack(task, own, partition, deps);
  }
  let after: Readonly<Record<string, string>> | undefined;
  do {
    const page = await deps.table.query({ partition, index: true, limit: claimsPerTransaction * 10, after });
    for (const pack of packsOf(page.items, claimsPerTransaction)) {
      const claimIds = pack.map((item) => item.g1sk as string);
      if (await gatherPack(task, claimIds, partition, deps)) return true;
    }
    after = page.next;
  } while (after !== undefined);
  return false;
}

/**
 * Reads a pack of claims once, and lets them join in as many transactions as they need. When another worker came first, what is left is read
 * again.
 * @returns whether the submission is full or closed
 */
async function gatherPack(
  task: SubmitTask,
  claimIds: readonly string[],
  partition: string,
  deps: SubmitDeps,
): Promise<boolean> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const submission = await readSubmission(deps.table, task.tenantId, task.submissionId);
    if (submission?.state.kind !== 'gathering') return true;
    const room = Math.max(0, limitOf(submission, deps) - submission.claims);
    const ready = await readyFilings(task, claimIds, partition, deps);
    if (await joinAll(task, submission, ready.slice(0, room), deps)) return ready.length > room;
  }
  throw otherWritersFirst();
}

/** @returns whether all of them joined, and no other worker came first */
async function joinAll(
  task: SubmitTask,
  submission: Submission,
  filings: readonly ReadyFiling[],
  deps: SubmitDeps,
): Promise<boolean> {
  let joined = 0;
  while (joined < filings.length) {
    const joining = inOneTransaction(filings.slice(joined));
    const counted = { ...submission, claims: submission.claims + joined };
    const writes = joinWrites(task, counted, joining, deps.now().toISOString());
    if (!(await commit(task, deps, writes)).ok) return false;
    joined += joining.length;
  }
  return true;
}

/** The most claims in one file: the guide's limit, or the receiver's own. */
function limitOf({ partner }: Submission, deps: SubmitDeps): number {
  return Math.min(deps.claimLimit ?? claimLimit, partner?.claimsPerFile ?? claimLimit);
}

/** A filing that may be added, with its claim. */
interface ReadyFiling {
  readonly balance: ClaimBalance;
  readonly document: FilingDocument;
}

/**
 * The filings that still wait in this list, up to date: when a record that one was assembled from has changed, it is assembled again first.
 * The index lags behind, so each claim's own item decides.
 */
async function readyFilings(
  task: SubmitTask,
  claimIds: readonly string[],
  partition: string,
  deps: SubmitDeps,
): Promise<ReadyFiling[]> {
  const { tenantId } = task;
  const { table } = deps;
  const items = await table.batchGet(claimIds.map((claimId) => claimBalanceKey(tenantId, claimId)));
  const balances = items.filter((item) => item?.g1pk === partition).map((item) => balanceOfItem(item as Item));
  const names = balances.map(({ claimId, filings }) => ({ claimId, number: currentFiling(filings)?.number ?? 1 }));
  const documents = await readFilingDocuments(table, tenantId, names);
  const present = documents.filter((document) => document !== undefined);
  const records = await readRecords(table, tenantId, present);
  const answers = await answersNow(tenantId, balances, table);
  // Assembled again, what must not leave is held: however it came into the list.
  const stale = balances.filter(
    (balance, index) => !isCurrent(balance, documents[index], { records, answers: answers.get(balance.claimId) }),
  );
  for (const balance of stale) await assembleAgain(task, balance, deps);
  if (stale.length > 0) return readyFilings(task, claimIds, partition, deps);
  return balances.map((balance, index) => ({ balance, document: documents[index] as FilingDocument }));
}

/** Assembles a ready filing from what is on file now: it may stay in this list, move to another receiver's, or be held. */
async function assembleAgain(task: SubmitTask, balance: ClaimBalance, deps: SubmitDeps): Promise<void> {
  const { tenantId } = task;
  const { encounterId } = balance;
  const encounter = encounterId === undefined ? undefined : await readFinalEncounter(deps.table, tenantId, encounterId);
  const isWhole = encounterId === undefined || currentFiling(balance.filings)?.frequency === 'void';
  // Cancelled at this moment: when the claim is read again, it is not ready.
  if (!isWhole && encounter?.state.claimIds.includes(balance.claimId) !== true) return;
  const order = { tenant: tenantId, actor, at: deps.now().toISOString(), encounter, balance };
  const assembled = await assembleFiling(order, deps);
  // When somebody else wrote the claim at this moment, it is read and checked again.
  await commit(task, deps, await assemblyWrites(order, assembled, deps.table));
}

/** As many as one transaction takes, with the records that they were assembled from. */
function inOneTransaction(filings: readonly ReadyFiling[]): readonly ReadyFiling[] {
  const actions = (size: number) => 3 + size + recordsOf(filings.slice(0, size).map((one) => one.document)).length;
  let count = filings.length;
  while (count > 1 && actions(count) > actionsPerTransaction) count -= 1;
  return filings.slice(0, count);
}

/** Conditions besides the claims: the records that they were assembled from have not changed. */
function joinWrites(task: SubmitTask, submission: Submission, joining: readonly ReadyFiling[], at: string): Write[] {
  const { tenantId, submissionId } = task;
  const documents = joining.map(({ document }) => document);
  const rows = joining.map(({ balance: { claimId, chargeCents }, document }) => {
    return { claimId, filing: document.number, joinedAt: at, chargeCents };
  });
  return [
    gatherWrite(tenantId, submission, rows),
    stepAudit(task, 'submission-gathered', { at, part: `gather-${submission.claims}`, claims: rows.length }),
    joinedClaimsWrite(tenantId, submissionId, rows),
    ...joining.map(({ balance }) => eventWrite(tenantId, balance, { kind: 'batched', submissionId })),
    ...freshnessChecks(tenantId, documents),
  ];
}

async function close(task: SubmitTask, submission: Submission, isFull: boolean, deps: SubmitDeps): Promise<void> {
  const { tenantId, submissionId } = task;
  const at = deps.now().toISOString();
  const next = isFull ? nextSubmission(task, submission, at) : undefined;
  // When the condition does not hold, another worker has closed it, and that counts.
  await commit(task, deps, [
    stepWrite(tenantId, submissionId, { from: 'gathering', to: { kind: 'closed' }, nextSubmissionId: next?.id }),
    ...(next === undefined ? [] : [newSubmissionWrite(tenantId, next), dueWrite(at, submissionDue(tenantId, next.id))]),
  ]);
}

function nextSubmission({ tenantId }: SubmitTask, before: Submission, createdAt: string): Submission {
  const { lane, receiverId, submitterId, createdBy, timeZone, submitterName, partner, claimIds } = before;
  return {
    id: idFromDigest('submission', digestOf('next-submission', tenantId, before.id)),
    createdAt,
    timeZone,
    ...present({ submitterName, partner, claimIds }),
    createdBy,
    lane,
    receiverId,
    submitterId,
    state: { kind: 'gathering' },
    claims: 0,
    chargeCents: zeroCents,
  };
}
