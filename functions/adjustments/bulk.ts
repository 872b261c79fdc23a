import { inBulk } from '../../shared/runtime/api/in-bulk.ts';
import type { adjustmentsApi } from './api.ts';
import type { AdjustmentsOperations, AdjustmentsRequest } from './context.ts';

type Do = AdjustmentsRequest<'changeManyAdjustments'>['body']['action']['do'];

const deeds = {
  approve: 'approveAdjustment',
  decline: 'declineAdjustment',
  reverse: 'reverseAdjustment',
} as const satisfies Record<Do, keyof typeof adjustmentsApi>;

export const bulkOperations: AdjustmentsOperations<'changeManyAdjustments'> = {
  changeManyAdjustments: (request) => {
    const { do: deed, ...body } = request.body.action;
    return inBulk(request, 'adjustments', (adjustmentId) => ({
      ...{ operation: deeds[deed], params: { adjustmentId }, body },
    }));
  },
};
