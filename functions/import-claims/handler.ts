import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { createQueueHandler } from '../../shared/runtime/queue-handler.ts';
import { createQueues } from '../../shared/runtime/queues.ts';
import { importClaims } from './import-claims.ts';

const edge = createEdge('import-claims');
const deps = { ...edge, files: openFiles(edge.environment), queues: createQueues(edge.environment) };

export const handler = createQueueHandler(
  'import-claims',
  (message, delivery) => importClaims(message, delivery, deps),
  edge,
);
