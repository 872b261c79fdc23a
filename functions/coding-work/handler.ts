import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { codingWorkApi } from './api.ts';
import { operations } from './operations.ts';

export const handler = createApiHandler(codingWorkApi, operations, createEdge('coding-work'));
