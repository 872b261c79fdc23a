import type { Edge } from '../../shared/runtime/edge.ts';
import type { Secrets } from '../../shared/runtime/secrets.ts';
import type { Files } from '../../shared/store/files.ts';

/** What the work needs. */
export interface AskDeps extends Pick<Edge, 'table' | 'logger' | 'now'> {
  readonly files: Files;
  readonly secrets: Secrets;
  readonly fetch: typeof globalThis.fetch;
}
