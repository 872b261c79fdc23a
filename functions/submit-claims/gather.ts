import type { Submission } from '../../shared/domain/claim/submission.ts';
import { idFromDigest } from '../../shared/domain/identity/ids.ts';
import { zeroCents } from '../../shared/domain/money/cents.ts';
import { dueWrite } from '../../shared/store/change.ts';
import { balanceOfItem } from '../../shared/store/claims.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { claimBalanceKey, readyPartition } from '../../shared/store/keys/claim.ts';
import { shards } from '../../shared/store/keys/table.ts';
import {
  gatherWrite,
  newSubmissionWrite,
  readSubmission,
  stepWrite,
  submissionClaimWrite,
  submissionDue,
} from '../../shared/store/submissions.ts';
import type { Item, Write } from '../../shared/store/table.ts';
import { claimLimit } from '../../shared/x12/837/check-file.ts';
import {
  claimsPerTransaction,
  commit,
  commitPack,
  eventWrites,
  packsOf,
  type SubmitDeps,
  type SubmitTask,
  stepAudit,
} from './context.ts';

/**
 * Takes ready claims into the submission, then closes it. Each claim goes from ready to batched by condition, in the transaction
 * that makes its row and proves that the submission still gathers: a claim that another submission took is skipped, and
 * none joins once any worker has closed it. When more are ready than one file takes, the next submission begins with the closing.
 */
export async function gather(task: SubmitTask, submission: Submission, deps: SubmitDeps): Promise<void> {
  let isFull = false;
  for (let shard = 0; shard < shards.ready && !isFull; shard += 1) {
    isFull = await gatherShard(task, submission, shard, deps);
  }
  await close(task, submission, isFull, deps);
}

/** @returns whether the submission takes no more */
async function gatherShard(task: SubmitTask, { lane }: Submission, shard: number, deps: SubmitDeps): Promise<boolean> {
  const partition = readyPartition(task.tenantId, lane, shard);
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

/** @returns whether the submission takes no more */
async function gatherPack(
  task: SubmitTask,
  claimIds: readonly string[],
  partition: string,
  deps: SubmitDeps,
): Promise<boolean> {
  let isFull = false;
  await commitPack(task, deps, async () => {
    const submission = await readSubmission(deps.table, task.tenantId, task.submissionId);
    const room = (deps.claimLimit ?? claimLimit) - (submission?.claims ?? 0);
    const items = await readyItems(task, claimIds, partition, deps);
    isFull = submission?.state.kind !== 'gathering' || items.length > room;
    const joining = items.slice(0, Math.max(0, room));
    if (submission?.state.kind !== 'gathering' || joining.length === 0) return undefined;
    return joinWrites(task, submission, joining, deps.now().toISOString());
  });
  return isFull;
}

/** The claims that still wait in this list. The index lags behind, so each one's own item decides. */
async function readyItems(
  { tenantId }: SubmitTask,
  claimIds: readonly string[],
  partition: string,
  { table }: SubmitDeps,
): Promise<Item[]> {
  const items = await table.batchGet(claimIds.map((claimId) => claimBalanceKey(tenantId, claimId)));
  return items.filter((item): item is Item => item !== undefined && item.g1pk === partition);
}

function joinWrites(task: SubmitTask, submission: Submission, items: readonly Item[], at: string): Write[] {
  const balances = items.map(balanceOfItem);
  const rows = balances.map(({ claimId, chargeCents }) => ({ claimId, chargeCents }));
  const { tenantId, submissionId } = task;
  return [
    gatherWrite(tenantId, submission, rows),
    stepAudit(task, 'submission-gathered', at, `gather-${submission.claims}`, rows.length),
    ...rows.map((row) => submissionClaimWrite(tenantId, submissionId, row)),
    ...balances.flatMap((balance) => eventWrites(task, balance, { kind: 'batched', submissionId }, at)),
  ];
}

async function close(task: SubmitTask, submission: Submission, isFull: boolean, deps: SubmitDeps): Promise<void> {
  const { tenantId, submissionId } = task;
  const at = deps.now().toISOString();
  const next = isFull ? nextSubmission(task, submission, at) : undefined;
  // When the condition does not hold, another worker has closed it: its closing counts.
  await commit(task, deps, [
    stepWrite(tenantId, submissionId, 'gathering', { kind: 'closed' }, next && { nextSubmissionId: next.id }),
    ...(next === undefined ? [] : [newSubmissionWrite(tenantId, next), dueWrite(at, submissionDue(tenantId, next.id))]),
  ]);
}

function nextSubmission({ tenantId }: SubmitTask, before: Submission, createdAt: string): Submission {
  const { lane, receiverId, submitterId, createdBy } = before;
  return {
    id: idFromDigest('submission', digestOf('next-submission', tenantId, before.id)),
    createdAt,
    createdBy,
    lane,
    receiverId,
    submitterId,
    state: { kind: 'gathering' },
    claims: 0,
    chargeCents: zeroCents,
  };
}
