import { inBulk } from '../../shared/runtime/api/in-bulk.ts';
import type { exceptionsApi } from './api.ts';
import type { ExceptionsOperations, ExceptionsRequest } from './context.ts';

type Do = ExceptionsRequest<'changeManyExceptions'>['body']['action']['do'];

const deeds = {
  close: 'closeException',
  accept: 'acceptException',
  move: 'moveException',
  'write-off': 'writeOffException',
  book: 'bookException',
} as const satisfies Record<Do, keyof typeof exceptionsApi>;

export const bulkOperations: ExceptionsOperations<'changeManyExceptions'> = {
  changeManyExceptions: (request) => {
    const { do: deed, ...body } = request.body.action;
    return inBulk(request, 'exceptions', (exceptionId) => ({ operation: deeds[deed], params: { exceptionId }, body }));
  },
};
