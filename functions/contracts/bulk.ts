import { inBulk } from '../../shared/runtime/api/in-bulk.ts';
import type { ContractsOperations } from './context.ts';

export const bulkOperations: ContractsOperations<'changeManyPaymentVariances'> = {
  changeManyPaymentVariances: (request) =>
    inBulk(request, 'payment-variances', (varianceId) => ({
      ...{ operation: 'decidePaymentVariance', params: { varianceId }, body: request.body.action },
    })),
};
