import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { createQueueHandler } from '../../shared/runtime/queue-handler.ts';
import { createQueues } from '../../shared/runtime/queues.ts';
import { runStatements } from './run-statements.ts';

const edge = createEdge('run-statements');
const deps = { ...edge, files: openFiles(edge.environment), queues: createQueues(edge.environment) };

export const handler = createQueueHandler(
  'run-statements',
  (message, delivery) => runStatements(message, delivery, deps),
  edge,
);
