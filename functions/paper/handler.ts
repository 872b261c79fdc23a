import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createCodeSets, localArtifacts } from '../../shared/runtime/code-sets.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { paperApi } from './api.ts';
import { operations } from './operations.ts';

const edge = createEdge('paper');
const files = openFiles(edge.environment);
const codeSets = createCodeSets({ ...edge, files, artifacts: localArtifacts(edge.environment) });

export const handler = createApiHandler(paperApi, operations, { ...edge, files, codeSets });
