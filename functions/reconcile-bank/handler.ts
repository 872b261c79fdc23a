import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { createQueueHandler } from '../../shared/runtime/queue-handler.ts';
import { reconcile } from './reconcile.ts';

const edge = createEdge('reconcile-bank');
const deps = { ...edge, files: openFiles(edge.environment) };

export const handler = createQueueHandler(
  'reconcile-bank',
  (message, delivery) => reconcile(message, delivery, deps),
  edge,
);
