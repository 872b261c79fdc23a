import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openSecrets } from '../../shared/runtime/secrets.ts';
import { cardWebhooksApi } from './api.ts';
import { operations } from './operations.ts';

const edge = createEdge('card-webhooks');

export const handler = createApiHandler(cardWebhooksApi, operations, {
  ...edge,
  secrets: openSecrets(edge.environment),
});
