import type { Operations, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { CodeSets } from '../../shared/runtime/code-sets.ts';
import type { codesApi } from './api.ts';

/** What the operations may use. */
export interface CodesDeps extends StoreDeps {
  readonly codeSets: CodeSets;
}

/** The operations of the named routes. */
export type CodesOperations<Name extends keyof typeof codesApi = keyof typeof codesApi> = Pick<
  Operations<typeof codesApi, CodesDeps>,
  Name
>;
