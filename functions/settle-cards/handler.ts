import { randomBytes } from 'node:crypto';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { createQueueHandler } from '../../shared/runtime/queue-handler.ts';
import { openSecrets } from '../../shared/runtime/secrets.ts';
import { settleCards } from './settle-cards.ts';

const edge = createEdge('settle-cards');
const deps = {
  ...edge,
  files: openFiles(edge.environment),
  secrets: openSecrets(edge.environment),
  fetch: globalThis.fetch,
  randomBytes,
  cardEndpoint: edge.environment.CARD_PROCESSOR_ENDPOINT,
};

export const handler = createQueueHandler('settle-cards', (message) => settleCards(message, deps), edge);
