import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { invariant } from '../../shared/domain/result.ts';
import { paymentWrites } from '../../shared/posting/payment-writes.ts';
import {
  digestPlan,
  type OpenPlan,
  openPlan,
  type PlanDigest,
  planPayment,
} from '../../shared/posting/posting-plan.ts';
import { isTakeBackChanged } from '../../shared/posting/take-backs.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { type Delivery, isTimeShort } from '../../shared/runtime/queue-handler.ts';
import { workerAudit } from '../../shared/store/change.ts';
import { fileKey, sha256Hex } from '../../shared/store/files.ts';
import { remittanceKey } from '../../shared/store/keys/remittance.ts';
import { postingCountWrite } from '../../shared/store/ledger.ts';
import { bodyOfItem, plannedWrite, type Remittance } from '../../shared/store/remittances.ts';
import { joinedAdditions } from '../../shared/store/table-writes.ts';
import type { ImportDeps } from './context.ts';
import { createChunkSender } from './send-chunks.ts';

type Approval = MessageOf<'import-remittance'> & { readonly remittanceId: string };

/**
 * Posts a remittance whose plan a person has approved. The plan is made again; if it has changed, nothing posts and the
 * remittance waits again. Otherwise the payment is booked once, and its chunks are posted like any other's. A digest of
 * each claim's booking is kept, so that posting notices claims that change afterwards. The message may come any number
 * of times.
 */
export async function postApproved(message: Approval, delivery: Delivery, deps: ImportDeps): Promise<void> {
  const tenant = message.tenantId as TenantId;
  const item = await deps.table.get(remittanceKey(tenant, message.remittanceId));
  invariant(item !== undefined, 'a remittance precedes its approval');
  const remittance = bodyOfItem<Remittance>(item);
  if (remittance.state !== 'posting' || remittance.planHash === undefined) return;
  const plan = await openPlan(tenant, remittance, deps.now().toISOString(), deps);
  if (remittance.paymentBooked !== true && !(await book(plan, message, delivery, deps))) return;
  const { manifestKey, payment } = plan;
  const chunks = createChunkSender({ tenant, fileId: remittance.fileId, manifestKey }, deps.queues);
  chunks.add(remittance.id, { payment, place: remittance.manifestPlace });
  await chunks.flush();
}

/** The progress of the check is saved after this many chunks, for people who wait for it. */
const chunksBetweenNotes = 20;

/** Books the payment itself, if the approved plan is unchanged. Returns whether there are claims to post. */
async function book(plan: OpenPlan, message: Approval, delivery: Delivery, deps: ImportDeps): Promise<boolean> {
  const { tenant, remittance, payment, rules, at } = plan;
  const key = remittanceKey(tenant, remittance.id);
  const start = await startOf(message, deps);
  const digest = await digestPlan(plan, deps, start, async (chunks) => {
    if (chunks > (start?.chunks ?? 0) && chunks % chunksBetweenNotes === 0) await noteChecked(plan, chunks, deps);
    // At least a few chunks each time, so that the check comes to an end.
    return chunks === (start?.chunks ?? 0) || !isTimeShort(delivery);
  });
  if (digest.chunks < payment.chunks.length) return leaveRest(plan, message, digest, deps);
  const paymentPlan = await planPayment(plan, deps);
  if (digest.hash !== remittance.planHash || paymentPlan.hash !== digest.paymentHash) {
    const set = { state: 'planned', planChangedAt: at };
    const remove = ['planHash', 'claimsChecked'];
    const write = { update: key, set, remove, condition: isPosting };
    const uncounted = postingCountWrite(tenant, remittance, -1);
    await deps.table.transact([write, plannedWrite(tenant, remittance.id), uncounted]);
    deps.logger.warn('posting-plan-changed', { tenantId: tenant, remittanceId: remittance.id });
    return false;
  }
  const hasClaims = payment.claims > 0;
  const planKey = await keepDigests(tenant, digest.kept, deps);
  const written = await deps.table.transact([
    {
      update: key,
      set: { paymentBooked: true, planKey, ...(hasClaims ? {} : { state: 'posted' }) },
      add: { exceptions: paymentPlan.posting.exceptions.length },
      remove: ['claimsChecked'],
      condition: isPosting,
    },
    workerAudit('import-remittance', tenant, at, { action: 'remittance-booked', entityId: remittance.id }),
    ...joinedAdditions([
      ...paymentWrites(tenant, remittance, { planned: payment, ...paymentPlan, rules }, at),
      ...(hasClaims ? [] : [postingCountWrite(tenant, remittance, -1)]),
    ]),
  ]);
  // The balance of a reference of the payment has changed since it was read.
  if (!written.ok && isTakeBackChanged(written.failure.write)) return book(plan, message, delivery, deps);
  // Any other failed condition means that another delivery of this message was first; its booking counts.
  return hasClaims && (written.ok || (await isBooked(plan, deps)));
}

/** Approved, but not booked. */
const isPosting = { equals: { state: 'posting' }, without: ['paymentBooked'] } as const;

/** Where an earlier message stopped the check when its time ran out. */
async function startOf({ checked }: Approval, { files }: ImportDeps): Promise<PlanDigest | undefined> {
  if (checked === undefined) return undefined;
  const { keptKey, ...rest } = checked;
  return { ...rest, kept: await files.get(keptKey) };
}

/** Leaves the rest of the check to a new message. Posting finds claims that change after they were checked. */
async function leaveRest(
  { tenant }: OpenPlan,
  message: Approval,
  { kept, ...soFar }: PlanDigest,
  deps: ImportDeps,
): Promise<false> {
  const keptKey = await keepDigests(tenant, kept, deps);
  await deps.queues.send('import-remittance', [{ ...message, checked: { ...soFar, keptKey } }]);
  return false;
}

async function keepDigests(tenant: TenantId, kept: Uint8Array, { files }: ImportDeps): Promise<string> {
  const key = fileKey(tenant, 'manifest', `${sha256Hex(kept)}.plan`);
  await files.put(key, kept, 'application/octet-stream');
  return key;
}

async function noteChecked({ tenant, remittance, payment }: OpenPlan, chunks: number, { table }: ImportDeps) {
  const claimsChecked = payment.chunks.slice(0, chunks).reduce((sum, chunk) => sum + chunk.claims, 0);
  const update = remittanceKey(tenant, remittance.id);
  await table.transact([{ update, set: { claimsChecked }, condition: isPosting }]);
}

async function isBooked({ tenant, remittance }: OpenPlan, { table }: ImportDeps): Promise<boolean> {
  const item = await table.get(remittanceKey(tenant, remittance.id));
  return item?.paymentBooked === true;
}
