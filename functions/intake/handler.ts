import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { intakeApi } from './api.ts';
import { operations } from './operations.ts';

const edge = createEdge('intake');

export const handler = createApiHandler(intakeApi, operations, { ...edge, files: openFiles(edge.environment) });
