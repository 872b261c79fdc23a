import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { remittancesApi } from './api.ts';
import { fileOperations } from './files.ts';
import { remittanceOperations } from './remittances.ts';

const edge = createEdge('remittances');

export const handler = createApiHandler(
  remittancesApi,
  { ...fileOperations, ...remittanceOperations },
  { ...edge, files: openFiles(edge.environment) },
);
