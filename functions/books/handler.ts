import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { booksApi } from './api.ts';
import { booksOperations } from './books.ts';
import { rebookOperations } from './rebook.ts';

const edge = createEdge('books');

export const handler = createApiHandler(
  booksApi,
  { ...booksOperations, ...rebookOperations },
  { ...edge, files: openFiles(edge.environment) },
);
