import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { remittancesApi } from './api.ts';
import { decideOperations } from './decide.ts';
import { differenceOperations } from './difference.ts';
import { fileOperations } from './files.ts';
import { remittanceOperations } from './remittances.ts';
import { resolveOperations } from './resolve.ts';

const edge = createEdge('remittances');

export const handler = createApiHandler(
  remittancesApi,
  { ...fileOperations, ...remittanceOperations, ...resolveOperations, ...decideOperations, ...differenceOperations },
  { ...edge, files: openFiles(edge.environment) },
);
