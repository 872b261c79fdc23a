import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { createQueueHandler } from '../../shared/runtime/queue-handler.ts';
import { createQueues } from '../../shared/runtime/queues.ts';
import { processMessage } from './process-message.ts';

const edge = createEdge('import-remittance');
const deps = {
  ...edge,
  files: openFiles(edge.environment),
  queues: createQueues(edge.environment),
  holdsTests: edge.environment.STAGE === 'production',
};

export const handler = createQueueHandler(
  'import-remittance',
  (message, delivery) => processMessage(message, delivery, deps),
  edge,
);
