import type { Operations, Request, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { Files } from '../../shared/store/files.ts';
import type { bankApi } from './api.ts';

/** What the operations may use. */
export interface BankDeps extends StoreDeps {
  readonly files: Files;
}

/** The operations of the named routes. */
export type BankOperations<Name extends keyof typeof bankApi = keyof typeof bankApi> = Pick<
  Operations<typeof bankApi, BankDeps>,
  Name
>;

/** A request for the named route. */
export type BankRequest<Name extends keyof typeof bankApi> = Request<(typeof bankApi)[Name]>;
