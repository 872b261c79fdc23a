import type { Operations, Request, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { CodeSets } from '../../shared/runtime/code-sets.ts';
import type { Files } from '../../shared/store/files.ts';
import type { statementsApi } from './api.ts';

/** What the operations may use. */
export interface StatementsDeps extends StoreDeps {
  readonly files: Files;
  readonly codeSets: Pick<CodeSets, 'prepare'>;
}

/** The operations of the named routes. */
export type StatementsOperations<Name extends keyof typeof statementsApi = keyof typeof statementsApi> = Pick<
  Operations<typeof statementsApi, StatementsDeps>,
  Name
>;

/** A request for the named route. */
export type StatementsRequest<Name extends keyof typeof statementsApi> = Request<(typeof statementsApi)[Name]>;
