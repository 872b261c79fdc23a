import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { practiceApi } from './api.ts';
import { operations } from './operations.ts';

const edge = createEdge('practice');

export const handler = createApiHandler(practiceApi, operations, {
  ...edge,
  isTimeZoneRequired: edge.environment.STAGE !== 'local',
});
