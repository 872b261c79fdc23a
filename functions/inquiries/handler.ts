import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { inquiriesApi } from './api.ts';
import { operations } from './operations.ts';

const edge = createEdge('inquiries');

export const handler = createApiHandler(inquiriesApi, operations, { ...edge, files: openFiles(edge.environment) });
