import type { Operations, Request, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { Files } from '../../shared/store/files.ts';
import type { claimsApi } from './api.ts';

/** What the operations may use. */
export interface ClaimsDeps extends StoreDeps {
  readonly files: Files;
}

/** The operations of the named routes. */
export type ClaimsOperations<Name extends keyof typeof claimsApi = keyof typeof claimsApi> = Pick<
  Operations<typeof claimsApi, ClaimsDeps>,
  Name
>;

/** A request for the named route. */
export type ClaimsRequest<Name extends keyof typeof claimsApi> = Request<(typeof claimsApi)[Name]>;
