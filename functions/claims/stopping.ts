import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import { isId } from '../../shared/domain/identity/ids.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import {
  deliveryExceptionWrites,
  deliveryResolvedWrites,
  deliveryWrite,
  readDeliveries,
  stoppedDeliveries,
} from '../../shared/store/deliveries.ts';
import { readSubmission } from '../../shared/store/submissions.ts';
import type { Write } from '../../shared/store/table.ts';
import type { ClaimsOperations } from './context.ts';
import { deliveryView } from './deliveries.ts';
import { isFileByHand } from './other-deliveries.ts';

export const stoppingOperations: ClaimsOperations<'stopDelivery'> = {
  /**
   * Stops what waits of a file. Its claims, questions or documents stay as they are, so that an exception says that the
   * receiver has nothing, until the file is sent again or a person says that the receiver has it.
   */
  stopDelivery: async ({ principal, params, body, at }, { table }) => {
    const { tenantId, subject } = principal;
    const { submissionId } = params;
    // A fax is stopped with its correspondence, which says what became of it.
    const all = isId('correspondence', submissionId) ? [] : await readDeliveries(table, tenantId, submissionId);
    if (all.length === 0) {
      const isKnown =
        (await readSubmission(table, tenantId, submissionId)) !== undefined ||
        (await isFileByHand(table, tenantId, submissionId));
      return fail({ kind: isKnown ? 'delivery-not-waiting' : 'not-found' });
    }
    const stopped = stoppedDeliveries(all, { by: subject, at, reason: body.reason });
    if (stopped === undefined) return fail({ kind: 'delivery-underway' });
    if (stopped.length === 0) return fail({ kind: 'delivery-not-waiting' });
    const writes = stopped.map(
      async ([before, after]): Promise<Write[]> => [
        deliveryWrite(tenantId, before, after),
        ...(hasArrived(all, before)
          ? await deliveryResolvedWrites(table, tenantId, before, at)
          : await deliveryExceptionWrites(table, tenantId, after, at)),
      ],
    );
    return ok({
      body: { items: stopped.map(([, after]) => deliveryView(after)) },
      // An attempt that begins at this moment comes first: the request is made again.
      writes: (await Promise.all(writes))
        .flat()
        .map((write) => ({ ...write, orElse: { kind: 'delivery-underway' } }) as Write<Failure>),
      audit: { action: 'delivery-stopped', entityId: submissionId, facts: { deliveries: stopped.length } },
    });
  },
};

/** Whether the receiver has another copy of the same file. */
function hasArrived(all: readonly Delivery[], { fileKey }: Delivery): boolean {
  return all.some((each) => each.fileKey === fileKey && each.state === 'sent');
}
