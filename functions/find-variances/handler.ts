import { createCodeSets, localArtifacts } from '../../shared/runtime/code-sets.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { createQueueHandler } from '../../shared/runtime/queue-handler.ts';
import { createQueues } from '../../shared/runtime/queues.ts';
import { findVariances } from './find-variances.ts';

const edge = createEdge('find-variances');
const files = openFiles(edge.environment);
const codeSets = createCodeSets({ ...edge, files, artifacts: localArtifacts(edge.environment) });
const deps = { ...edge, codeSets, queues: createQueues(edge.environment) };

export const handler = createQueueHandler(
  'find-variances',
  (message, delivery) => findVariances(message, delivery, deps),
  edge,
);
