import { defineApi } from '../../shared/http/api.ts';
import { markRoutes } from './mark-routes.ts';
import { recordRoutes } from './record-routes.ts';
import { wordingRoutes } from './wording-routes.ts';

export const correspondenceApi = defineApi({
  ...recordRoutes,
  ...wordingRoutes,
  ...markRoutes,
});
