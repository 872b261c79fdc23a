import type { Operations, Request, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { Files } from '../../shared/store/files.ts';
import type { denialsApi } from './api.ts';

/** What the operations may use. */
export interface DenialsDeps extends StoreDeps {
  readonly files: Files;
}

/** The operations of the named routes. */
export type DenialsOperations<Name extends keyof typeof denialsApi = keyof typeof denialsApi> = Pick<
  Operations<typeof denialsApi, DenialsDeps>,
  Name
>;

/** A request for the named route. */
export type DenialsRequest<Name extends keyof typeof denialsApi> = Request<(typeof denialsApi)[Name]>;
