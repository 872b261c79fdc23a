import type { Operations, Request, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { CodeSets } from '../../shared/runtime/code-sets.ts';
import type { Files } from '../../shared/store/files.ts';
import type { contractsApi } from './api.ts';

/** What the operations may use. */
export interface ContractsDeps extends StoreDeps {
  readonly codeSets: Pick<CodeSets, 'lookUp'>;
  readonly files: Files;
}

/** The operations of the named routes. */
export type ContractsOperations<Name extends keyof typeof contractsApi = keyof typeof contractsApi> = Pick<
  Operations<typeof contractsApi, ContractsDeps>,
  Name
>;

/** A request for the named route. */
export type ContractsRequest<Name extends keyof typeof contractsApi> = Request<(typeof contractsApi)[Name]>;
