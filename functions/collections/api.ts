import { defineApi } from '../../shared/http/api.ts';
import { agencyRoutes } from './agency-routes.ts';
import { caseRoutes } from './case-routes.ts';
import { moneyRoutes } from './money-routes.ts';

export const collectionsApi = defineApi({ ...agencyRoutes, ...caseRoutes, ...moneyRoutes });
