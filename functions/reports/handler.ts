import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { reportsApi } from './api.ts';
import { operations } from './operations.ts';

export const handler = createApiHandler(reportsApi, operations, createEdge('reports'));
