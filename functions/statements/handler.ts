import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { statementsApi } from './api.ts';
import { operations } from './operations.ts';

const edge = createEdge('statements');

export const handler = createApiHandler(statementsApi, operations, { ...edge, files: openFiles(edge.environment) });
