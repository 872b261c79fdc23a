import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { paperApi } from './api.ts';
import { operations } from './operations.ts';

const edge = createEdge('paper');

export const handler = createApiHandler(paperApi, operations, { ...edge, files: openFiles(edge.environment) });
