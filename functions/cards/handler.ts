import { randomBytes } from 'node:crypto';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openSecrets } from '../../shared/runtime/secrets.ts';
import { cardsApi } from './api.ts';
import { operations } from './operations.ts';

const edge = createEdge('cards');
const deps = {
  ...edge,
  secrets: openSecrets(edge.environment),
  fetch: globalThis.fetch,
  cardEndpoint: edge.environment.CARD_PROCESSOR_ENDPOINT,
  randomBytes,
};

export const handler = createApiHandler(cardsApi, operations, deps);
