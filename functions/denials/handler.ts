import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { denialsApi } from './api.ts';
import { denialOperations } from './denials.ts';

export const handler = createApiHandler(denialsApi, denialOperations, createEdge('denials'));
