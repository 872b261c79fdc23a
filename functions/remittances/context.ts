import type { Logger } from '../../shared/domain/logger.ts';
import type { Operations, Request, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { Files } from '../../shared/store/files.ts';
import type { remittancesApi } from './api.ts';

/** What the operations may use. */
export interface RemittancesDeps extends StoreDeps {
  readonly files: Files;
  readonly logger: Logger;
}

/** The operations of the named routes. */
export type RemittancesOperations<Name extends keyof typeof remittancesApi = keyof typeof remittancesApi> = Pick<
  Operations<typeof remittancesApi, RemittancesDeps>,
  Name
>;

/** A request for the named route. */
export type RemittancesRequest<Name extends keyof typeof remittancesApi> = Request<(typeof remittancesApi)[Name]>;
