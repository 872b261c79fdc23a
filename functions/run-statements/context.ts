import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Edge } from '../../shared/runtime/edge.ts';
import type { Delivery } from '../../shared/runtime/queue-handler.ts';
import type { Queues } from '../../shared/runtime/queues.ts';
import type { Files } from '../../shared/store/files.ts';

/** What the work needs. */
export interface StatementDeps extends Pick<Edge, 'table' | 'logger' | 'now'> {
  readonly queues: Queues;
  readonly files: Files;
}

/** Statements of an office in progress. */
export interface StatementWork extends StatementDeps {
  readonly tenant: TenantId;
  readonly delivery: Delivery;
}
