import type { Operations, Request, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { CodeSets } from '../../shared/runtime/code-sets.ts';
import type { Files } from '../../shared/store/files.ts';
import type { estimatesApi } from './api.ts';

/** What the operations may use. */
export interface EstimatesDeps extends StoreDeps {
  readonly codeSets: Pick<CodeSets, 'prepare'>;
  readonly files: Files;
}

/** The operations of the named routes. */
export type EstimatesOperations<Name extends keyof typeof estimatesApi = keyof typeof estimatesApi> = Pick<
  Operations<typeof estimatesApi, EstimatesDeps>,
  Name
>;

/** A request for the named route. */
export type EstimatesRequest<Name extends keyof typeof estimatesApi> = Request<(typeof estimatesApi)[Name]>;
