import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { accountTotals, type Leg } from '../../shared/domain/ledger/entry.ts';
import { zeroCents } from '../../shared/domain/money/cents.ts';
import { invariant } from '../../shared/domain/result.ts';
import { bookGroups } from '../../shared/posting/book-groups.ts';
import { keptDigestsOf } from '../../shared/posting/booking-digest.ts';
import { keptRange } from '../../shared/posting/posting-plan.ts';
import { readChunk } from '../../shared/posting/read-chunk.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { type Delivery, goingOn, stopInTime } from '../../shared/runtime/queue-handler.ts';
import type { Files } from '../../shared/store/files.ts';
import { chunkKey, remittanceKey } from '../../shared/store/keys/remittance.ts';
import { entryOfItem, totalsWrite } from '../../shared/store/ledger.ts';
import { type ManifestChunk, type ManifestPayment, parseManifest } from '../../shared/store/manifest.ts';
import { readPayerTerms } from '../../shared/store/payer-terms.ts';
import { rulesAskedBy, rulesFor } from '../../shared/store/posting-rules.ts';
import { bodyOfItem, packEntryKeys, type Remittance } from '../../shared/store/remittances.ts';
import type { Item } from '../../shared/store/table.ts';
import type { PostDeps } from './context.ts';
import { settleRemittance } from './settle-remittance.ts';

/**
 * Posts one chunk: reads its claims from the raw file, books each once, and completes the chunk in one transaction that adds
 * its counts, cents and account totals. A message that comes again finds what it did before.
 */
export async function postChunk(
  message: MessageOf<'post-remittance'>,
  delivery: Delivery,
  deps: PostDeps,
): Promise<void> {
  const rest = () => ({ ...message, isContinued: true });
  await goingOn('post-remittance', rest, deps.queues, () => postOnce(message, delivery, deps));
}

async function postOnce(message: MessageOf<'post-remittance'>, delivery: Delivery, deps: PostDeps): Promise<void> {
  const { table, files } = deps;
  const tenant = message.tenantId as TenantId;
  const keys = [remittanceKey(tenant, message.remittanceId), chunkKey(tenant, message.remittanceId, message.chunk)];
  const [item, done] = await table.batchGet(keys);
  invariant(item !== undefined, 'a remittance precedes its chunks');
  const remittance = bodyOfItem<Remittance>(item);
  if (remittance.state === 'posting' && done === undefined) {
    const manifest = parseManifest(await files.get(message.manifestKey));
    const payment = manifest.payments[remittance.paymentIndex];
    const chunk = payment?.chunks[message.chunk];
    invariant(payment !== undefined && chunk !== undefined, 'a message names a chunk of its manifest');
    const groups = await readChunk(tenant, remittance, payment, chunk, files);
    const rules = await rulesFor(table, tenant, rulesAskedBy(remittance));
    const approved = await approvedOf(remittance, payment, message.chunk, files);
    const at = deps.now().toISOString();
    const terms = await readPayerTerms(table, tenant, remittance.payerIds);
    const own = { logger: deps.logger, chunk: message.chunk };
    const context = { tenant, remittance, payment, terms, at, rules, ...own, ...approved };
    // What another message booked is looked for, as after a delivery that died.
    const receives = message.isContinued === true ? Math.max(2, delivery.receiveCount) : delivery.receiveCount;
    const stored = await bookGroups(context, groups, table, receives, () => stopInTime(delivery));
    await completeChunk(tenant, remittance, message.chunk, chunk, stored, deps);
  }
  await settleRemittance(tenant, remittance.id, deps);
}

/** What a person approved of a chunk, when its payment waited for one. */
async function approvedOf(remittance: Remittance, payment: ManifestPayment, chunk: number, files: Files) {
  if (remittance.planKey === undefined) return { isSeen: false };
  const { offset, length } = keptRange(payment, chunk);
  return { isSeen: true, approved: keptDigestsOf(await files.getRange(remittance.planKey, offset, length)) };
}

/** Marks a chunk done, if it was not, and adds what its stored entries come to. */
async function completeChunk(
  tenant: TenantId,
  remittance: Remittance,
  chunkNumber: number,
  chunk: ManifestChunk,
  stored: readonly Item[],
  { table, logger }: PostDeps,
): Promise<void> {
  const entries = stored.map(entryOfItem);
  const legs: Leg[] = entries.flatMap((entry) => entry.legs);
  const clearingCents = accountTotals(legs).get('remittance-clearing') ?? zeroCents;
  const unapplied = stored.filter((item) => item.kind === 'remittance-unapplied' && item.matched === undefined).length;
  const denials = stored.reduce((sum, item) => sum + Number(item.denials ?? 0), 0);
  const exceptions = stored.reduce((sum, item) => sum + Number(item.exceptions ?? 0), 0);
  invariant(entries.length === chunk.claims, 'a chunk is complete when each of its claims has an entry');
  const written = await table.transact([
    {
      put: {
        ...chunkKey(tenant, remittance.id, chunkNumber),
        type: 'chunk',
        schemaVersion: 1,
        claims: entries.length,
        clearingCents,
        entries: packEntryKeys(stored),
      },
      condition: { absent: true },
    },
    {
      update: remittanceKey(tenant, remittance.id),
      add: {
        chunksDone: 1,
        claimsDone: entries.length,
        paidCentsDone: clearingCents,
        claimsPosted: entries.length - unapplied,
        claimsUnapplied: unapplied,
        exceptions,
        denials,
      },
    },
    totalsWrite(tenant, remittance.postedOn, remittance.entityId, `${remittance.id}#${chunkNumber}`, legs),
  ]);
  if (written.ok)
    logger.info('chunk-posted', { remittanceId: remittance.id, chunk: chunkNumber, claims: entries.length });
}
