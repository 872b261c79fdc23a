import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { codeSetsApi } from './api.ts';
import { operations } from './operations.ts';

const edge = createEdge('code-sets');

export const handler = createApiHandler(codeSetsApi, operations, { ...edge, files: openFiles(edge.environment) });
