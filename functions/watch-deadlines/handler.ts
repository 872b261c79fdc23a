import { createEdge } from '../../shared/runtime/edge.ts';
import { createQueueHandler } from '../../shared/runtime/queue-handler.ts';
import { createQueues } from '../../shared/runtime/queues.ts';
import { watchDeadlines } from './watch-deadlines.ts';

const edge = createEdge('watch-deadlines');
const deps = { ...edge, queues: createQueues(edge.environment) };

export const handler = createQueueHandler(
  'watch-deadlines',
  (message, delivery) => watchDeadlines(message, delivery, deps),
  edge,
);
