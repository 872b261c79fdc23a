import type { CodeSetFormat } from '../../shared/code-sets/format.ts';
import type { Edge } from '../../shared/runtime/edge.ts';
import type { Files } from '../../shared/store/files.ts';

/** What the work needs. */
export interface LoadDeps extends Pick<Edge, 'table' | 'logger' | 'now'> {
  readonly files: Files;
  /** The file formats that can be read. */
  readonly formats: readonly CodeSetFormat[];
}
