import { parseClaimId } from '../../shared/domain/identity/ids.ts';
import { inBulk } from '../../shared/runtime/api/in-bulk.ts';
import type { refundsApi } from './api.ts';
import type { RefundsOperations, RefundsRequest } from './context.ts';

type Do = RefundsRequest<'changeManyRefunds'>['body']['action']['do'];

const deeds = {
  approve: 'approveRefund',
  decline: 'declineRefund',
  clear: 'clearRefund',
} as const satisfies Record<Do, keyof typeof refundsApi>;

export const bulkOperations: RefundsOperations<'changeManyRefunds' | 'changeManyCredits'> = {
  changeManyRefunds: (request) => {
    const { do: deed, ...body } = request.body.action;
    return inBulk(request, 'refunds', (refundId) => ({ operation: deeds[deed], params: { refundId }, body }));
  },

  changeManyCredits: (request) => {
    const { reason } = request.body.action;
    return inBulk(request, 'credits', (id) => {
      const credit = parseClaimId(id).ok ? { claimId: id } : { paymentId: id };
      return { operation: 'createRefund', body: { ...credit, reason } };
    });
  },
};
