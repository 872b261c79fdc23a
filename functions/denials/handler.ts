import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { denialsApi } from './api.ts';
import { operations } from './operations.ts';

const edge = createEdge('denials');

export const handler = createApiHandler(denialsApi, operations, { ...edge, files: openFiles(edge.environment) });
