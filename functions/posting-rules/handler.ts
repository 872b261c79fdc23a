import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { postingRulesApi } from './api.ts';
import { operations } from './operations.ts';

const edge = createEdge('posting-rules');

export const handler = createApiHandler(postingRulesApi, operations, { ...edge, files: openFiles(edge.environment) });
