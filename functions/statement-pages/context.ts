import type { Operations, Request, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { Files } from '../../shared/store/files.ts';
import type { statementPagesApi } from './api.ts';

/** What the operations may use. */
export interface StatementPagesDeps extends StoreDeps {
  readonly files: Files;
}

export type StatementPagesOperations = Operations<typeof statementPagesApi, StatementPagesDeps>;

export type StatementPagesRequest<Name extends keyof typeof statementPagesApi> = Request<
  (typeof statementPagesApi)[Name]
>;
