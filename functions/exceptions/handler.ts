import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { exceptionsApi } from './api.ts';
import { operations } from './operations.ts';

const edge = createEdge('exceptions');

export const handler = createApiHandler(exceptionsApi, operations, {
  ...edge,
  files: openFiles(edge.environment),
});
