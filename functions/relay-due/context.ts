import type { Logger } from '../../shared/domain/logger.ts';
import type { Queues } from '../../shared/runtime/queues.ts';
import type { Table } from '../../shared/store/table.ts';

/** What the work needs. */
export interface RelayDeps {
  readonly table: Table;
  readonly queues: Queues;
  readonly logger: Logger;
  now(): Date;
}
