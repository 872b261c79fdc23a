import { syntheticCodeSet } from '../../shared/domain/encounter/synthetic-code-set.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { codeEntryApi } from './api.ts';
import { operations } from './operations.ts';

const deps = { ...createEdge('code-entry'), codeSet: syntheticCodeSet };

export const handler = createApiHandler(codeEntryApi, operations, deps);
