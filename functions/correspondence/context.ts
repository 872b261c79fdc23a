import type { Operations, Request, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { Files } from '../../shared/store/files.ts';
import type { correspondenceApi } from './api.ts';

/** What the operations may use. */
export interface CorrespondenceDeps extends StoreDeps {
  readonly files: Files;
}

/** The operations of the named routes. */
export type CorrespondenceOperations<Name extends keyof typeof correspondenceApi = keyof typeof correspondenceApi> =
  Pick<Operations<typeof correspondenceApi, CorrespondenceDeps>, Name>;

/** A request for the named route. */
export type CorrespondenceRequest<Name extends keyof typeof correspondenceApi> = Request<
  (typeof correspondenceApi)[Name]
>;
