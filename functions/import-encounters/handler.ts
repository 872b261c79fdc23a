import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { createQueueHandler } from '../../shared/runtime/queue-handler.ts';
import { createQueues } from '../../shared/runtime/queues.ts';
import { importEncounters } from './import-encounters.ts';

const edge = createEdge('import-encounters');
const deps = { ...edge, files: openFiles(edge.environment), queues: createQueues(edge.environment) };

export const handler = createQueueHandler(
  'import-encounters',
  (message, delivery) => importEncounters(message, delivery, deps),
  edge,
);
