import type { CodeSet } from '../../shared/domain/encounter/code-set.ts';
import type { Grouper } from '../../shared/domain/encounter/grouper.ts';
import type { Operations, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { Files } from '../../shared/store/files.ts';
import type { codeEntryApi } from './api.ts';

/** What the operations may use. */
export interface CodeEntryDeps extends StoreDeps {
  /** The attached documents. */
  readonly files: Files;
  /** Finds the group of a stay, where an installation has a grouper. */
  readonly grouper?: Grouper;
  /** The codes in use. */
  readonly codeSet: CodeSet;
}

/** The operations of the named routes. */
export type CodeEntryOperations<Name extends keyof typeof codeEntryApi = keyof typeof codeEntryApi> = Pick<
  Operations<typeof codeEntryApi, CodeEntryDeps>,
  Name
>;
