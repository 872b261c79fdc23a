import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { correspondenceApi } from './api.ts';
import { operations } from './operations.ts';

const edge = createEdge('correspondence');

export const handler = createApiHandler(correspondenceApi, operations, {
  ...edge,
  files: openFiles(edge.environment),
});
