import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { connectionsApi } from './api.ts';
import { historyOperations } from './history.ts';
import { setupOperations } from './setup.ts';

export const handler = createApiHandler(
  connectionsApi,
  { ...setupOperations, ...historyOperations },
  createEdge('connections'),
);
