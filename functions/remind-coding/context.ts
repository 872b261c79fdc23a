import type { Edge } from '../../shared/runtime/edge.ts';

/** What the work needs. */
export type RemindDeps = Pick<Edge, 'table' | 'logger' | 'now'>;
