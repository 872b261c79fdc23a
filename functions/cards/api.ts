import { defineApi } from '../../shared/http/api.ts';
import { cardRoutes } from './card-routes.ts';
import { chargeRoutes } from './charge-routes.ts';
import { connectionRoutes } from './connection-routes.ts';
import { linkRoutes } from './link-routes.ts';

export const cardsApi = defineApi({ ...connectionRoutes, ...linkRoutes, ...cardRoutes, ...chargeRoutes });
