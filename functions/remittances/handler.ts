import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { remittancesApi } from './api.ts';
import { documentOperations } from './documents.ts';
import { fileOperations } from './files.ts';
import { paperOperations } from './paper-remittances.ts';
import { remittanceOperations } from './remittances.ts';
import { segmentOperations } from './segments.ts';

const edge = createEdge('remittances');

export const handler = createApiHandler(
  remittancesApi,
  { ...fileOperations, ...paperOperations, ...remittanceOperations, ...segmentOperations, ...documentOperations },
  { ...edge, files: openFiles(edge.environment) },
);
