import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { createQueueHandler } from '../../shared/runtime/queue-handler.ts';
import { runCorrespondence } from './run-correspondence.ts';

const edge = createEdge('run-correspondence');
const deps = { ...edge, files: openFiles(edge.environment) };

export const handler = createQueueHandler('run-correspondence', (message) => runCorrespondence(message, deps), edge);
