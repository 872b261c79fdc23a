import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { currentFiling } from '../../shared/domain/claim/filing.ts';
import type { FilingDocument } from '../../shared/domain/claim/filing-document.ts';
import { gatheringSubmission, type Submission } from '../../shared/domain/claim/submission.ts';
import { idFromDigest } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { assembleFiling, assemblyWrites, readFinalEncounter } from '../../shared/filing/assemble-filing.ts';
import { freshnessChecks, isCurrent, readRecords } from '../../shared/filing/freshness.ts';
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
  afterEvent,
  attempts,
  claimsPerTransaction,
  commit,
  eventWrite,
  filingName,
  type KnownClaims,
  noneKnown,
  otherWritersFirst,
  type SubmitDeps,
  type SubmitTask,
  stepAudit,
} from './context.ts';

/**
 * Adds ready claims to the submission, then closes it. Each claim moves from ready to batched by condition, in the
 * transaction that lists it and checks that the submission still gathers. So a claim that another submission took is
 * skipped, and none is added once any worker has closed it. When more claims are ready than fit into one file, closing
 * starts the next submission.
 * @returns what is known of the claims that this run added
 */
export async function gather(task: SubmitTask, submission: Submission, deps: SubmitDeps): Promise<KnownClaims> {
  const known = noneKnown();
  let standing: Submission | undefined = submission;
  for await (const pack of readyPacks(task, submission, deps)) {
    standing = await joinPack({ task, deps, known }, standing, pack);
    if (standing === undefined) break;
  }
  await close(task, submission, standing === undefined, deps);
  return known;
}

/** Claims of the list, and those among their filings that may be added. */
interface Pack {
  readonly claimIds: readonly string[];
  readonly ready: readonly ReadyFiling[];
}

/** The waiting claims of the list, pack by pack. The next pack is read while the current one is added. */
async function* readyPacks(task: SubmitTask, { lane, claimIds }: Submission, deps: SubmitDeps): AsyncGenerator<Pack> {
  const ids = claimIds === undefined ? listedIds(task, lane, deps) : claimIds.toSorted();
  let ahead: Promise<Pack> | undefined;
  try {
    for await (const together of packsInOrder(ids, deps.claimsTogether ?? claimsPerTransaction)) {
      const before = ahead;
      ahead = readyFilings(task, { lane, claimIds: together }, deps).then((ready) => ({ claimIds: together, ready }));
      // If the current pack fails, its own error is reported.
      ahead.catch(() => undefined);
      if (before !== undefined) yield await before;
    }
    if (ahead !== undefined) yield await ahead;
  } finally {
    // Nothing may go on running after the function has ended.
    await ahead?.catch(() => undefined);
  }
}

/**
 * The claims that the index lists as ready, in the order of their numbers across all shards. Claims that join together
 * are stored as one item, whose key has the first of these numbers.
 */
async function* listedIds(task: SubmitTask, lane: string, deps: SubmitDeps): AsyncGenerator<string> {
  const lists = Array.from({ length: shards.ready }, (_, shard) => idsOfShard(task, { lane, shard }, deps));
  const heads: (string | undefined)[] = [];
  for (const list of lists) heads.push((await list.next()).value);
  for (;;) {
    const [first] = heads.filter((id) => id !== undefined).sort();
    if (first === undefined) return;
    yield first;
    const shard = heads.indexOf(first);
    heads[shard] = (await lists[shard]?.next())?.value;
  }
}

async function* idsOfShard(
  { tenantId }: SubmitTask,
  { lane, shard }: { readonly lane: string; readonly shard: number },
  { table }: SubmitDeps,
): AsyncGenerator<string, undefined> {
  const partition = readyPartition(tenantId, lane, shard);
  let after: Readonly<Record<string, string>> | undefined;
  do {
    const page = await table.query({ partition, index: true, limit: claimsPerTransaction * 10, after });
    for (const item of page.items) yield item.g1sk as string;
    after = page.next;
  } while (after !== undefined);
  return undefined;
}

async function* packsInOrder(
  ids: AsyncIterable<string> | Iterable<string>,
  size: number,
): AsyncGenerator<readonly string[]> {
  let pack: string[] = [];
  for await (const id of ids) {
    if (pack.push(id) < size) continue;
    yield pack;
    pack = [];
  }
  if (pack.length > 0) yield pack;
}

interface Joining {
  readonly task: SubmitTask;
  readonly deps: SubmitDeps;
  readonly known: KnownClaims;
}

/**
 * Adds a pack of claims in as many transactions as needed. When another worker was first, the rest is read again.
 * @returns the submission afterwards; undefined when it is full or closed
 */
async function joinPack(joining: Joining, before: Submission, pack: Pack): Promise<Submission | undefined> {
  const { task, deps } = joining;
  let submission = before;
  let { ready } = pack;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const room = Math.max(0, limitOf(submission, deps) - submission.claims);
    const joined = await joinAll(joining, submission, ready.slice(0, room));
    if (joined !== undefined) return ready.length > room ? undefined : joined;
    const read = await readSubmission(deps.table, task.tenantId, task.submissionId);
    if (read?.state.kind !== 'gathering') return undefined;
    submission = read;
    ready = await readyFilings(task, { lane: submission.lane, claimIds: pack.claimIds }, deps);
  }
  throw otherWritersFirst();
}

/** @returns the submission with all of them; undefined when another worker was first */
async function joinAll(
  { task, deps, known }: Joining,
  submission: Submission,
  filings: readonly ReadyFiling[],
): Promise<Submission | undefined> {
  let joined = 0;
  while (joined < filings.length) {
    const joining = inOneTransaction(filings.slice(joined));
    const counted = { ...submission, claims: submission.claims + joined };
    const writes = joinWrites(task, counted, joining, deps.now().toISOString());
    if (!(await commit(task, deps, writes)).ok) return undefined;
    for (const { balance, document } of joining) {
      known.balances.set(balance.claimId, afterEvent(balance, batchedIn(task)));
      known.documents.set(filingName(document), document);
    }
    joined += joining.length;
  }
  return { ...submission, claims: submission.claims + joined };
}

const batchedIn = ({ submissionId }: SubmitTask) => ({ kind: 'batched', submissionId }) as const;

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
  { lane, claimIds }: { readonly lane: string; readonly claimIds: readonly string[] },
  deps: SubmitDeps,
): Promise<ReadyFiling[]> {
  const { tenantId } = task;
  const { table } = deps;
  const items = await table.batchGet(claimIds.map((claimId) => claimBalanceKey(tenantId, claimId)));
  const isListed = (item: Item | undefined, index: number): item is Item =>
    item?.g1pk === readyIndex(tenantId, lane, claimIds[index] as string).g1pk;
  const balances = items.filter(isListed).map(balanceOfItem);
  const names = balances.map(({ claimId, filings }) => ({ claimId, number: currentFiling(filings)?.number ?? 1 }));
  const documents = await readFilingDocuments(table, tenantId, names);
  const present = documents.filter((document) => document !== undefined);
  const records = await readRecords(table, tenantId, present);
  const answers = await answersNow(tenantId, balances, table);
  // Assembling again holds a claim that must not be sent, however it came into the list.
  const stale = balances.filter(
    (balance, index) => !isCurrent(balance, documents[index], { records, answers: answers.get(balance.claimId) }),
  );
  for (const balance of stale) await assembleAgain(task, balance, deps);
  if (stale.length > 0) return readyFilings(task, { lane, claimIds }, deps);
  return balances.map((balance, index) => ({ balance, document: documents[index] as FilingDocument }));
}

/**
 * Assembles a ready filing from the current records: it may stay in this list, move to another receiver's, or be held.
 */
async function assembleAgain(task: SubmitTask, balance: ClaimBalance, deps: SubmitDeps): Promise<void> {
  const { tenantId } = task;
  const { encounterId } = balance;
  const encounter = encounterId === undefined ? undefined : await readFinalEncounter(deps.table, tenantId, encounterId);
  const isWhole = encounterId === undefined || currentFiling(balance.filings)?.frequency === 'void';
  // The encounter was cancelled at this moment: on the next read the claim is not ready.
  if (!isWhole && encounter?.state.claimIds.includes(balance.claimId) !== true) return;
  const order = { tenant: tenantId, actor, at: deps.now().toISOString(), encounter, balance };
  const assembled = await assembleFiling(order, deps);
  // If another writer changed the claim at this moment, it is read and checked again.
  await commit(task, deps, await assemblyWrites(order, assembled, deps.table));
}

/** As many as fit into one transaction, with the records that they were assembled from. */
function inOneTransaction(filings: readonly ReadyFiling[]): readonly ReadyFiling[] {
  const records = new Set<string>();
  let count = 0;
  for (const { document } of filings) {
    for (const { entity, id } of document.assembledFrom) records.add(`${entity} ${id}`);
    if (count > 0 && 3 + count + 1 + records.size > actionsPerTransaction) break;
    count += 1;
  }
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
    ...joining.map(({ balance }) => eventWrite(tenantId, balance, batchedIn(task))),
    ...freshnessChecks(tenantId, documents),
  ];
}

async function close(task: SubmitTask, submission: Submission, isFull: boolean, deps: SubmitDeps): Promise<void> {
  const { tenantId, submissionId } = task;
  const at = deps.now().toISOString();
  const next = isFull ? nextSubmission(task, submission, at) : undefined;
  // If the condition fails, another worker has closed it, which counts as well.
  await commit(task, deps, [
    stepWrite(tenantId, submissionId, { from: 'gathering', to: { kind: 'closed' }, nextSubmissionId: next?.id }),
    ...(next === undefined ? [] : [newSubmissionWrite(tenantId, next), dueWrite(at, submissionDue(tenantId, next.id))]),
  ]);
}

function nextSubmission({ tenantId }: SubmitTask, before: Submission, createdAt: string): Submission {
  const { createdBy, timeZone, submitterName, partner, claimIds } = before;
  const id = idFromDigest('submission', digestOf('next-submission', tenantId, before.id));
  return gatheringSubmission(id, before, {
    ...{ createdAt, timeZone, createdBy },
    ...present({ submitterName, partner, claimIds }),
  });
}
