import type { Edge } from '../../shared/runtime/edge.ts';
import type { Queues } from '../../shared/runtime/queues.ts';
import type { Files } from '../../shared/store/files.ts';

/** What the work needs. */
export interface ImportDeps extends Pick<Edge, 'table' | 'logger' | 'now'> {
  readonly files: Files;
  readonly queues: Queues;
  /** About this many claims make a chunk; 250 unless given. */
  readonly claimsPerChunk?: number | undefined;
  /** In production a payment that is marked as a test enters the books only when a person admits it. */
  readonly holdsTests?: boolean | undefined;
}
