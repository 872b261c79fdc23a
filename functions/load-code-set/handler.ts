import { formats } from '../../shared/code-sets/formats.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { createQueueHandler } from '../../shared/runtime/queue-handler.ts';
import { loadCodeSet } from './load-code-set.ts';

const edge = createEdge('load-code-set');
const deps = { ...edge, files: openFiles(edge.environment), formats };

export const handler = createQueueHandler(
  'load-code-set',
  (message, delivery) => loadCodeSet(message, delivery, deps),
  edge,
);
