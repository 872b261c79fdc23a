import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { remittancesApi } from './api.ts';
import { operations } from './operations.ts';

const edge = createEdge('remittances');

export const handler = createApiHandler(remittancesApi, operations, { ...edge, files: openFiles(edge.environment) });
