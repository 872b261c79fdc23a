import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { reportsApi } from './api.ts';
import { operations } from './operations.ts';

const edge = createEdge('reports');

export const handler = createApiHandler(reportsApi, operations, { ...edge, files: openFiles(edge.environment) });
