import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { collectionsApi } from './api.ts';
import { operations } from './operations.ts';

const edge = createEdge('collections');

export const handler = createApiHandler(collectionsApi, operations, { ...edge, files: openFiles(edge.environment) });
