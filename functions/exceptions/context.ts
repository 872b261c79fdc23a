import type { Operations, Request, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { Files } from '../../shared/store/files.ts';
import type { exceptionsApi } from './api.ts';

/** What the operations may use. */
export interface ExceptionsDeps extends StoreDeps {
  readonly files: Files;
}

/** The operations of the named routes. */
export type ExceptionsOperations<Name extends keyof typeof exceptionsApi = keyof typeof exceptionsApi> = Pick<
  Operations<typeof exceptionsApi, ExceptionsDeps>,
  Name
>;

/** A request for the named route. */
export type ExceptionsRequest<Name extends keyof typeof exceptionsApi> = Request<(typeof exceptionsApi)[Name]>;
