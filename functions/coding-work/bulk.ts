import { inBulk } from '../../shared/runtime/api/in-bulk.ts';
import type { CodingWorkOperations } from './context.ts';

export const bulkOperations: CodingWorkOperations<'changeManyCodingWorks'> = {
  changeManyCodingWorks: (request) =>
    inBulk(request, 'coding-work', (encounterId) => ({
      ...{ operation: 'changeCodingWork', params: { encounterId }, body: request.body.action },
    })),
};
