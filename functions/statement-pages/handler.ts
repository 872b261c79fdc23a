import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { statementPagesApi } from './api.ts';
import { operations } from './operations.ts';

const edge = createEdge('statement-pages');

export const handler = createApiHandler(statementPagesApi, operations, { ...edge, files: openFiles(edge.environment) });
