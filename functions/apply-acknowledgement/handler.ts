import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { createQueueHandler } from '../../shared/runtime/queue-handler.ts';
import { createQueues } from '../../shared/runtime/queues.ts';
import { processMessage } from './process-message.ts';

const edge = createEdge('apply-acknowledgement');
const usage = edge.environment.STAGE === 'production' ? 'P' : 'T';
const deps = {
  ...edge,
  files: openFiles(edge.environment),
  queues: createQueues(edge.environment),
  usage,
} as const;

export const handler = createQueueHandler(
  'apply-acknowledgement',
  (message, delivery) => processMessage(message, delivery, deps),
  edge,
);
