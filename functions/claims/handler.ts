import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { claimsApi } from './api.ts';
import { claimOperations } from './claims.ts';
import { openingOperations } from './opening-claims.ts';
import { submissionOperations } from './submissions.ts';

const edge = createEdge('claims');

export const handler = createApiHandler(
  claimsApi,
  { ...claimOperations, ...openingOperations, ...submissionOperations },
  { ...edge, files: openFiles(edge.environment) },
);
