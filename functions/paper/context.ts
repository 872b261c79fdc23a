import type { Operations, Request, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { CodeSets } from '../../shared/runtime/code-sets.ts';
import type { Files } from '../../shared/store/files.ts';
import type { paperApi } from './api.ts';

/** What the operations may use. */
export interface PaperDeps extends StoreDeps {
  readonly files: Files;
  readonly codeSets: Pick<CodeSets, 'prepare'>;
}

/** The operations of the named routes. */
export type PaperOperations<Name extends keyof typeof paperApi = keyof typeof paperApi> = Pick<
  Operations<typeof paperApi, PaperDeps>,
  Name
>;

/** A request for the named route. */
export type PaperRequest<Name extends keyof typeof paperApi> = Request<(typeof paperApi)[Name]>;
