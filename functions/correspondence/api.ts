import { defineApi } from '../../shared/http/api.ts';
import { documentRoutes } from './document-routes.ts';
import { markRoutes } from './mark-routes.ts';
import { recordRoutes } from './record-routes.ts';
import { taskRoutes } from './task-routes.ts';
import { threadRoutes } from './thread-routes.ts';
import { wordingRoutes } from './wording-routes.ts';

export const correspondenceApi = defineApi({
  ...recordRoutes,
  ...wordingRoutes,
  ...markRoutes,
  ...taskRoutes,
  ...threadRoutes,
  ...documentRoutes,
});
