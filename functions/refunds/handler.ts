import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { refundsApi } from './api.ts';
import { operations } from './operations.ts';

const edge = createEdge('refunds');

export const handler = createApiHandler(refundsApi, operations, { ...edge, files: openFiles(edge.environment) });
