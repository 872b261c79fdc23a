import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { accountsApi } from './api.ts';
import { operations } from './operations.ts';

export const handler = createApiHandler(accountsApi, operations, createEdge('accounts'));
