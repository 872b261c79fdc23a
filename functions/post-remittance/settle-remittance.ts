import { idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import { workerAudit } from '../../shared/store/change.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { exceptionWrite } from '../../shared/store/exceptions.ts';
import { remittanceKey } from '../../shared/store/keys/remittance.ts';
import { postingCountWrite } from '../../shared/store/ledger.ts';
import { bodyOfItem, paymentsDoneWrite, type Remittance } from '../../shared/store/remittances.ts';
import type { PostDeps } from './context.ts';

/**
 * Checks a remittance once all its chunks are done: the booked claims and cents must equal the payment, so that its clearing account is
 * zero. Any difference stays open under an exception; it is never plugged.
 * @returns whether all its chunks are done
 */
export async function settleRemittance(tenant: TenantId, remittanceId: string, deps: PostDeps): Promise<boolean> {
  const { table, logger, now } = deps;
  const key = remittanceKey(tenant, remittanceId);
  const item = await table.get(key);
  const remittance = item === undefined ? undefined : bodyOfItem<Remittance>(item);
  if (remittance === undefined || remittance.chunksDone < remittance.chunks) return false;
  if (remittance.state === 'posting') {
    const isClear =
      remittance.claimsDone === remittance.claims && remittance.paidCentsDone === remittance.claimPaidCents;
    const state = isClear ? 'posted' : 'clearing-open';
    const exception = exceptionWrite(tenant, {
      id: idFromDigest('exception', digestOf('exception', tenant, remittanceId, 'clearing-open')),
      code: 'clearing-open',
      openedAt: now().toISOString(),
      remittanceId,
      facts: { claimPaidCents: remittance.claimPaidCents, bookedCents: remittance.paidCentsDone },
    });
    await table.transact([
      { update: key, set: { state }, condition: { equals: { state: 'posting' } } },
      postingCountWrite(tenant, remittance, -1),
      // A payment that waited for a person was already counted when it began to wait.
      ...(remittance.planHash === undefined ? [paymentsDoneWrite(tenant, remittance.fileId)] : []),
      workerAudit('post-remittance', tenant, now().toISOString(), {
        action: isClear ? 'remittance-posted' : 'remittance-left-open',
        entityId: remittanceId,
      }),
      ...(isClear ? [] : [exception]),
    ]);
    logger.info('remittance-settled', { remittanceId, state, claims: remittance.claims });
  }
  return true;
}
