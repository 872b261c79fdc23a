import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { invariant } from '../../shared/domain/result.ts';
import { bookChunks, type ChunkGroups } from '../../shared/posting/book-groups.ts';
import { keptDigestsOf } from '../../shared/posting/booking-digest.ts';
import { keptRange } from '../../shared/posting/posting-plan.ts';
import { type ChunkOfRemittance, readChunks } from '../../shared/posting/read-chunk.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { continueByMessage, type Delivery, stopInTime } from '../../shared/runtime/queue-handler.ts';
import type { Files } from '../../shared/store/files.ts';
import { payerContractsKey } from '../../shared/store/keys/contract.ts';
import { chunkKey, remittanceKey } from '../../shared/store/keys/remittance.ts';
import { readManifestChunks } from '../../shared/store/manifest.ts';
import { contractDirectoryOf } from '../../shared/store/payer-contracts.ts';
import { readPayerTerms } from '../../shared/store/payer-terms.ts';
import { rulesFixedFor, rulesFor, rulesName } from '../../shared/store/posting-rules.ts';
import { remembered } from '../../shared/store/remembered.ts';
import { bodyOfItem, finishFile, type Remittance } from '../../shared/store/remittances.ts';
import type { Item } from '../../shared/store/table.ts';
import { varianceClaims } from '../../shared/store/variance-rounds.ts';
import { completeChunks } from './complete-chunks.ts';
import type { PostDeps } from './context.ts';
import { settleRemittance } from './settle-remittance.ts';

type Message = MessageOf<'post-remittance'>;

/** From this delivery on each chunk gets a message of its own, because one of them may be what kills the worker. */
const takenApartFrom = 3;

/**
 * Posts chunks of one file: reads their claims from the raw file, books each once, and completes each chunk in a transaction that
 * adds its counts, cents and account totals. A message that comes again finds what it did before.
 */
export async function postChunks(message: Message, delivery: Delivery, deps: PostDeps): Promise<void> {
  if (delivery.receiveCount >= takenApartFrom && message.chunks.length > 1) {
    const each = message.chunks.map((chunk) => ({ ...message, chunks: [chunk], isContinued: true }));
    await deps.queues.send('post-remittance', each);
    return;
  }
  const rest = () => ({ ...message, isContinued: true });
  await continueByMessage('post-remittance', rest, deps.queues, () => postOnce(message, delivery, deps));
}

async function postOnce(message: Message, delivery: Delivery, deps: PostDeps): Promise<void> {
  const { table } = deps;
  const tenant = message.tenantId as TenantId;
  const { stands, hasContracts } = await standOf(tenant, message, deps);
  const open = stands.filter(({ remittance, isDone }) => remittance.state === 'posting' && !isDone);
  const settled = new Set<string>();
  if (open.length > 0) {
    const read = await readManifestChunks(deps.files, message.manifestKey, open);
    const chunks = open.map(({ remittance }, index) => ({ remittance, chunk: read[index] as (typeof read)[number] }));
    const grouped = await groupsOf(tenant, chunks, deps);
    // If this is not the first delivery, looks for what an earlier one has booked.
    const receives = message.isContinued === true ? Math.max(2, delivery.receiveCount) : delivery.receiveCount;
    const stored = await bookChunks(grouped, table, receives, () => stopInTime(delivery));
    const storedBy = new Map(stored.map((item) => [item.sk, item]));
    const done = chunks.map((chunk, index) => {
      const claims = (grouped[index] as ChunkGroups).groups.flatMap((group) => group.claims);
      return { ...chunk, stored: claims.flatMap(({ entryKey }) => storedBy.get(entryKey.sk) ?? []) };
    });
    for (const id of await completeChunks(tenant, done, deps)) settled.add(id);
    const entries = done.flatMap((chunk) => chunk.stored);
    if (hasContracts) await haveJudged(tenant, entries, deps);
  }
  let isAnyOver = settled.size > 0;
  for (const id of new Set(stands.map(({ remittance }) => remittance.id))) {
    if (!settled.has(id) && (await settleRemittance(tenant, id, deps))) isAnyOver = true;
  }
  // This is done even if the remittance was settled before: the worker that settled it may have died before this step.
  if (isAnyOver) await finishFile(table, tenant, message.fileId);
}

/**
 * Asks for a comparison of the answers with the office's contracts. Nothing is written for it here: if the message is
 * lost, the daily run compares them.
 */
async function haveJudged(tenant: TenantId, entries: readonly Item[], { queues }: PostDeps): Promise<void> {
  const claimIds = entries.flatMap(({ claim, answer }) => (answer === undefined ? [] : [String(claim)]));
  if (claimIds.length > 0) await queues.send('find-variances', varianceClaims(tenant, claimIds));
}

/** The progress of a message's remittances and chunks, and whether the office has contracts: in one request. */
async function standOf(tenant: TenantId, { chunks }: Message, { table }: PostDeps) {
  const keys = chunks.flatMap(({ remittanceId, chunk }) => [
    remittanceKey(tenant, remittanceId),
    chunkKey(tenant, remittanceId, chunk),
  ]);
  const items = await table.batchGet([...keys, payerContractsKey(tenant)]);
  const stands = chunks.map((place, index) => {
    const item = items[2 * index];
    invariant(item !== undefined, 'a remittance precedes its chunks');
    return { ...place, remittance: bodyOfItem<Remittance>(item), isDone: items[2 * index + 1] !== undefined };
  });
  return { stands, hasContracts: contractDirectoryOf(items[keys.length]).contracts.length > 0 };
}

/** The claims of each chunk, with the data to decide them. Rules and terms are read once for payments of the same payer. */
async function groupsOf(
  tenant: TenantId,
  chunks: readonly ChunkOfRemittance[],
  deps: PostDeps,
): Promise<ChunkGroups[]> {
  const { table, files, logger } = deps;
  const groups = await readChunks(tenant, chunks, files);
  const at = deps.now().toISOString();
  const rules = remembered((remittance: Remittance) => rulesFor(table, tenant, rulesFixedFor(remittance)));
  const terms = remembered(({ payerIds }: Remittance) => readPayerTerms(table, tenant, payerIds));
  const grouped: ChunkGroups[] = [];
  for (const [index, { remittance, chunk }] of chunks.entries()) {
    const name = rulesName(remittance);
    const decidedBy = { rules: await rules(name, remittance), terms: await terms(name, remittance) };
    const approved = await approvedOf(remittance, chunk, files);
    const context = { tenant, remittance, chunk, at, logger, ...decidedBy, ...approved };
    grouped.push({ context, groups: groups[index] as ChunkGroups['groups'] });
  }
  return grouped;
}

/** The approved bookings of a chunk, when its payment needed approval. */
async function approvedOf(remittance: Remittance, chunk: ChunkOfRemittance['chunk'], files: Files) {
  if (remittance.planKey === undefined) return { isSeen: false };
  const { offset, length } = keptRange(chunk);
  return { isSeen: true, approved: keptDigestsOf(await files.getRange(remittance.planKey, offset, length)) };
}
