import { createEdge } from '../../shared/runtime/edge.ts';
import { createQueueHandler } from '../../shared/runtime/queue-handler.ts';
import { remindOfQuery } from './remind-of-query.ts';

const edge = createEdge('remind-coding');

export const handler = createQueueHandler('remind-coding', (message) => remindOfQuery(message, edge), edge);
