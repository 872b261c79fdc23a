import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { createQueueHandler } from '../../shared/runtime/queue-handler.ts';
import { createQueues } from '../../shared/runtime/queues.ts';
import { postAgencyRemit } from './post-agency-remit.ts';

const edge = createEdge('post-agency-remit');
const deps = { ...edge, files: openFiles(edge.environment), queues: createQueues(edge.environment) };

export const handler = createQueueHandler(
  'post-agency-remit',
  (message, delivery) => postAgencyRemit(message, delivery, deps),
  edge,
);
