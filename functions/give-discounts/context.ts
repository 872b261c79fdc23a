import type { Edge } from '../../shared/runtime/edge.ts';

/** What the work needs. */
export type DiscountDeps = Pick<Edge, 'table' | 'now'>;
