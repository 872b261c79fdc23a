import { parseTenantId } from '../../shared/domain/identity/ids.ts';
import { invariant } from '../../shared/domain/result.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { createQueueHandler } from '../../shared/runtime/queue-handler.ts';
import { createQueues } from '../../shared/runtime/queues.ts';
import { submitClaims } from './submit.ts';

const edge = createEdge('submit-claims');
const usage = edge.environment.STAGE === 'production' ? 'P' : 'T';
const deps = {
  table: edge.table,
  now: edge.now,
  usage,
  files: openFiles(edge.environment),
  queues: createQueues(edge.environment),
} as const;

export const handler = createQueueHandler(
  'submit-claims',
  async (message, delivery) => {
    const tenant = parseTenantId(message.tenantId);
    invariant(tenant.ok, 'a message names a tenant');
    const { messageId } = delivery;
    await submitClaims({ tenantId: tenant.value, submissionId: message.submissionId, messageId, delivery }, deps);
  },
  edge,
);
