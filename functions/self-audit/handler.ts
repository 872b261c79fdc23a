import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createCodeSets, localArtifacts } from '../../shared/runtime/code-sets.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { selfAuditApi } from './api.ts';
import { operations } from './operations.ts';

const edge = createEdge('self-audit');
const codeSets = createCodeSets({
  ...edge,
  files: openFiles(edge.environment),
  artifacts: localArtifacts(edge.environment),
});

export const handler = createApiHandler(selfAuditApi, operations, { ...edge, codeSets });
