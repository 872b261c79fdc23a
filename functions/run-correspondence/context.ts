import type { Edge } from '../../shared/runtime/edge.ts';
import type { Files } from '../../shared/store/files.ts';

/** What the work needs. */
export interface RunCorrespondenceDeps extends Pick<Edge, 'table' | 'logger' | 'now'> {
  readonly files: Pick<Files, 'put'>;
}
