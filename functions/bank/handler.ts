import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { bankApi } from './api.ts';
import { operations } from './operations.ts';

const edge = createEdge('bank');

export const handler = createApiHandler(bankApi, operations, { ...edge, files: openFiles(edge.environment) });
