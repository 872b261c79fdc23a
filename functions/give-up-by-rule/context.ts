import type { Edge } from '../../shared/runtime/edge.ts';
import type { Queues } from '../../shared/runtime/queues.ts';

/** What the work needs. */
export interface GiveUpDeps extends Pick<Edge, 'table' | 'logger' | 'now'> {
  readonly queues: Queues;
}
