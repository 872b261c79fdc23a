import type { Operations, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { CodeSets } from '../../shared/runtime/code-sets.ts';
import type { selfAuditApi } from './api.ts';

/** What the operations may use. */
export interface SelfAuditDeps extends StoreDeps {
  readonly codeSets: Pick<CodeSets, 'prepare'>;
}

/** The operations of the named routes. */
export type SelfAuditOperations<Name extends keyof typeof selfAuditApi = keyof typeof selfAuditApi> = Pick<
  Operations<typeof selfAuditApi, SelfAuditDeps>,
  Name
>;
