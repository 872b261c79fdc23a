import type { Operations, Request, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { reportsApi } from './api.ts';

/** The operations of the named routes. */
export type ReportsOperations<Name extends keyof typeof reportsApi = keyof typeof reportsApi> = Pick<
  Operations<typeof reportsApi, StoreDeps>,
  Name
>;

/** A request for the named route. */
export type ReportsRequest<Name extends keyof typeof reportsApi> = Request<(typeof reportsApi)[Name]>;
