import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { postingRulesApi } from './api.ts';
import { dryRunOperations } from './dry-run.ts';
import { ruleOperations } from './rules.ts';

const edge = createEdge('posting-rules');

export const handler = createApiHandler(
  postingRulesApi,
  { ...ruleOperations, ...dryRunOperations },
  { ...edge, files: openFiles(edge.environment) },
);
