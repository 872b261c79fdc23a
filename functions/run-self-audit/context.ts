import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { SelfAudit, SelfAuditRefusal } from '../../shared/domain/self-audit/run.ts';
import type { CodeSets } from '../../shared/runtime/code-sets.ts';
import type { Edge } from '../../shared/runtime/edge.ts';
import type { Delivery } from '../../shared/runtime/queue-handler.ts';
import type { Queues } from '../../shared/runtime/queues.ts';

/** What the work needs. */
export interface RunDeps extends Pick<Edge, 'table' | 'logger' | 'now'> {
  readonly queues: Queues;
  readonly codeSets: Pick<CodeSets, 'prepare'>;
}

/** A self-audit in progress. */
export interface AuditWork extends RunDeps {
  readonly tenant: TenantId;
  readonly delivery: Delivery;
}

/** The result of judging. */
export interface Verdict extends Pick<SelfAudit, 'found'>, Partial<Pick<SelfAudit, 'notJudged'>> {
  readonly refusal?: SelfAuditRefusal;
}
