import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { booksApi } from './api.ts';
import { operations } from './operations.ts';

const edge = createEdge('books');

export const handler = createApiHandler(booksApi, operations, { ...edge, files: openFiles(edge.environment) });
