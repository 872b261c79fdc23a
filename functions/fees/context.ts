import type { Operations, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { CodeSets } from '../../shared/runtime/code-sets.ts';
import type { feesApi } from './api.ts';

/** What the operations may use. */
export interface FeesDeps extends StoreDeps {
  readonly codeSets: Pick<CodeSets, 'prepare'>;
}

/** The operations of the named routes. */
export type FeesOperations<Name extends keyof typeof feesApi = keyof typeof feesApi> = Pick<
  Operations<typeof feesApi, FeesDeps>,
  Name
>;
