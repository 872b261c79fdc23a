import type { Operations, Request, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { accountsApi } from './api.ts';

/** What the operations may use. */
export type AccountsDeps = StoreDeps;

/** The operations of the named routes. */
export type AccountsOperations<Name extends keyof typeof accountsApi = keyof typeof accountsApi> = Pick<
  Operations<typeof accountsApi, AccountsDeps>,
  Name
>;

/** A request for the named route. */
export type AccountsRequest<Name extends keyof typeof accountsApi> = Request<(typeof accountsApi)[Name]>;
