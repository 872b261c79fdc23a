import type { Operations, Request, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { denialsApi } from './api.ts';

/** What the operations may use. */
export type DenialsDeps = StoreDeps;

/** The operations of the named routes. */
export type DenialsOperations<Name extends keyof typeof denialsApi = keyof typeof denialsApi> = Pick<
  Operations<typeof denialsApi, DenialsDeps>,
  Name
>;

/** A request for the named route. */
export type DenialsRequest<Name extends keyof typeof denialsApi> = Request<(typeof denialsApi)[Name]>;
