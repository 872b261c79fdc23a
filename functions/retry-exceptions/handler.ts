import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { createQueueHandler } from '../../shared/runtime/queue-handler.ts';
import { createQueues } from '../../shared/runtime/queues.ts';
import { retryExceptions } from './retry-exceptions.ts';

const edge = createEdge('retry-exceptions');
const deps = { ...edge, files: openFiles(edge.environment), queues: createQueues(edge.environment) };

export const handler = createQueueHandler(
  'retry-exceptions',
  (message, delivery) => retryExceptions(message, delivery, deps),
  edge,
);
