import type { Operations, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { codingRulesApi } from './api.ts';

/** The operations of the named routes. */
export type CodingRulesOperations<Name extends keyof typeof codingRulesApi = keyof typeof codingRulesApi> = Pick<
  Operations<typeof codingRulesApi, StoreDeps>,
  Name
>;
