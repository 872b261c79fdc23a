import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { adjustmentsApi } from './api.ts';
import { operations } from './operations.ts';

export const handler = createApiHandler(adjustmentsApi, operations, createEdge('adjustments'));
