import { createEdge } from '../../shared/runtime/edge.ts';
import { createQueueHandler } from '../../shared/runtime/queue-handler.ts';
import { createQueues } from '../../shared/runtime/queues.ts';
import { writeOffSmallBalances } from './write-off-small-balances.ts';

const edge = createEdge('write-off-small-balances');
const deps = { ...edge, queues: createQueues(edge.environment) };

export const handler = createQueueHandler(
  'write-off-small-balances',
  (message, delivery) => writeOffSmallBalances(message, delivery, deps),
  edge,
);
