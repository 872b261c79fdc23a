import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Edge } from '../../shared/runtime/edge.ts';
import type { Delivery } from '../../shared/runtime/queue-handler.ts';
import type { Files } from '../../shared/store/files.ts';

/** What the work needs. */
export interface ReportRunDeps extends Pick<Edge, 'table' | 'logger' | 'now'> {
  readonly files: Files;
}

/** Reports of an office in progress. */
export interface ReportRunWork extends ReportRunDeps {
  readonly tenant: TenantId;
  readonly delivery: Delivery;
}
