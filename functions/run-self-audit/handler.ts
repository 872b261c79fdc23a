import { createCodeSets, localArtifacts } from '../../shared/runtime/code-sets.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { createQueueHandler } from '../../shared/runtime/queue-handler.ts';
import { createQueues } from '../../shared/runtime/queues.ts';
import { runSelfAudit } from './run-self-audit.ts';

const edge = createEdge('run-self-audit');
const codeSets = createCodeSets({
  ...edge,
  files: openFiles(edge.environment),
  artifacts: localArtifacts(edge.environment),
});
const deps = { ...edge, codeSets, queues: createQueues(edge.environment) };

export const handler = createQueueHandler(
  'run-self-audit',
  (message, delivery) => runSelfAudit(message, delivery, deps),
  edge,
);
