import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openSecrets } from '../../shared/runtime/secrets.ts';
import { payPagesApi } from './api.ts';
import { operations } from './operations.ts';

const edge = createEdge('pay-pages');

export const handler = createApiHandler(payPagesApi, operations, {
  ...edge,
  secrets: openSecrets(edge.environment),
  fetch: globalThis.fetch,
  cardEndpoint: edge.environment.CARD_PROCESSOR_ENDPOINT,
});
