import { syntheticCodeSet } from '../../shared/domain/encounter/synthetic-code-set.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { codeEntryApi } from './api.ts';
import { operations } from './operations.ts';

const edge = createEdge('code-entry');
const deps = { ...edge, codeSet: syntheticCodeSet, files: openFiles(edge.environment) };

export const handler = createApiHandler(codeEntryApi, operations, deps);
