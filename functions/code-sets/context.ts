import type { Operations, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { Files } from '../../shared/store/files.ts';
import type { codeSetsApi } from './api.ts';

/** What the operations may use. */
export interface CodeSetsApiDeps extends StoreDeps {
  readonly files: Files;
}

/** The operations of the named routes. */
export type CodeSetOperations<Name extends keyof typeof codeSetsApi = keyof typeof codeSetsApi> = Pick<
  Operations<typeof codeSetsApi, CodeSetsApiDeps>,
  Name
>;
