import type { Operations, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { Files } from '../../shared/store/files.ts';
import type { postingRulesApi } from './api.ts';

/** What the operations may use. */
export interface PostingRulesDeps extends StoreDeps {
  readonly files: Files;
}

/** The operations of the named routes. */
export type PostingRulesOperations<Name extends keyof typeof postingRulesApi = keyof typeof postingRulesApi> = Pick<
  Operations<typeof postingRulesApi, PostingRulesDeps>,
  Name
>;
