import type { CodeReferences } from '../../shared/domain/code-set/references.ts';
import type { Grouper } from '../../shared/domain/encounter/grouper.ts';
import type { Operations, Request, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { CodeSets } from '../../shared/runtime/code-sets.ts';
import type { Files } from '../../shared/store/files.ts';
import type { codeEntryApi } from './api.ts';

/** What the operations may use. */
export interface CodeEntryDeps extends StoreDeps {
  /** The attached documents. */
  readonly files: Files;
  /** Assigns a stay to its group (DRG), where a grouper is installed. */
  readonly grouper?: Grouper;
  readonly codeSets: Pick<CodeSets, 'lookUp'>;
}

/** The dependencies of operations that look codes up. */
export interface CodedDeps extends CodeEntryDeps {
  readonly references: CodeReferences;
}

/** A request for any of the named routes. */
export type CodeEntryRequest<Name extends keyof typeof codeEntryApi> = Request<(typeof codeEntryApi)[Name]>;

/** The operations of the named routes. */
export type CodeEntryOperations<Name extends keyof typeof codeEntryApi = keyof typeof codeEntryApi> = Pick<
  Operations<typeof codeEntryApi, CodeEntryDeps>,
  Name
>;

/**
 * The operations that look codes up. They only read and decide, so they can start again when a code set must be fetched
 * first.
 */
export type CodedOperations<Name extends keyof typeof codeEntryApi> = Pick<
  Operations<typeof codeEntryApi, CodedDeps>,
  Name
>;
