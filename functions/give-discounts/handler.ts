import { createEdge } from '../../shared/runtime/edge.ts';
import { createQueueHandler } from '../../shared/runtime/queue-handler.ts';
import { giveDiscounts } from './give-discounts.ts';

const edge = createEdge('give-discounts');

export const handler = createQueueHandler('give-discounts', (message) => giveDiscounts(message, edge), edge);
