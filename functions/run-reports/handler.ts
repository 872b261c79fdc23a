import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { createQueueHandler } from '../../shared/runtime/queue-handler.ts';
import { runReports } from './run-reports.ts';

const edge = createEdge('run-reports');
const deps = { ...edge, files: openFiles(edge.environment) };

export const handler = createQueueHandler(
  'run-reports',
  (message, delivery) => runReports(message, delivery, deps),
  edge,
);
