import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { invariant } from '../../shared/domain/result.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { paymentWrites } from '../../shared/runtime/posting/payment-writes.ts';
import { digestPlan, type OpenPlan, openPlan } from '../../shared/runtime/posting/posting-plan.ts';
import { decidePayment } from '../../shared/runtime/posting/read-payment.ts';
import { type Delivery, stopInTime } from '../../shared/runtime/queue-handler.ts';
import { workerAudit } from '../../shared/store/change.ts';
import { fileKey, sha256Hex } from '../../shared/store/files.ts';
import { remittanceKey } from '../../shared/store/keys.ts';
import { bodyOfItem, type Remittance } from '../../shared/store/remittances.ts';
import { type ImportDeps, sendChunks } from './import-file.ts';

type Approval = MessageOf<'import-remittance'> & { readonly remittanceId: string };

/**
 * Posts a remittance whose plan a person has approved: the plan is made once more, and when it is another one by now, nothing posts
 * and the remittance waits again. Else the payment is booked, once, and its chunks are posted like any other's; a digest of each
 * claim's booking is kept, by which posting knows a claim that changed after this. The message may come any number of times.
 */
export async function postApproved(message: Approval, delivery: Delivery, deps: ImportDeps): Promise<void> {
  const tenant = message.tenantId as TenantId;
  const item = await deps.table.get(remittanceKey(tenant, message.remittanceId));
  invariant(item !== undefined, 'a remittance precedes its approval');
  const remittance = bodyOfItem<Remittance>(item);
  if (remittance.state !== 'posting' || remittance.planHash === undefined) return;
  const plan = await openPlan(tenant, remittance, deps.now().toISOString(), deps);
  if (remittance.paymentBooked !== true && !(await book(plan, delivery, deps))) return;
  await sendChunks(
    { tenant, fileId: remittance.fileId, remittanceId: remittance.id },
    plan.manifestKey,
    plan.payment,
    deps,
  );
}

/** Books the payment itself, if what was approved is still what would be booked. Says whether there are claims to post. */
async function book(plan: OpenPlan, delivery: Delivery, deps: ImportDeps): Promise<boolean> {
  const { tenant, remittance, payment, rules, at } = plan;
  const key = remittanceKey(tenant, remittance.id);
  const isPosting = { equals: { state: 'posting' }, without: ['paymentBooked'] };
  const { hash, kept } = await digestPlan(plan, deps, () => stopInTime(delivery));
  if (hash !== remittance.planHash) {
    const set = { state: 'planned', planChangedAt: at };
    await deps.table.transact([{ update: key, set, remove: ['planHash'], condition: isPosting }]);
    deps.logger.warn('posting-plan-changed', { tenantId: tenant, remittanceId: remittance.id });
    return false;
  }
  const { payment: read, posting } = await decidePayment(tenant, remittance, payment, rules, deps);
  const hasClaims = payment.claims > 0;
  const planKey = fileKey(tenant, 'manifest', `${sha256Hex(kept)}.plan`);
  await deps.files.put(planKey, kept, 'application/octet-stream');
  const written = await deps.table.transact([
    {
      update: key,
      set: { paymentBooked: true, planKey, ...(hasClaims ? {} : { state: 'posted' }) },
      add: { exceptions: posting.exceptions.length },
      condition: isPosting,
    },
    workerAudit('import-remittance', tenant, at, { action: 'remittance-booked-as-approved', entityId: remittance.id }),
    ...paymentWrites(tenant, remittance, payment, read, posting, at, rules.version),
  ]);
  // A failed condition: another delivery of this message was first, and what it booked counts.
  return hasClaims && (written.ok || (await isBooked(plan, deps)));
}

async function isBooked({ tenant, remittance }: OpenPlan, { table }: ImportDeps): Promise<boolean> {
  const item = await table.get(remittanceKey(tenant, remittance.id));
  return item?.paymentBooked === true;
}
