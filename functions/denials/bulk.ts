import { inBulk } from '../../shared/runtime/api/in-bulk.ts';
import type { denialsApi } from './api.ts';
import type { DenialsOperations, DenialsRequest } from './context.ts';

type Do = DenialsRequest<'changeManyDenials'>['body']['action']['do'];

const deeds = {
  answer: 'answerDenial',
  move: 'moveDenial',
  'write-off': 'writeOffDenial',
} as const satisfies Record<Do, keyof typeof denialsApi>;

export const bulkOperations: DenialsOperations<'changeManyDenials'> = {
  changeManyDenials: (request) => {
    const { do: deed, ...body } = request.body.action;
    return inBulk(request, 'denials', (denialId) => ({ operation: deeds[deed], params: { denialId }, body }));
  },
};
