import { createEdge } from '../../shared/runtime/edge.ts';
import { createQueueHandler } from '../../shared/runtime/queue-handler.ts';
import { createQueues } from '../../shared/runtime/queues.ts';
import { giveUpByRule } from './give-up-by-rule.ts';

const edge = createEdge('give-up-by-rule');
const deps = { ...edge, queues: createQueues(edge.environment) };

export const handler = createQueueHandler(
  'give-up-by-rule',
  (message, delivery) => giveUpByRule(message, delivery, deps),
  edge,
);
