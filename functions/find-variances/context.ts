import type { CodeSets } from '../../shared/runtime/code-sets.ts';
import type { Edge } from '../../shared/runtime/edge.ts';
import type { Queues } from '../../shared/runtime/queues.ts';

/** What the work needs. */
export interface FindDeps extends Pick<Edge, 'table' | 'logger' | 'now'> {
  readonly codeSets: Pick<CodeSets, 'lookUp'>;
  readonly queues: Queues;
}
