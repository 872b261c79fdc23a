import type { Edge } from '../../shared/runtime/edge.ts';
import type { Queues } from '../../shared/runtime/queues.ts';
import type { Files } from '../../shared/store/files.ts';

/** What the work needs. */
export interface KeepDeps extends Pick<Edge, 'table' | 'logger' | 'now'> {
  readonly files: Files;
  readonly queues: Queues;
}
