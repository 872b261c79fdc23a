import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { createQueueHandler } from '../../shared/runtime/queue-handler.ts';
import { createQueues } from '../../shared/runtime/queues.ts';
import { postChunk } from './post-chunk.ts';

const edge = createEdge('post-remittance');
const deps = { ...edge, files: openFiles(edge.environment), queues: createQueues(edge.environment) };

export const handler = createQueueHandler(
  'post-remittance',
  (message, delivery) => postChunk(message, delivery, deps),
  edge.logger,
);
