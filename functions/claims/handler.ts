import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { claimsApi } from './api.ts';
import { operations } from './operations.ts';

const edge = createEdge('claims');

export const handler = createApiHandler(claimsApi, operations, { ...edge, files: openFiles(edge.environment) });
